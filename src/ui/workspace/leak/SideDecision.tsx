import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { derivedSideText } from '../../../domain/findings/decisions.ts';
import { isSideOpen } from '../../../domain/findings/sideDoubts.ts';
import type { DerivedLocation } from '../../../domain/plan/targetingPlan.ts';
import { LATERALIZED_COMPARTMENTS, SIDES, type Side } from '../../../domain/vocabulary/terms.ts';
import { Choice } from '../../plan/fields/Choice.tsx';
import { Field } from '../../plan/fields/Field.tsx';
import { useCommitted } from '../../plan/fields/useCommitted.ts';
import { sideWords } from '../../plan/words.ts';
import { OutdatedDecision } from './OutdatedDecision.tsx';
import classes from '../StepPanel.module.css';

interface SideDecisionProps {
  readonly path: string;
  readonly finding: LeakFinding;
  readonly location: DerivedLocation | undefined;
  readonly onChange: (decision: LeakFinding['sideDecision']) => void;
}

/** A person's word on the side: asked for where geometry is unsure, possible everywhere with a reason. */
export function SideDecision({ path, finding, location, onChange }: SideDecisionProps) {
  const [wanted, setWanted] = useState(false);
  const decision = finding.sideDecision;
  const derived = location?.side ?? null;
  const uncertain = location !== undefined && isSideOpen(location);
  const sided = finding.compartment !== null && LATERALIZED_COMPARTMENTS.includes(finding.compartment);
  const outdated =
    decision !== null && location !== undefined && decision.against !== derivedSideText(location);
  const asked = uncertain || derived === null || (sided && derived === 'midline');
  const reason = useCommitted(decision?.reason ?? '', (text) => {
    if (decision !== null) onChange({ ...decision, reason: text.trim() });
  });
  if (!asked && decision === null && !wanted)
    return (
      <Button size="compact-xs" variant="subtle" mb={4} onClick={() => setWanted(true)}>
        Side is not {derived === null ? 'known' : sideWords[derived].toLowerCase()}?
      </Button>
    );
  const choose = (side: Side): void => {
    const agreed = side === derived;
    onChange({ side, reason: decision?.reason || (agreed ? 'Confirmed on the images' : '') });
  };
  return (
    <Field
      path={`${path}.sideDecision`}
      label={uncertain ? 'Confirm the side' : 'Side'}
      answered={decision !== null && !outdated}
      offered={
        derived === null
          ? null
          : {
              says: 'from the mark',
              answer: `${sideWords[derived].toLowerCase()}${uncertain ? ' (uncertain)' : ''}`,
            }
      }
    >
      {(labelId) => (
        <>
          <Choice
            options={SIDES}
            words={sideWords}
            value={decision?.side ?? null}
            onChange={choose}
            labelledBy={labelId}
          />
          {decision === null || !outdated || location === undefined ? null : (
            <OutdatedDecision
              what="side"
              then={decision.against}
              now={derivedSideText(location)}
              onKeep={() => onChange({ side: decision.side, reason: decision.reason })}
            />
          )}
          {decision === null ? null : (
            <div className={classes.row} style={{ marginTop: 8 }}>
              <TextInput
                aria-label="Reason for the side"
                placeholder="Reason: what shows the side"
                style={{ flex: 1 }}
                maxLength={2000}
                value={reason.text}
                onChange={(event) => reason.setText(event.currentTarget.value)}
                onBlur={reason.commit}
              />
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  setWanted(false);
                  onChange(null);
                }}
              >
                Take back
              </Button>
            </div>
          )}
        </>
      )}
    </Field>
  );
}
