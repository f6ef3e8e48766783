import type { PointLps, SpineLabel, SpineLabeling } from '../case/document.ts';
import { distance } from '../geometry/vec3.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import type { Vertebra } from '../vocabulary/level.ts';

/**
 * A body clicked on a sagittal slice takes the lateral place of that slice. A slice that shows the spinal canal can lie
 * up to half the canal's width, 12 mm, beside the middle of the body (lumbar interpedicular distance up to 25 mm:
 * general knowledge). A mark is beyond doubt only when 12 mm and the 3 mm of `midline` leave its side as it is.
 * Rule and reasons: docs/decisions/0008-lateral-reference.md
 */
const LATERAL_LIMIT_MM = 15;
/** Neighbouring body centres lie this near to each other from side to side; then one that was seen speaks for both. */
const NEIGHBOUR_MM = 3;
/** Clicks on one sagittal slice share its lateral place to the digit; clicks across the body never do, mm. */
const ONE_SLICE_MM = 0.05;

/** Problem of a location: its side rests on a sagittal slice that nobody has checked against the body's middle. */
export const LATERAL_UNVERIFIED = 'lateral-unverified';

/**
 * The label whose middle a person should check before the side of this mark counts; null when none needs it: the mark
 * lies far enough to one side, or a label beside it was placed, dragged or confirmed on a plane across the body.
 *
 * @param pointLpsMm - the mark, LPS mm, in the labels' frame of reference
 */
export function labelToCheck(
  labeling: SpineLabeling,
  location: DerivedLocation,
  pointLpsMm: PointLps,
): Vertebra | null {
  const { lateralMm } = location;
  if (lateralMm === null || Math.abs(lateralMm) >= LATERAL_LIMIT_MM) return null;
  const beside = labelsBeside(labeling, location, pointLpsMm);
  const open = beside.filter((label) => !isSeenAcross(labeling, label));
  const [seen] = beside.filter((label) => !open.includes(label));
  const unproven =
    seen === undefined
      ? open
      : open.filter((label) => Math.abs(label.pointLpsMm[0] - seen.pointLpsMm[0]) > NEIGHBOUR_MM);
  const first = unproven.find((label) => label.level === location.vertebra) ?? unproven[0];
  return first?.level ?? null;
}

/** The labels the body line is drawn through at the mark; at an end or a gap, the nearest label. */
function labelsBeside(
  { labels }: SpineLabeling,
  { interspace }: DerivedLocation,
  pointLpsMm: PointLps,
): readonly SpineLabel[] {
  if (interspace !== null)
    return labels.filter((label) => label.level === interspace.upper || label.level === interspace.lower);
  return labels
    .toSorted((a, b) => distance(a.pointLpsMm, pointLpsMm) - distance(b.pointLpsMm, pointLpsMm))
    .slice(0, 1);
}

/** Is the label's lateral place more than that of a sagittal slice? */
function isSeenAcross(labeling: SpineLabeling, label: SpineLabel): boolean {
  if (label.middleSeenOn !== undefined) return true;
  switch (label.source) {
    case 'imported':
      return true;
    case 'interpolated':
    case 'extrapolated':
    case 'snapped':
      // As good as the labels it was computed from.
      return labeling.labels.filter(isGiven).every((given) => isSeenAcross(labeling, given));
    case 'clicked':
      return label.clickedOn === undefined
        ? !onOneSagittalSlice(labeling)
        : label.clickedOn === 'axial' || label.clickedOn === 'coronal';
    default:
      return label.source satisfies never;
  }
}

const isGiven = (label: SpineLabel): boolean => label.source === 'clicked' || label.source === 'imported';

/** Where nobody kept the plane of the clicks: several body centres with one and the same lateral coordinate. */
function onOneSagittalSlice({ labels }: SpineLabeling): boolean {
  const lateral = labels.filter((label) => label.source === 'clicked').map((label) => label.pointLpsMm[0]);
  return lateral.length > 1 && Math.max(...lateral) - Math.min(...lateral) <= ONE_SLICE_MM;
}
