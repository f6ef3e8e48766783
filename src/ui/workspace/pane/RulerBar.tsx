import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { PaneState } from '../../../app/workspace.ts';
import { parseMarkId } from '../../../app/workspace/markIds.ts';
import { canCalibrate, rulerLength } from '../../../app/workspace/rulers.ts';
import { lengthWords } from '../../../dicom/imageLength.ts';
import type { Ruler } from '../../../domain/case/ruler.ts';
import { useSession } from '../../shell/queries.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';
import classes from './RulerBar.module.css';

/** The selected length, on the picture it was drawn on; a projection image can be calibrated with it. */
export function RulerBar({ active, state }: { readonly active: boolean; readonly state: PaneState }) {
  const selected = useWorkspaceState(({ selectedId }) => selectedId);
  const rulers = useWorkspaceState(({ doc }) => doc.rulers);
  const target = selected === null ? null : parseMarkId(selected);
  const ruler = target?.kind === 'ruler' ? rulers?.find(({ id }) => id === target.id) : undefined;
  if (ruler === undefined || !active) return null;
  const { from } = ruler;
  const here =
    from.kind === 'patient' ||
    (from.sopInstanceUid === state.image?.sopInstanceUid && from.frame === state.image.frame);
  return here ? <SelectedRuler key={ruler.id} ruler={ruler} /> : null;
}

function SelectedRuler({ ruler }: { readonly ruler: Ruler }) {
  const workspace = useWorkspace();
  const doc = useWorkspaceState((state) => state.doc);
  const studies = useWorkspaceState((state) => state.studies);
  const locked = useWorkspaceState((state) => state.lock !== null);
  const length = rulerLength(studies, doc, ruler);
  const sop = ruler.from.kind === 'image' ? ruler.from.sopInstanceUid : null;
  const calibrated = sop !== null && doc.calibrations?.[sop] !== undefined;
  const remove = (): void => {
    if (workspace.dispatch({ type: 'ruler/remove', id: ruler.id }) === null) workspace.select(null);
  };
  return (
    <fieldset className={classes.bar} aria-label="Length">
      <output className={classes.words}>{length === null ? 'Length not known' : lengthWords(length)}</output>
      {canCalibrate(studies, ruler) && !locked ? <Calibrate ruler={ruler} /> : null}
      {calibrated && !locked ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => workspace.dispatch({ type: 'calibration/remove', sopInstanceUid: sop })}
        >
          Calibration off
        </Button>
      ) : null}
      {locked ? null : (
        <Button size="compact-sm" variant="default" onClick={remove}>
          Remove
        </Button>
      )}
    </fieldset>
  );
}

/** The length as it is known from elsewhere: a catheter's bands, a coin, a ruler in the picture. */
function Calibrate({ ruler: { from, to } }: { readonly ruler: Ruler }) {
  const workspace = useWorkspace();
  const session = useSession().data ?? null;
  const [lengthMm, setLengthMm] = useState<number | null>(null);
  if (from.kind !== 'image' || to.kind !== 'image' || session === null) return null;
  const { seriesUid, sopInstanceUid, frame } = from;
  const calibrate = (): void => {
    if (lengthMm === null) return;
    workspace.dispatch({
      type: 'calibration/set',
      calibration: {
        seriesUid,
        sopInstanceUid,
        frame,
        fromPx: from.pointPx,
        toPx: to.pointPx,
        lengthMm,
        by: { name: session.name, authenticated: session.authenticated },
        at: new Date().toISOString(),
      },
    });
  };
  return (
    <form
      className={classes.calibrate}
      onSubmit={(event) => {
        event.preventDefault();
        calibrate();
      }}
    >
      <NumberInput
        size="xs"
        w={128}
        hideControls
        min={0.1}
        max={600}
        decimalScale={1}
        suffix=" mm"
        aria-label="Known length of this line, mm"
        placeholder="Known length"
        value={lengthMm ?? ''}
        onChange={(value) => setLengthMm(typeof value === 'number' && value > 0 ? value : null)}
      />
      <Button type="submit" size="compact-sm" disabled={lengthMm === null}>
        Calibrate
      </Button>
    </form>
  );
}
