import type { Workspace } from '../../app/workspace.ts';
import type { CaseDocument, DraftSite } from '../../domain/case/document.ts';
import type { DerivedSite } from '../../domain/plan/derivedSite.ts';
import type { Level } from '../../domain/vocabulary/level.ts';
import { SIDES } from '../../domain/vocabulary/terms.ts';
import { Choice } from './fields/Choice.tsx';
import { DeviationReason } from './fields/DeviationReason.tsx';
import { Field } from './fields/Field.tsx';
import { LevelField } from './fields/LevelField.tsx';
import { sideWords } from './words.ts';

interface WhereFieldsProps {
  readonly workspace: Workspace;
  readonly doc: CaseDocument;
  readonly site: DraftSite;
  readonly proved: DerivedSite;
  readonly set: (patch: Partial<Omit<DraftSite, 'id'>>) => void;
}

const fromMark = (level: Level | null) => (level === null ? null : { says: 'from the mark', level });

/** The five places, kept apart, and the side; what geometry proves stands beside each. */
export function WhereFields({ workspace, doc, site, proved, set }: WhereFieldsProps) {
  const path = (field: string): string => `sites.${site.id}.${field}`;
  const deviation = { workspace, doc, site, derived: proved };
  const scheme = doc.numbering;
  return (
    <>
      <LevelField
        path={path('target')}
        label="Target level"
        value={site.target}
        others={[]}
        scheme={scheme}
        offered={fromMark(proved.target)}
        onChange={(target) => set({ target })}
        hint="Where the blood should go."
      />
      <DeviationReason {...deviation} field="target" />
      <Field
        path={path('side')}
        label="Side"
        answered={site.side !== null}
        offered={
          proved.side === null
            ? null
            : { says: 'from the mark', answer: sideWords[proved.side].toLowerCase() }
        }
        onUseOffered={
          proved.side !== null && proved.side !== site.side ? () => set({ side: proved.side }) : undefined
        }
      >
        {(labelId) => (
          <Choice
            options={SIDES}
            words={sideWords}
            value={site.side}
            onChange={(side) => set({ side })}
            labelledBy={labelId}
          />
        )}
      </Field>
      <DeviationReason {...deviation} field="side" />
      <LevelField
        path={path('defect')}
        label="Dural defect"
        value={site.defect}
        others={['not-stated']}
        scheme={scheme}
        offered={fromMark(proved.defect)}
        onChange={(defect) => set({ defect })}
      />
      <DeviationReason {...deviation} field="defect" />
      <LevelField
        path={path('collection')}
        label="Extradural collection"
        value={site.collection}
        others={['none', 'not-stated']}
        scheme={scheme}
        offered={fromMark(proved.collection)}
        onChange={(collection) => set({ collection })}
        hint="Its extent is not the site of the defect."
      />
      <DeviationReason {...deviation} field="collection" />
      <LevelField
        path={path('access')}
        label="Access level"
        value={site.access}
        others={['sacral-hiatus', 'not-stated']}
        scheme={scheme}
        offered={site.target === null ? null : { says: 'as the target', level: site.target }}
        onChange={(access) => set({ access })}
        hint="Where the needle enters the canal."
      />
    </>
  );
}
