import type { PointLps } from '../../domain/case/document.ts';
import { distance } from '../../domain/geometry/vec3.ts';
import { fromSpineCoordinate, type SpineCoordinate } from '../../domain/spine/spineCoordinate.ts';
import type { Spine } from '../../domain/spine/spineFrame.ts';

/** What scrolling a pane changes of a spine coordinate: the height, the side, or the depth. */
export type SpineAxis = 'along' | 'lateral' | 'posterior';

export interface SlicePosition {
  readonly axis: SpineAxis;
  readonly at: SpineCoordinate;
}

/** 0-based slice of a pane nearest to a point, LPS mm; null without geometry. */
type IndexAt = (pointLpsMm: PointLps) => number | null;

/** Far enough to cross several slices of any series, near enough to stay beside the spine, mm. */
const PROBE_MM = 12;
const ALONG_STEPS = 40;
/** Panes are scrolled within this distance of the body line. */
const [BESIDE_MM, BESIDE_STEP_MM] = [90, 0.5];
/** Behind the bodies: where the canal lies. */
const CANAL_MM = 20;

/** The coordinate on the line of the canal whose place is nearest to a point; the middle of the spine without one. */
export function nearestToSpine(spine: Spine, point: PointLps | null): SpineCoordinate | null {
  let best: SpineCoordinate | null = null;
  let least = Infinity;
  for (const at of alongCanal(spine, 0, CANAL_MM)) {
    const place = point === null ? null : fromSpineCoordinate(spine, at);
    const off = place === null ? 0 : place.ok && point !== null ? distance(place.value, point) : Infinity;
    if (off < least) [best, least] = [at, off];
  }
  return best;
}

/** Which axis of the spine a pane scrolls along here: the one that crosses most of its slices. */
export function axisOf(spine: Spine, at: SpineCoordinate, indexAt: IndexAt): SpineAxis | null {
  const here = placed(spine, at, indexAt);
  if (here === null) return null;
  let best: SpineAxis | null = null;
  let most = 0;
  for (const axis of ['along', 'lateral', 'posterior'] as const) {
    const there = placed(spine, nudged(spine, at, axis), indexAt);
    const slices = there === null ? 0 : Math.abs(there - here);
    if (slices > most) [best, most] = [axis, slices];
  }
  return best;
}

/**
 * Where on the spine a slice lies: of all places that the pane would show on this slice, the middle of those nearest to
 * `start`, along the axis the pane scrolls.
 *
 * @returns null where the slice misses the labelled spine
 */
export function coordinateOnSlice(
  spine: Spine,
  start: SpineCoordinate,
  index: number,
  indexAt: IndexAt,
): SlicePosition | null {
  const axis = axisOf(spine, start, indexAt);
  if (axis === null) return null;
  const candidates =
    axis === 'along' ? alongCanal(spine, start.lateralMm, start.posteriorMm) : besideSpine(start, axis);
  const runs: SpineCoordinate[][] = [];
  let open = false;
  for (const candidate of candidates) {
    const onSlice = placed(spine, candidate, indexAt) === index;
    if (onSlice && open) runs.at(-1)?.push(candidate);
    else if (onSlice) runs.push([candidate]);
    open = onSlice;
  }
  const middles = runs.flatMap((run) => run[Math.floor(run.length / 2)] ?? []);
  const from = fromSpineCoordinate(spine, start);
  const [nearest] = middles.toSorted((a, b) => offFrom(spine, a, from) - offFrom(spine, b, from));
  return nearest === undefined ? null : { axis, at: nearest };
}

const placed = (spine: Spine, at: SpineCoordinate, indexAt: IndexAt): number | null => {
  const place = fromSpineCoordinate(spine, at);
  return place.ok ? indexAt(place.value) : null;
};

function offFrom(spine: Spine, at: SpineCoordinate, from: ReturnType<typeof fromSpineCoordinate>): number {
  const place = fromSpineCoordinate(spine, at);
  return place.ok && from.ok ? distance(place.value, from.value) : Infinity;
}

/** Every labelled interspace from head to foot in small steps, at one offset from the body line. */
function alongCanal(spine: Spine, lateralMm: number, posteriorMm: number): readonly SpineCoordinate[] {
  return spine.nodes.slice(1).flatMap((lower, i) => {
    const upper = spine.nodes[i];
    if (upper === undefined) return [];
    return Array.from({ length: ALONG_STEPS }, (_, step) => ({
      upper: upper.level,
      lower: lower.level,
      fraction: (step + 0.5) / ALONG_STEPS,
      lateralMm,
      posteriorMm,
    }));
  });
}

function besideSpine(start: SpineCoordinate, axis: 'lateral' | 'posterior'): readonly SpineCoordinate[] {
  const steps = (2 * BESIDE_MM) / BESIDE_STEP_MM;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const mm = i * BESIDE_STEP_MM - BESIDE_MM;
    return axis === 'lateral' ? { ...start, lateralMm: mm } : { ...start, posteriorMm: mm };
  });
}

/** A little to one side along an axis; along the spine, the same offsets a third of an interspace further. */
function nudged(spine: Spine, at: SpineCoordinate, axis: SpineAxis): SpineCoordinate {
  if (axis === 'lateral') return { ...at, lateralMm: at.lateralMm + PROBE_MM };
  if (axis === 'posterior') return { ...at, posteriorMm: at.posteriorMm + PROBE_MM };
  const i = spine.nodes.findIndex((node) => node.level === at.upper);
  const [upper, lower] = [spine.nodes[i]?.centre, spine.nodes[i + 1]?.centre];
  const lengthMm = upper === undefined || lower === undefined ? 30 : distance(upper, lower);
  const share = PROBE_MM / lengthMm;
  return { ...at, fraction: at.fraction + (at.fraction + share < 1 ? share : -share) };
}
