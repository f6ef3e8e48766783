import { Slider } from '@mantine/core';
import { frameKey } from '../../app/procedure/counting.ts';
import type { Procedure, ProcedureState } from '../../app/procedure/procedure.ts';
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
          {state.count > 1 && pane !== null ? (
            <div className={classes.frames}>
              <span>
                Frame {state.index + 1} / {state.count}
              </span>
              <Slider
                aria-label="Frame"
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

const confirmedEdge = (state: ProcedureState): 'left' | 'right' | null =>
  state.shown === null ? null : (state.labelings[frameKey(state.shown)]?.confirmedRightEdge ?? null);
