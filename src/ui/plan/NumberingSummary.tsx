import { Text } from '@mantine/core';
import type { Workspace } from '../../app/workspace.ts';
import type { NumberingStatement } from '../../domain/case/document.ts';
import { numberingWords } from '../../domain/plan/words.ts';
import { anomalyWords, countedFromWords } from './words.ts';
import { capitalised } from './siteWords.ts';
import classes from './Plan.module.css';

interface NumberingSummaryProps {
  readonly workspace: Workspace;
  readonly numbering: NumberingStatement;
  readonly relative: string | null;
}

/** The count behind every level of this plan; it is stated in the Spine step. */
export function NumberingSummary({ workspace, numbering, relative }: NumberingSummaryProps) {
  const stated = numbering.countedFrom !== null;
  const statement = numberingWords(numbering);
  const anomalies = numbering.anomalies.map((each) => anomalyWords[each]).join(', ');
  return (
    <section className={classes.numbering} data-unanswered={stated ? undefined : true} aria-label="Numbering">
      <Text size="sm">
        <b>Numbering:</b>{' '}
        {numbering.countedFrom === null
          ? 'not yet stated'
          : capitalised(countedFromWords[numbering.countedFrom])}
        {anomalies === '' ? '' : `; ${anomalies}`}
        {statement === '' ? '' : `. ${statement}`}
      </Text>
      {relative === null ? null : (
        <Text size="sm" c="dimmed">
          To recount: {relative}
        </Text>
      )}
      <button type="button" className={classes.textLink} onClick={() => workspace.setStep('spine')}>
        {stated ? 'Change in the Spine step' : 'State it in the Spine step'}
      </button>
    </section>
  );
}
