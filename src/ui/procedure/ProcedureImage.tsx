import { Slider } from '@mantine/core';
import { frameKey, placeUnder } from '../../app/procedure/counting.ts';
import type { Procedure, ProcedureState } from '../../app/procedure/procedure.ts';
import type { PointPx } from '../../domain/case/document.ts';
import { derivedLevel } from '../../domain/findings/resolve.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import { EdgeLetters } from '../workspace/pane/EdgeLetters.tsx';
import { usePaneStateOf, useProcedurePane, useProcedureState } from './useProcedure.ts';
import classes from './Procedure.module.css';

/** The fluoroscopy: labels counted here, the planned interspace, the tip. */
export function ProcedureImage({ procedure }: { readonly procedure: Procedure }) {
  const [host, pane] = useProcedurePane(procedure);
  const state = usePaneStateOf(pane);
  const edge = useProcedureState(procedure, confirmedEdge);
  return (
    <div className={classes.image}>
      <div ref={host} className={classes.host} data-testid="procedure-image" />
      {state === null ? null : (
        <>
          <EdgeLetters state={state} confirmedRightEdge={edge} />
          {state.status === 'failed' ? <p className={classes.imageWords}>{state.message}</p> : null}
          <CursorPlace procedure={procedure} pointPx={state.cursor?.pointPx ?? null} />
          {state.count > 1 && pane !== null ? (
            <div className={classes.frames}>
              <span>
                Frame {state.index + 1} / {state.count}
              </span>
              <Slider
                thumbLabel="Frame"
                min={1}
                max={state.count}
                value={state.index + 1}
                onChange={(frame) => pane.scrollTo(frame - 1)}
                label={null}
              />
            </div>
          ) : null}
        </>
      )}
    </div>
  );
}

interface CursorPlaceProps {
  readonly procedure: Procedure;
  readonly pointPx: PointPx | null;
}

/** Level and side under the cursor, as they are counted on this frame. */
function CursorPlace({ procedure, pointPx }: CursorPlaceProps) {
  const state = useProcedureState(procedure, (each) => each);
  const place = pointPx === null ? null : placeUnder(state, pointPx);
  const level = place === null ? null : derivedLevel(place);
  const side = place?.side === 'midline' || place?.side == null ? place?.side : `patient’s ${place.side}`;
  return (
    <div
      className={classes.cursor}
      data-testid="cursor-facts"
      data-cursor-px={pointPx?.map((px) => px.toFixed(2)).join(' ')}
    >
      {level === null ? '' : [formatLevel(level), side].filter(Boolean).join(' · ')}
    </div>
  );
}

const confirmedEdge = (state: ProcedureState): 'left' | 'right' | null =>
  state.shown === null ? null : (state.labelings[frameKey(state.shown)]?.confirmedRightEdge ?? null);
