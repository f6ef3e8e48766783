import { derivedLevel } from '../findings/resolve.ts';
import { locateOnProjection } from '../spine/projection.ts';
import { relativeDescription } from '../spine/relative.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { regionOf, vertebraeOf } from '../vocabulary/scheme.ts';
import type { CountedHere, FoundPlace, TipMark } from './model.ts';

/** Level and side of a tip by the labels of exactly its image and frame, and the frame that shows the landmark. */
export function foundPlace(mark: TipMark, scheme: SpineScheme): FoundPlace {
  const { tip, labelings, countedFrom } = mark;
  const own = labelings.find(
    ({ sopInstanceUid, frame }) => sopInstanceUid === tip.sopInstanceUid && frame === tip.frame,
  );
  const location = locateOnProjection(
    { labels: own?.labels ?? [], scheme, confirmedRightEdge: own?.confirmedRightEdge ?? null },
    tip.pointPx,
  );
  const level = derivedLevel(location);
  const labelled = labelings.flatMap(({ labels }) => labels.map((label) => label.level));
  return {
    level,
    location,
    countedFrom,
    relative: level === null ? null : relativeDescription(level, { scheme, countedFrom, labelled }),
    countedOn: countedFrom === null ? null : landmarkFrame(mark, landmarkOf(countedFrom, scheme)),
  };
}

/** The vertebra a count begins with: it must be labelled on a frame, or the count began nowhere. */
export function landmarkOf(countedFrom: CountedHere, scheme: SpineScheme): Vertebra {
  if (countedFrom === 'C2') return 'C2';
  if (countedFrom === 'sacrum') return 'S1';
  return vertebraeOf(scheme).findLast((level) => regionOf(level) === 'T') ?? 'T12';
}

/** The tip's own frame first; else another that shows the landmark and shares a vertebra with it. */
function landmarkFrame({ tip, labelings }: TipMark, landmark: Vertebra): FoundPlace['countedOn'] {
  const isTip = (labeling: TipMark['labelings'][number]): boolean =>
    labeling.sopInstanceUid === tip.sopInstanceUid && labeling.frame === tip.frame;
  const shown = labelings.filter(({ labels }) => labels.some((label) => label.level === landmark));
  const own = labelings.find(isTip);
  const shares = (labeling: TipMark['labelings'][number]): boolean =>
    labeling.labels.some(({ level }) => own?.labels.some((label) => label.level === level) ?? false);
  const frame = shown.find(isTip) ?? shown.find(shares);
  return frame === undefined ? null : { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame };
}
