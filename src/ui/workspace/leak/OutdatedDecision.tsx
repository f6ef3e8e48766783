import { Button, Text } from '@mantine/core';
import classes from '../StepPanel.module.css';

interface OutdatedDecisionProps {
  readonly what: 'side' | 'level';
  /** What geometry said when it was decided; undefined where nobody kept it. */
  readonly then: string | undefined;
  readonly now: string;
  readonly onKeep: () => void;
}

/** The labels or the numbering changed after a person decided: the decision is shown with what it was made against. */
export function OutdatedDecision({ what, then, now, onKeep }: OutdatedDecisionProps) {
  return (
    <div className={classes.row} style={{ marginTop: 8 }}>
      <Text size="sm" style={{ flex: 1 }}>
        {then === undefined ? 'Decided earlier' : `Decided when geometry said ${then}`}, it now says{' '}
        <b>{now}</b>.
      </Text>
      <Button size="compact-sm" variant="default" onClick={onKeep}>
        My {what} still holds
      </Button>
    </div>
  );
}
