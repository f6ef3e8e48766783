import { Button, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PlanRecord } from '../../app/api.ts';
import type { HazardAnswer } from '../../domain/case/document.ts';
import type { PlanHazard } from '../../domain/plan/targetingPlan.ts';
import { openOverrides } from '../../domain/plan/states.ts';
import { hazardGroups } from '../plan/hazardGroups.ts';
import { useIdentityDialog } from '../shell/identityDialog.ts';
import { useSession } from '../shell/queries.ts';
import { Icon } from '../theme/icons.tsx';
import { AcceptDialog } from './AcceptDialog.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { overrideFieldId } from './Warnings.tsx';
import classes from './Review.module.css';

interface DecisionBarProps {
  readonly record: PlanRecord;
  readonly newest: boolean;
  readonly overrides: readonly HazardAnswer[];
}

const stillOpen = (
  hazards: readonly PlanHazard[],
  overrides: readonly HazardAnswer[],
): readonly PlanHazard[] =>
  hazards.filter((hazard) => openOverrides({ hazards: [hazard] }, overrides).length > 0);

/** Three actions at most, always in reach of the thumb: open images, return, accept. */
export function DecisionBar({ record, newest, overrides }: DecisionBarProps) {
  const navigate = useNavigate();
  const session = useSession();
  const ask = useIdentityDialog((state) => state.ask);
  const [dialog, setDialog] = useState<'accept' | 'return' | null>(null);
  const studyUid = record.plan.series[0]?.studyInstanceUid;
  const decidable = record.state === 'signed' && newest;
  const mayDecide = session.data?.role === 'pain-physician';
  const missing = hazardGroups(stillOpen(record.plan.hazards, overrides));

  const accept = (): void => {
    if (!decidable) return;
    if (!mayDecide) {
      ask();
      return;
    }
    const first = missing[0];
    if (first === undefined) setDialog('accept');
    else document.getElementById(overrideFieldId(first))?.focus();
  };
  useHotkeys([['mod+Enter', accept]], []);

  return (
    <footer className={`${classes.actions} pp-noPrint`}>
      <Text className={classes.actionHint} aria-live="polite">
        {hintOf(record, decidable, mayDecide, missing.length)}
      </Text>
      <div className={classes.actionButtons}>
        <Button
          size="lg"
          variant="default"
          leftSection={<Icon name="image" size={20} />}
          disabled={studyUid === undefined}
          onClick={() => void navigate({ to: '/workspace/$studyUid', params: { studyUid: studyUid ?? '' } })}
        >
          Open images
        </Button>
        {decidable ? (
          <>
            <Button
              size="lg"
              variant="default"
              leftSection={<Icon name="returned" size={20} />}
              onClick={() => (mayDecide ? setDialog('return') : ask())}
            >
              Return…
            </Button>
            <Button size="lg" leftSection={<Icon name="check" size={20} />} onClick={accept}>
              Accept…
            </Button>
          </>
        ) : null}
      </div>
      <AcceptDialog
        record={record}
        overrides={overrides}
        opened={dialog === 'accept'}
        onClose={() => setDialog(null)}
      />
      <ReturnDialog record={record} opened={dialog === 'return'} onClose={() => setDialog(null)} />
    </footer>
  );
}

function hintOf(record: PlanRecord, decidable: boolean, mayDecide: boolean, missing: number): string {
  if (!decidable) {
    switch (record.state) {
      case 'accepted':
        return 'Accepted and locked. A change is a new version by the radiologist.';
      case 'scheduled':
        return 'Scheduled. Recount the level under fluoroscopy. Stop if it differs.';
      case 'performed':
        return 'Performed. Another session is a new version by the radiologist.';
      case 'cancelled':
        return 'Cancelled.';
      case 'returned':
        return 'Returned. The radiologist changes it in the workspace and signs a new version.';
      default:
        return 'This version is locked.';
    }
  }
  if (!mayDecide) return 'A pain physician accepts or returns this plan. Act as one to decide.';
  if (missing > 0)
    return `${missing} blocking ${missing === 1 ? 'warning needs' : 'warnings need'} your own reason before you can accept.`;
  return 'Recount the level under fluoroscopy. Stop if it differs.';
}
