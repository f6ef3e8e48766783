import { Button, Progress } from '@mantine/core';
import type { PaneState } from '../../../app/workspace.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';
import { SlabChoice } from './SlabChoice.tsx';
import classes from './Pane.module.css';

/** Loading, cancelled, partial and failed each look like what they are, and say what to do. */
export function PaneStatus({
  seriesKey: uid,
  state,
}: {
  readonly seriesKey: string;
  readonly state: PaneState;
}) {
  const workspace = useWorkspace();
  const load = useWorkspaceState((current) => current.loads[uid]);
  const offer = load?.kind === 'failed' ? load.offer : undefined;
  const retry = (
    <Button size="compact-sm" variant="default" onClick={() => workspace.retryLoad(uid)}>
      {offer === undefined ? 'Load again' : 'Try the whole series again'}
    </Button>
  );
  if (state.status === 'failed')
    return (
      <div className={classes.failed} role="alert">
        <p>{state.message ?? 'This series could not be shown.'}</p>
        {offer === undefined ? null : (
          <SlabChoice offer={offer} onChoose={(from, to) => workspace.loadRange(uid, from, to)} />
        )}
        {retry}
      </div>
    );
  if (state.status === 'empty' && state.message !== null)
    return <p className={classes.empty}>{state.message}</p>;
  if (load?.kind === 'loading')
    return (
      <output className={classes.loading}>
        <Progress
          size={3}
          transitionDuration={0}
          value={load.total === 0 ? 0 : (100 * load.loaded) / load.total}
          aria-label="Loading the series"
          className={classes.progress}
        />
        <span>
          {load.loaded} of {load.total} images
        </span>
        <button type="button" className={classes.chip} onClick={() => workspace.cancelLoad(uid)}>
          Cancel
        </button>
      </output>
    );
  if (load?.kind === 'cancelled')
    return (
      <output className={classes.loading}>
        <span>
          Stopped at {load.loaded} of {load.total} images: planes and volumes are incomplete.
        </span>
        {retry}
      </output>
    );
  if (state.evenNote !== undefined)
    return (
      <p className={classes.empty} data-even>
        {state.evenNote}
      </p>
    );
  if (load?.kind === 'complete' && load.skipped.length > 0)
    return (
      <output className={classes.loading}>
        <span title={load.skipped.join('\n')}>
          {load.skipped.length} of {load.total} images could not be read and are left out.
        </span>
      </output>
    );
  return null;
}
