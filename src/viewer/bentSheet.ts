import type { SpineCoordinates, SpinePlace } from '../domain/geometry/spineCoordinates.ts';
import { addScaled, negate, scale, type Vec3 } from '../domain/geometry/vec3.ts';
import type { CurvedPlane } from './api.ts';
import { provenLetters } from './letters.ts';
import type { Sheet } from './sheet.ts';

/** On the sheet: x across the curve, y along it toward the feet, z off the sheet; millimetres. */
const RIGHT: Vec3 = [1, 0, 0];
const UP: Vec3 = [0, -1, 0];
/** What a straightened spine is looked at for: from before the bodies to behind the spinous processes. */
const ACROSS_MM: Readonly<Record<CurvedPlane, readonly [number, number]>> = {
  'curved-sagittal': [-55, 95],
  'curved-coronal': [-75, 75],
};
/** How far the sheets reach to both sides of the curve, mm. */
const DEPTH_MM: Readonly<Record<CurvedPlane, readonly [number, number]>> = {
  'curved-sagittal': [-60, 60],
  'curved-coronal': [-40, 80],
};
const STEP_MM = 1;

/**
 * The volume straightened along the label curve. Sagittal sheets hold the anterior-posterior direction and are stepped to
 * the patient's left; coronal ones hold left-right and are stepped to the back. Lengths across the curve are true;
 * along it they are true only on the curve itself, so the sheet counts as estimated.
 */
export function bentSheet(spine: SpineCoordinates, plane: CurvedPlane): Sheet {
  const sagittal = plane === 'curved-sagittal';
  const [least, most] = DEPTH_MM[plane];
  const offMm = (index: number): number => least + index * STEP_MM;
  // z runs away from the viewer: to the patient's right on sagittal sheets, to the back on coronal ones.
  const zOf = (depthMm: number): number => (sagittal ? -depthMm : depthMm);
  const placeOf = ([x, y, z]: Vec3): SpinePlace =>
    sagittal
      ? { arcMm: y + spine.startMm, posteriorMm: x, leftMm: -z }
      : { arcMm: y + spine.startMm, leftMm: x, posteriorMm: z };
  const count = Math.round((most - least) / STEP_MM) + 1;
  const startIndex = Math.round(-least / STEP_MM);
  const [from, to] = ACROSS_MM[plane];

  return {
    plane,
    count,
    startIndex,
    stepMm: STEP_MM,
    right: RIGHT,
    up: UP,
    fitTo: (index) => ({
      centre: [(from + to) / 2, (spine.endMm - spine.startMm) / 2, zOf(offMm(index))],
      size: [to - from, spine.endMm - spine.startMm],
    }),
    onSurface: ([x, y], index) => [x, y, zOf(offMm(index))],
    indexNearest: (point) => {
      const place = spine.fromLps(point);
      if (place === null) return null;
      const depthMm = sagittal ? place.leftMm : place.posteriorMm;
      return Math.max(0, Math.min(count - 1, Math.round((depthMm - least) / STEP_MM)));
    },
    line: (first, dx, width) => {
      const { arcMm, leftMm, posteriorMm } = placeOf(first);
      if (arcMm < spine.startMm || arcMm > spine.endMm) return null;
      const axes = spine.axesAt(arcMm);
      const across = sagittal ? axes.posterior : axes.left;
      const start = addScaled(addScaled(axes.origin, axes.left, leftMm), axes.posterior, posteriorMm);
      const [begin, end] = shownPart(spine, placeOf, first, dx, width);
      return {
        line: { firstLpsMm: start, stepLpsMm: scale(across, dx), from: begin, to: end },
        depthLps: sagittal ? axes.left : axes.posterior,
      };
    },
    toPatient: (point) => spine.toLps(placeOf(point)),
    fromPatient: (point) => {
      const place = spine.fromLps(point);
      if (place === null) return null;
      const y = place.arcMm - spine.startMm;
      return sagittal ? [place.posteriorMm, y, -place.leftMm] : [place.leftMm, y, place.posteriorMm];
    },
    letters: (view) => {
      const axes = spine.axesAt(view.centre[1] + spine.startMm);
      return provenLetters(sagittal ? axes.posterior : axes.left, negate(axes.tangent));
    },
    spacing: 'estimated',
    positionMm: offMm,
    acquired: false,
    look: () => ({ kind: 'curved' }),
  };
}

/** Pixels of a line before the planes across the curve begin to meet: stretch changes linearly along a line. */
function shownPart(
  spine: SpineCoordinates,
  placeOf: (point: Vec3) => SpinePlace,
  first: Vec3,
  dx: number,
  width: number,
): readonly [number, number] {
  const stretch = (pixel: number): number =>
    spine.stretchAt(placeOf([first[0] + pixel * dx, first[1], first[2]]));
  const [a, b] = [stretch(0), stretch(width - 1)];
  const limit = spine.leastStretch;
  if (a >= limit && b >= limit) return [0, width];
  if (a < limit && b < limit) return [0, 0];
  const crossing = ((limit - a) / (b - a)) * (width - 1);
  return a >= limit ? [0, Math.floor(crossing) + 1] : [Math.ceil(crossing), width];
}
