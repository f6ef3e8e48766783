import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Workspace } from '../../../app/workspace.ts';
import type { SpineLabeling } from '../../../domain/case/document.ts';
import { SNAP_SD_MM, type SnapOffer as Offer } from '../../../domain/spine/snap.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

/** What was looked for, on the labels as they then were: any later change of theirs makes it void. */
interface Shown {
  readonly labeling: SpineLabeling;
  readonly offer: Offer | null;
  readonly refusal: string;
}

/** Provisional labels against the image: each shift in mm is shown before anything moves. */
export function SnapOffer({
  workspace,
  seriesUid,
}: {
  readonly workspace: Workspace;
  readonly seriesUid: string;
}) {
  const labeling = useWorkspaceState((state) => state.doc.labelings[seriesUid]);
  const [shown, setShown] = useState<Shown | null>(null);
  const provisional = labeling?.labels.some((label) => !label.confirmed) ?? false;
  if (labeling === undefined || !provisional) return null;
  const current = shown?.labeling === labeling ? shown : null;
  const look = (): void => {
    const found = workspace.offerSnap(seriesUid);
    setShown(
      found.ok
        ? { labeling, offer: found.value, refusal: '' }
        : { labeling, offer: null, refusal: found.error.message },
    );
  };
  const accept = (offer: Offer): void => {
    const points = offer.shifts.map(({ level, pointLpsMm }) => ({ level, pointLpsMm }));
    workspace.dispatch({ type: 'label/snap', seriesUid, points, sdMm: SNAP_SD_MM });
  };
  const offer = current?.offer ?? null;
  return (
    <div aria-live="polite" style={{ marginTop: 8 }}>
      {offer === null ? (
        <Button size="compact-sm" variant="default" onClick={look}>
          Snap to image
        </Button>
      ) : null}
      {current !== null && offer === null ? <p className={classes.hint}>{current.refusal}</p> : null}
      {offer !== null ? (
        <>
          <p className={classes.hint}>
            {offer.shifts.length === 0
              ? 'The image does not show the provisional vertebrae clearly: none would move.'
              : `Would move: ${offer.shifts.map(({ level, movedMm }) => `${level} ${movedMm.toFixed(1)} mm`).join(', ')}.`}
            {offer.unsure.length === 0 || offer.shifts.length === 0
              ? ''
              : ` Not clear, unchanged: ${offer.unsure.join(', ')}.`}{' '}
            Confirmed labels never move.
          </p>
          <div className={classes.row}>
            {offer.shifts.length === 0 ? null : (
              <Button size="compact-sm" variant="light" onClick={() => accept(offer)}>
                Move {offer.shifts.length}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => setShown(null)}>
              Leave
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
