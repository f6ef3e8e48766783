import type { TargetingPlan } from '../../../domain/plan/targetingPlan.ts';
import { levelCodes } from '../../codes/codes.ts';
import { PLAN, SR } from '../../codes/planConcepts.ts';
import { derivedUid } from '../uids.ts';
import { pointItem } from './findingGroup.ts';
import { container, uidref, type SrItem } from './items.ts';
import { groupHead } from './levelItems.ts';

/** The labels that levels were derived from: one TID 1501 group per labelled series or image, one point per vertebra. */
export function labelGroups(plan: TargetingPlan): readonly SrItem[] {
  const group = (uidWords: readonly (string | number)[], ordinal: number, items: readonly SrItem[]) =>
    container('CONTAINS', SR.group, '1501', [
      ...groupHead(
        `LABELS-${ordinal}`,
        derivedUid('labels', plan.planId, ...uidWords),
        PLAN.catLabels,
        PLAN.labels,
      ),
      ...items,
    ]);
  const inSpace = plan.labelings.filter((labeling) => labeling.labels.length > 0);
  const onImages = plan.projectionLabelings.filter((labeling) => labeling.labels.length > 0);
  return [
    ...inSpace.map(({ seriesUid, frameOfReferenceUid, labels }, index) =>
      group([seriesUid], index + 1, [
        uidref('CONTAINS', SR.seriesUid, seriesUid),
        ...labels.flatMap(({ level, pointLpsMm }) =>
          levelCodes({ kind: 'vertebra', level }).map((name) =>
            pointItem(plan, { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm }, name),
          ),
        ),
      ]),
    ),
    ...onImages.map(({ seriesUid, sopInstanceUid, frame, labels }, index) =>
      group([sopInstanceUid, frame], inSpace.length + index + 1, [
        uidref('CONTAINS', SR.seriesUid, seriesUid),
        ...labels.flatMap(({ level, pointPx }) =>
          levelCodes({ kind: 'vertebra', level }).map((name) =>
            pointItem(plan, { kind: 'image', seriesUid, sopInstanceUid, frame, pointPx }, name),
          ),
        ),
      ]),
    ),
  ];
}
