import { Button, Title } from '@mantine/core';
import type { Workspace } from '../../app/workspace.ts';
import type { CaseDerived } from '../../domain/case/derive.ts';
import type { CaseDocument, DraftSite } from '../../domain/case/document.ts';
import { derivedSite } from '../../domain/plan/derivedSite.ts';
import { Choice } from './fields/Choice.tsx';
import { Field } from './fields/Field.tsx';
import { HowFields } from './HowFields.tsx';
import { VolumeFields } from './VolumeFields.tsx';
import { WhereFields } from './WhereFields.tsx';
import classes from './Plan.module.css';

export interface SiteFormProps {
  readonly workspace: Workspace;
  readonly doc: CaseDocument;
  readonly derived: CaseDerived;
  readonly site: DraftSite;
  readonly position: { readonly index: number; readonly count: number };
}

const aimWords = (doc: CaseDocument, id: string): string => {
  const finding = doc.findings.find((each) => each.id === id);
  return finding === undefined ? 'No mark' : `Leak ${finding.ordinal}`;
};

/** One injection site: where, how, how much. */
export function SiteForm({ workspace, doc, derived, site, position }: SiteFormProps) {
  const finding = doc.findings.find((each) => each.id === site.findingId);
  const proved = derivedSite(doc, derived, site);
  const set = (patch: Partial<Omit<DraftSite, 'id'>>): void => {
    workspace.dispatch({ type: 'site/set', id: site.id, patch });
  };
  const title = position.count === 1 ? 'Site' : `Site ${position.index + 1} of ${position.count}`;
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <Title order={3} size="h5">
          {title}
          {finding === undefined ? '' : `, for leak ${finding.ordinal}`}
        </Title>
        {position.count > 1 ? (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => workspace.dispatch({ type: 'site/remove', id: site.id })}
          >
            Remove
          </Button>
        ) : null}
      </div>
      {doc.findings.length === 0 ? null : (
        <Field path={`sites.${site.id}.findingId`} label="Aims at" answered>
          {(labelId) => (
            <Choice
              options={['none', ...doc.findings.map((each) => each.id)]}
              words={(id) => aimWords(doc, id)}
              value={site.findingId ?? 'none'}
              onChange={(id) => set({ findingId: id === 'none' ? null : id })}
              labelledBy={labelId}
            />
          )}
        </Field>
      )}
      <WhereFields workspace={workspace} doc={doc} site={site} proved={proved} set={set} />
      <HowFields
        workspace={workspace}
        site={site}
        advice={{ site, finding: finding ?? null, hazards: derived.hazards }}
        set={set}
      />
      <VolumeFields workspace={workspace} site={site} set={set} />
    </section>
  );
}
