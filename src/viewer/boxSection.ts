import type { PointLps } from '../domain/case/document.ts';
import { mix, type Vec3 } from '../domain/geometry/vec3.ts';
import type { CanvasPoint } from './planeView.ts';
import { elementAt } from '../imaging/elementAt.ts';
import type { Surface } from './surface.ts';

type Axis = 0 | 1 | 2;

/** A face or corner of the bounds that a person can take hold of: which LPS coordinates move with it. */
export interface BoxHandle {
  readonly at: CanvasPoint;
  readonly moves: readonly { readonly axis: Axis; readonly end: 'min' | 'max' }[];
}

const AXES: readonly Axis[] = [0, 1, 2];
const perAxis = (make: (axis: Axis) => number): Vec3 => [make(0), make(1), make(2)];

/** Outline of an LPS-aligned box on the plane shown, closed; null where the plane misses the box. */
export function boxSection(min: PointLps, max: PointLps, surface: Surface): readonly PointLps[] | null {
  const corner = (bits: number): Vec3 => perAxis((axis) => (bits & (1 << axis) ? max : min)[axis]);
  const depth = (point: Vec3): number => surface.projectPatient(point)?.depth ?? Number.NaN;
  const crossings: PointLps[] = [];
  for (let bits = 0; bits < 8; bits += 1) {
    for (const axis of AXES) {
      if (bits & (1 << axis)) continue;
      const [p, q] = [corner(bits), corner(bits | (1 << axis))];
      const [a, b] = [depth(p), depth(q)];
      if (a >= 0 !== b >= 0 && Number.isFinite(a) && Number.isFinite(b))
        crossings.push(mix(p, q, a / (a - b)));
    }
  }
  if (crossings.length < 3) return null;
  const placed = crossings.map((point) => ({
    point,
    at: surface.projectPatient(point)?.at ?? ([0, 0] as const),
  }));
  const cx = placed.reduce((sum, { at }) => sum + at[0], 0) / placed.length;
  const cy = placed.reduce((sum, { at }) => sum + at[1], 0) / placed.length;
  const around = placed.toSorted(
    (a, b) => Math.atan2(a.at[1] - cy, a.at[0] - cx) - Math.atan2(b.at[1] - cy, b.at[0] - cx),
  );
  return [...around, elementAt(around, 0)].map(({ point }) => point);
}

/** Handles on the faces and corners that the plane shows edge-on; at their mid-depth, laid onto the plane. */
export function boxHandles(min: PointLps, max: PointLps, surface: Surface): readonly BoxHandle[] {
  const centre = mix(min, max, 0.5);
  const depth = (point: Vec3): number => surface.projectPatient(point)?.depth ?? 0;
  const tilt = (axis: Axis): number => {
    const moved = perAxis((i) => centre[i] + (i === axis ? 1 : 0));
    return Math.abs(depth(moved) - depth(centre));
  };
  const through = AXES.reduce((best, axis) => (tilt(axis) > tilt(best) ? axis : best));
  const inPlane = AXES.filter((axis) => axis !== through);
  const handle = (moves: BoxHandle['moves']): BoxHandle | null => {
    const point = perAxis((i) => {
      const move = moves.find(({ axis }) => axis === i);
      return move === undefined ? centre[i] : (move.end === 'min' ? min : max)[i];
    });
    const projected = surface.projectPatient(point);
    return projected === null ? null : { at: projected.at, moves };
  };
  const ends = ['min', 'max'] as const;
  const faces = inPlane.flatMap((axis) => ends.map((end) => handle([{ axis, end }])));
  const [a, b] = [elementAt(inPlane, 0), elementAt(inPlane, 1)];
  const corners = ends.flatMap((endA) =>
    ends.map((endB) =>
      handle([
        { axis: a, end: endA },
        { axis: b, end: endB },
      ]),
    ),
  );
  return [...faces, ...corners].filter((found) => found !== null);
}

/** The box with the handle's coordinates moved to a point; never thinner than 1 mm. */
export function dragBox(
  min: PointLps,
  max: PointLps,
  moves: BoxHandle['moves'],
  to: PointLps,
): { readonly minLpsMm: PointLps; readonly maxLpsMm: PointLps } {
  const low = [...min] as [number, number, number];
  const high = [...max] as [number, number, number];
  for (const { axis, end } of moves) {
    if (end === 'min') low[axis] = Math.min(to[axis], high[axis] - 1);
    else high[axis] = Math.max(to[axis], low[axis] + 1);
  }
  return { minLpsMm: low, maxLpsMm: high };
}
