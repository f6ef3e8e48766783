import { Text } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import type { CaseDocument, DraftSite } from '../../../domain/case/document.ts';
import {
  departs,
  fieldTexts,
  type DerivedSite,
  type DeviationField,
} from '../../../domain/plan/derivedSite.ts';
import { placeWords } from '../siteWords.ts';
import { CommittedTextarea } from './CommittedTextarea.tsx';
import classes from './Field.module.css';

interface DeviationReasonProps {
  readonly workspace: Workspace;
  readonly doc: CaseDocument;
  readonly site: DraftSite;
  readonly derived: DerivedSite;
  readonly field: DeviationField;
}

/** Appears when a value was changed away from what the mark proves; signing waits for the reason. */
export function DeviationReason({ workspace, doc, site, derived, field }: DeviationReasonProps) {
  const texts = fieldTexts(site, derived, field);
  const stored = doc.plan.deviations.find((each) => each.siteId === site.id && each.field === field);
  const current = stored?.derived === texts.derived && stored?.chosen === texts.chosen ? stored.reason : '';
  const give = (reason: string): void => {
    if (texts.derived === null || texts.chosen === null) return;
    workspace.dispatch({
      type: 'deviation/set',
      deviation: {
        siteId: site.id,
        field,
        derived: texts.derived,
        chosen: texts.chosen,
        reason: reason.trim(),
      },
    });
  };
  if (!departs(site, derived, field)) return null;
  return (
    <div className={classes.deviation} data-field={`sites.${site.id}.${field}.reason`}>
      <Text size="sm" mb={6}>
        The mark says <b>{placeWords(texts.derived)}</b>, the plan says <b>{placeWords(texts.chosen)}</b>.
      </Text>
      <CommittedTextarea label="Reason for the difference" stored={current} onCommit={give} />
    </div>
  );
}
