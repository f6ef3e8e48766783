import { useState } from 'react';
import type { Pane, PaneState, Plane, SeriesSummary } from '../../../app/workspace.ts';
import type { SpineLabeling } from '../../../domain/case/document.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from './Pane.module.css';

interface ScrollRailProps {
  readonly pane: Pane;
  readonly state: PaneState;
  readonly series: SeriesSummary;
  readonly plane: Plane;
}

interface Tick {
  readonly name: string;
  readonly index: number;
}

/** The scroll bar of a view; across the spine it carries the level names. */
export function ScrollRail({ pane, state, series, plane }: ScrollRailProps) {
  const [dragging, setDragging] = useState(false);
  const labeling = useWorkspaceState((current) => labelingFor(Object.values(current.doc.labelings), series));
  if (state.status !== 'ready' || state.count < 2) return null;
  const { count, index } = state;
  const last = count - 1;
  const ticks = plane === 'axial' || plane === 'stack' ? ticksOf(pane, labeling) : [];
  const words = railText(index, count, ticks);
  return (
    <div className={classes.rail}>
      {ticks.map((tick) => (
        <span key={tick.name} className={classes.tick} style={{ top: `${(100 * tick.index) / last}%` }} />
      ))}
      <span className={classes.thumb} style={{ top: `${(100 * index) / last}%` }}>
        {dragging ? <span className={classes.thumbWords}>{words}</span> : null}
      </span>
      <input
        type="range"
        className={classes.railInput}
        aria-label="Slice"
        aria-orientation="vertical"
        aria-valuetext={words}
        min={0}
        max={last}
        value={index}
        onChange={(event) => pane.scrollTo(event.currentTarget.valueAsNumber)}
        onPointerDown={() => setDragging(true)}
        onPointerUp={() => setDragging(false)}
        onPointerCancel={() => setDragging(false)}
      />
    </div>
  );
}

const railText = (index: number, count: number, ticks: readonly Tick[]): string => {
  const name = nearestTick(ticks, index);
  return name === null ? `${index + 1} of ${count}` : `${name} · ${index + 1} of ${count}`;
};

/** The level whose body centre is nearest, as long as the slice lies among the labels. */
function nearestTick(ticks: readonly Tick[], index: number): string | null {
  const indices = ticks.map((tick) => tick.index);
  if (ticks.length < 2 || index < Math.min(...indices) || index > Math.max(...indices)) return null;
  return ticks.toSorted((a, b) => Math.abs(a.index - index) - Math.abs(b.index - index))[0]?.name ?? null;
}

function ticksOf(pane: Pane, labeling: SpineLabeling | null): readonly Tick[] {
  return (labeling?.labels ?? []).flatMap((label) => {
    const index = pane.indexNearest(label.pointLpsMm);
    return index === null ? [] : [{ name: label.level, index }];
  });
}

function labelingFor(labelings: readonly SpineLabeling[], series: SeriesSummary): SpineLabeling | null {
  const own = labelings.find((labeling) => labeling.seriesUid === series.seriesInstanceUid);
  const shared = labelings.find((labeling) => labeling.frameOfReferenceUid === series.frameOfReferenceUid);
  return own ?? shared ?? null;
}
