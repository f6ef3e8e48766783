import { Button, Progress } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import type { SpineLabeling } from '../../../domain/case/document.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

/** What is known of the canal, in one sentence; what it counts for. */
function canalWords({ labels, canal = [] }: SpineLabeling): string {
  if (canal.length === 0) return 'Not searched yet: side follows the table, the compartment is asked for.';
  const found = canal.filter((point) => point.source === 'found');
  const counting = canal.length - found.length;
  const missing = labels.filter((label) => !canal.some((point) => point.level === label.level));
  const spread = Math.max(...found.map((point) => point.sdMm));
  return [
    found.length === 0
      ? ''
      : `Found at ${found.length} levels, ± ${spread.toFixed(1)} mm: check the dotted line.`,
    counting === 0
      ? 'It counts for nothing until you confirm it.'
      : `Confirmed or set at ${counting}: side and compartment are measured from it.`,
    missing.length === 0 ? '' : `Not found at ${missing.map((label) => label.level).join(', ')}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The canal of one series: searched on demand, dragged by hand, confirmed by a person. */
export function CanalSection({
  workspace,
  seriesUid,
}: {
  readonly workspace: Workspace;
  readonly seriesUid: string;
}) {
  const labeling = useWorkspaceState((state) => state.doc.labelings[seriesUid]);
  const loaded = useWorkspaceState((state) => state.loads[seriesUid]?.kind === 'complete');
  const search = useWorkspaceState((state) => state.canalSearches[seriesUid]);
  if (labeling === undefined || labeling.labels.length < 2)
    return <p className={classes.hint}>Label two vertebrae or more: the canal is looked for behind them.</p>;
  const canal = labeling.canal ?? [];
  if (search?.kind === 'running')
    return (
      <div className={classes.row}>
        <Progress.Root style={{ flex: 1 }}>
          <Progress.Section value={search.share * 100} aria-label="Looking for the canal" />
        </Progress.Root>
        <Button size="compact-sm" variant="default" onClick={() => workspace.cancelCanal(seriesUid)}>
          Stop looking
        </Button>
      </div>
    );
  const open = canal.some((point) => point.source === 'found');
  return (
    <>
      <p className={classes.hint} aria-live="polite">
        {search?.kind === 'refused' && canal.length === 0 ? search.message : canalWords(labeling)}
      </p>
      <div className={classes.row} style={{ marginTop: 8 }}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!loaded}
          onClick={() => workspace.offerCanal(seriesUid)}
        >
          {canal.length === 0 ? 'Find the canal' : 'Search again'}
        </Button>
        {open ? (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => workspace.dispatch({ type: 'canal/confirm', seriesUid, levels: 'all' })}
          >
            Confirm the canal
          </Button>
        ) : null}
        {canal.length === 0 ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => workspace.dispatch({ type: 'canal/remove', seriesUid, levels: 'all' })}
          >
            Remove
          </Button>
        )}
      </div>
    </>
  );
}
