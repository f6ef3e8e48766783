import type { PointLps, RegionShape } from '../domain/case/document.ts';
import { addScaled, cross, dot, mix, subtract, unit, type Vec3 } from '../domain/geometry/vec3.ts';
import { elementAt } from '../imaging/elementAt.ts';
import type { Surface } from './surface.ts';

const ELLIPSE_POINTS = 72;
/** Planes within 1° count as parallel. */
const PARALLEL = Math.cos(Math.PI / 180);

/**
 * Lines of a drawn region on the plane shown: the whole contour on its own plane, the chords where another plane cuts it.
 *
 * @returns LPS mm polylines; null for a grown region, which only its voxels describe
 */
export function regionSection(shape: RegionShape, surface: Surface): readonly (readonly PointLps[])[] | null {
  if (shape.kind === 'grow') return null;
  const contour = shape.kind === 'freehand' ? shape.contourLpsMm : ellipseContour(shape);
  const depths = contour.map((point) => surface.projectPatient(point)?.depth ?? Number.NaN);
  if (contour.length < 3 || depths.some(Number.isNaN)) return [];
  const half = surface.halfStepMm() ?? 0.5;
  if (surface.look().kind !== 'curved' && isParallel(contour, surface)) {
    return Math.abs(elementAt(depths, 0)) <= half + 1e-3 ? [[...contour, elementAt(contour, 0)]] : [];
  }
  return chords(contour, depths);
}

export function ellipseContour(shape: Extract<RegionShape, { kind: 'ellipse' }>): readonly PointLps[] {
  return Array.from({ length: ELLIPSE_POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / ELLIPSE_POINTS;
    const alongA = addScaled(shape.centreLpsMm, shape.semiAxisALpsMm, Math.cos(angle));
    return addScaled(alongA, shape.semiAxisBLpsMm, Math.sin(angle));
  });
}

function isParallel(contour: readonly PointLps[], surface: Surface): boolean {
  const [first, second, third] = [0, 1, 2].map((k) =>
    elementAt(contour, Math.floor((k * contour.length) / 3)),
  );
  if (first === undefined || second === undefined || third === undefined) return false;
  const normal = unit(cross(subtract(second, first), subtract(third, first)));
  const depthAt = (point: Vec3): number => surface.projectPatient(point)?.depth ?? 0;
  if (normal === null) return false;
  // Depth is linear in space: one unit along the contour's normal moves it by the cosine between the normals.
  return Math.abs(depthAt(addScaled(first, normal, 1)) - depthAt(first)) >= PARALLEL;
}

function chords(contour: readonly PointLps[], depths: readonly number[]): readonly (readonly PointLps[])[] {
  const crossings: PointLps[] = [];
  contour.forEach((point, i) => {
    const j = (i + 1) % contour.length;
    const [a, b] = [elementAt(depths, i), elementAt(depths, j)];
    if (a >= 0 !== b >= 0) crossings.push(mix(point, elementAt(contour, j), a / (a - b)));
  });
  const [origin, far] = [crossings[0], crossings[1]];
  if (origin === undefined || far === undefined) return [];
  const along = subtract(far, origin);
  const sorted = crossings.toSorted(
    (p, q) => dot(subtract(p, origin), along) - dot(subtract(q, origin), along),
  );
  const lines: (readonly PointLps[])[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2) lines.push([elementAt(sorted, i), elementAt(sorted, i + 1)]);
  return lines;
}
