import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Workspace } from '../../../app/workspace.ts';
import { adoptionDisagreement, readingWords } from '../../../domain/across/adoptionAgreement.ts';
import type { AdoptedMark, SettledAdoption } from '../../../domain/case/adoptedMark.ts';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from './Across.module.css';

interface AdoptionCheckProps {
  readonly workspace: Workspace;
  readonly finding: LeakFinding;
  readonly mark: AdoptedMark;
}

/** An adopted place that names another level or side than the leak: both readings, and a person's word on which holds. */
export function AdoptionCheck({ workspace, finding, mark }: AdoptionCheckProps) {
  const doc = useWorkspaceState((state) => state.doc);
  const locked = useWorkspaceState((state) => state.lock !== null);
  const [reason, setReason] = useState('');
  const found = adoptionDisagreement(doc, finding, mark);
  const { settled } = mark;
  if (found === null)
    return settled?.holds === 'adopted' ? (
      <span>
        Taken from here: “{settled.reason}” ({settled.against})
      </span>
    ) : null;
  const here = readingWords(found.here);
  const there = readingWords(found.there);
  if (settled?.against === found.against)
    return (
      <span>
        {there} here, but {here} holds: “{settled.reason}”
      </span>
    );
  const settle = (holds: SettledAdoption['holds']): void => {
    workspace.dispatch({
      type: 'finding/settle-adoption',
      id: finding.id,
      seriesUid: mark.seriesUid,
      holds,
      reason: reason.trim(),
    });
  };
  return (
    <div className={classes.check} data-field={`findings.${finding.id}.adoptions.${mark.seriesUid}`}>
      <strong className={classes.warning} role="alert">
        {there} here, {here} where it was marked: {found.level ? 'count both series again' : 'check the side'}
        , or say which holds.
      </strong>
      <TextInput
        size="xs"
        aria-label={`Why one reading of leak ${finding.ordinal} holds`}
        placeholder="Reason: what shows it"
        maxLength={2000}
        disabled={locked}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.choices}>
        {(['mark', 'adopted'] as const).map((holds) => (
          <Button
            key={holds}
            size="compact-sm"
            variant="default"
            disabled={locked || reason.trim() === ''}
            onClick={() => settle(holds)}
          >
            {holds === 'mark' ? here : there} holds
          </Button>
        ))}
      </div>
    </div>
  );
}
