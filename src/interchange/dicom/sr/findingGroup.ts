import type { Place } from '../../../domain/case/document.ts';
import type { PlanFinding, TargetingPlan } from '../../../domain/plan/targetingPlan.ts';
import { COMPARTMENT_CODES, CONCEPTS, CONFIDENCE_CODES, leakTypeCode, type Code } from '../../codes/codes.ts';
import { PLAN, SR, UNITS } from '../../codes/planConcepts.ts';
import { code, container, num, text, uidref, type SrItem } from './items.ts';
import { groupHead, levelItems } from './levelItems.ts';

/**
 * A leak mark: TID 1410 with one point, purpose "representative point" (CID 219): a POINT in the patient frame (SCOORD3D)
 * or on a frame of a projection image (SCOORD selected from that image).
 */
export function findingGroup(plan: TargetingPlan, finding: PlanFinding): SrItem {
  const { derived, leakType } = finding;
  const point = pointItem(plan, finding.place, SR.region);
  return container('CONTAINS', SR.group, '1410', [
    ...groupHead(`LEAK-${finding.ordinal}`, finding.trackingUid, SR.abnormal, CONCEPTS.csfLeak),
    ...levelItems(finding.level, finding.side, COMPARTMENT_CODES[finding.compartment]),
    code('HAS CONCEPT MOD', SR.purpose, SR.representativePoint),
    point,
    uidref('CONTAINS', SR.seriesUid, finding.place.seriesUid),
    ...(derived.lateralMm === null
      ? []
      : [
          // What it is inferred from stands below it (TID 300, 320): OHIF 3.13.2 looks for the place of a group there.
          num(CONCEPTS.lateralOffset, derived.lateralMm, UNITS.mm, [
            { ...point, relationship: 'INFERRED FROM' },
          ]),
        ]),
    code(
      'CONTAINS',
      CONCEPTS.topographicalModifier,
      COMPARTMENT_CODES[finding.compartment] ?? PLAN.notStated,
    ),
    code('CONTAINS', CONCEPTS.leakType, leakTypeCode(leakType) ?? PLAN.notStated),
    code('CONTAINS', CONCEPTS.confidence, CONFIDENCE_CODES[finding.confidence]),
    ...(derived.exitingRoot === null ? [] : [text('CONTAINS', CONCEPTS.exitingRoot, derived.exitingRoot)]),
    ...(finding.note.trim() === '' ? [] : [text('CONTAINS', SR.comment, finding.note)]),
  ]);
}

/** PS3.3 C.18.6: pixel coordinates of SCOORD start at the corner of the first pixel, ours at its centre. */
const HALF_PIXEL = 0.5;

/** A point in space, or on one frame of one image. */
export function pointItem(plan: TargetingPlan, place: Place, name: Code): SrItem {
  if (place.kind === 'patient')
    return {
      type: 'SCOORD3D',
      relationship: 'CONTAINS',
      name,
      graphic: 'POINT',
      data: place.pointLpsMm,
      frameOfReferenceUid: place.frameOfReferenceUid,
    };
  return {
    type: 'SCOORD',
    relationship: 'CONTAINS',
    name,
    graphic: 'POINT',
    data: place.pointPx.map((value) => value + HALF_PIXEL),
    children: [
      {
        type: 'IMAGE',
        relationship: 'SELECTED FROM',
        name: null,
        image: {
          sopClassUid: sopClassOf(plan, place.sopInstanceUid),
          sopInstanceUid: place.sopInstanceUid,
          frame: place.frame,
        },
      },
    ],
  };
}

/** A plan names every image its marks lie on (`verifyPlan`: instance-missing). */
function sopClassOf(plan: TargetingPlan, sopInstanceUid: string): string {
  for (const series of plan.series)
    for (const instance of series.instances)
      if (instance.sopInstanceUid === sopInstanceUid) return instance.sopClassUid;
  throw new Error('the plan does not name an image that a mark lies on');
}
