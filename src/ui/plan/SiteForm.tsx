import { Button, Title } from '@mantine/core';
import type { Workspace } from '../../app/workspace.ts';
import type { CaseDerived } from '../../domain/case/derive.ts';
import type { CaseDocument, DraftSite } from '../../domain/case/document.ts';
import { derivedSite } from '../../domain/plan/derivedSite.ts';
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
      <WhereFields workspace={workspace} doc={doc} site={site} proved={proved} set={set} />
      <HowFields workspace={workspace} site={site} set={set} />
      <VolumeFields workspace={workspace} site={site} set={set} />
    </section>
  );
}
