import type { PlanRegion } from '../../../domain/plan/targetingPlan.ts';
import { unreachable } from '../../../domain/result.ts';
import { CONCEPTS } from '../../codes/codes.ts';
import { PLAN, SR, UNITS } from '../../codes/planConcepts.ts';
import { code, container, num, text, uidref, type SrItem } from './items.ts';
import { groupHead, levelItems } from './levelItems.ts';

/**
 * An extravasation region. Drawn shapes are TID 1410 planar regions (ELLIPSE, POLYGON); a grown region is TID 1501 with
 * its seed and bounds, its voxels travel in the SEG under the same Tracking UID.
 */
export function regionGroup(region: PlanRegion): SrItem {
  const { measurement } = region;
  return container('CONTAINS', SR.group, region.shape.kind === 'grow' ? '1501' : '1410', [
    ...groupHead(`EXTRAV-${region.ordinal}`, region.trackingUid, SR.abnormal, CONCEPTS.extravasation),
    ...levelItems(region.extent, null),
    ...shapeItems(region),
    uidref('CONTAINS', SR.seriesUid, region.seriesUid),
    ...(measurement.volumeMl === null
      ? [text('CONTAINS', PLAN.volumeProblem, measurement.volumeProblem ?? 'not stated')]
      : [num(CONCEPTS.volume, measurement.volumeMl, UNITS.mL)]),
    num(
      measurement.unit === 'HU' ? CONCEPTS.attenuation : CONCEPTS.signal,
      measurement.mean,
      measurement.unit === 'HU' ? UNITS.HU : UNITS.none,
      [code('HAS CONCEPT MOD', SR.derivation, SR.mean)],
    ),
    ...(region.note.trim() === '' ? [] : [text('CONTAINS', SR.comment, region.note)]),
  ]);
}

function shapeItems({ shape, frameOfReferenceUid }: PlanRegion): readonly SrItem[] {
  const points = (
    name: SrItem['name'],
    graphic: 'POINT' | 'MULTIPOINT' | 'POLYGON' | 'ELLIPSE',
    data: readonly number[],
  ): SrItem => ({ type: 'SCOORD3D', relationship: 'CONTAINS', name, graphic, data, frameOfReferenceUid });
  switch (shape.kind) {
    case 'ellipse': {
      const { centreLpsMm: centre, semiAxisALpsMm: a, semiAxisBLpsMm: b } = shape;
      const end = (axis: readonly number[], sign: 1 | -1) =>
        centre.map((value, i) => value + sign * (axis[i] ?? 0));
      return [points(SR.region, 'ELLIPSE', [...end(a, 1), ...end(a, -1), ...end(b, 1), ...end(b, -1)])];
    }
    case 'freehand': {
      const [first = [0, 0, 0]] = shape.contourLpsMm;
      return [points(SR.region, 'POLYGON', [...shape.contourLpsMm.flat(), ...first])];
    }
    case 'grow':
      return [
        points(PLAN.seed, 'POINT', shape.seedLpsMm),
        points(PLAN.bounds, 'MULTIPOINT', [...shape.boundsMinLpsMm, ...shape.boundsMaxLpsMm]),
      ];
    default:
      return unreachable(shape);
  }
}
