import type { Attributes } from './attributes.ts';
import { firstNumber, firstText } from './attributes.ts';
import { groupOf, TAG } from './tags.ts';

/** What decides the distances on a projection image besides the spacings themselves (PS3.3 10.7, C.8.7.5). */
export interface ProjectionFacts {
  /** (0028,0A02): GEOMETRY or FIDUCIAL; null where it is not stated. */
  readonly calibrationType: string | null;
  /** (0040,0306). To the entrance of the patient, not to the plane of interest: never used as if it were. */
  readonly distanceSourceToEntranceMm: number | null;
}

/** How the file asks to be shown (PS3.3 C.7.6.11, C.11.6, C.8.7.1.1.2). */
export interface DisplayFacts {
  /** (2050,0020) INVERSE: the lowest value is shown white. */
  readonly presentationLutShape: string | null;
  /** (0028,1040) LIN, LOG, DISP … */
  readonly intensityRelationship: string | null;
  /** (0028,1041): −1 where higher values mean less X-ray; null where it is not stated. */
  readonly intensitySign: 1 | -1 | null;
  readonly shutter: Shutter | null;
  /** Groups 60xx that hold a bitmap, such as 0x6000. */
  readonly overlayGroups: readonly number[];
}

/** The part of the picture that was exposed; rows and columns count from 1, as in the standard. */
export interface Shutter {
  readonly rectangle: {
    readonly left: number;
    readonly right: number;
    readonly upper: number;
    readonly lower: number;
  } | null;
  readonly circle: { readonly row: number; readonly column: number; readonly radius: number } | null;
  /** Vertices as [row, column]. */
  readonly polygon: readonly (readonly [number, number])[] | null;
}

export function projectionFactsOf(dataset: Attributes): ProjectionFacts | null {
  const calibrationType = firstText(dataset, TAG.pixelSpacingCalibrationType) || null;
  const distanceSourceToEntranceMm = firstNumber(dataset, TAG.distanceSourceToEntrance);
  return calibrationType === null && distanceSourceToEntranceMm === null
    ? null
    : { calibrationType, distanceSourceToEntranceMm };
}

/** null where the file asks for nothing: most slices. */
export function displayFactsOf(dataset: Attributes): DisplayFacts | null {
  const sign = firstNumber(dataset, TAG.pixelIntensityRelationshipSign);
  const facts: DisplayFacts = {
    presentationLutShape: firstText(dataset, TAG.presentationLutShape) || null,
    intensityRelationship: firstText(dataset, TAG.pixelIntensityRelationship) || null,
    intensitySign: sign === 1 || sign === 0xffff || sign === -1 ? (sign === 1 ? 1 : -1) : null,
    shutter: shutterOf(dataset),
    overlayGroups: overlayGroupsOf(dataset),
  };
  const asks =
    facts.presentationLutShape !== null ||
    facts.intensityRelationship !== null ||
    facts.intensitySign !== null ||
    facts.shutter !== null ||
    facts.overlayGroups.length > 0;
  return asks ? facts : null;
}

function shutterOf(dataset: Attributes): Shutter | null {
  const shapes = dataset.texts(TAG.shutterShape);
  const [left, right, upper, lower] = [
    TAG.shutterLeftVerticalEdge,
    TAG.shutterRightVerticalEdge,
    TAG.shutterUpperHorizontalEdge,
    TAG.shutterLowerHorizontalEdge,
  ].map((tag) => firstNumber(dataset, tag));
  const [row, column] = dataset.numbers(TAG.centerOfCircularShutter);
  const radius = firstNumber(dataset, TAG.radiusOfCircularShutter);
  const numbers = dataset.numbers(TAG.verticesOfPolygonalShutter);
  const vertices = numbers.flatMap((value, i) =>
    i % 2 === 0 && numbers[i + 1] !== undefined ? [[value, numbers[i + 1] ?? 0] as const] : [],
  );
  const shutter: Shutter = {
    rectangle:
      shapes.includes('RECTANGULAR') &&
      left !== null &&
      left !== undefined &&
      right !== null &&
      right !== undefined &&
      upper !== null &&
      upper !== undefined &&
      lower !== null &&
      lower !== undefined
        ? { left, right, upper, lower }
        : null,
    circle:
      shapes.includes('CIRCULAR') && row !== undefined && column !== undefined && radius !== null
        ? { row, column, radius }
        : null,
    polygon: shapes.includes('POLYGONAL') && vertices.length >= 3 ? vertices : null,
  };
  return shutter.rectangle === null && shutter.circle === null && shutter.polygon === null ? null : shutter;
}

/** Sixteen groups can hold an overlay: 6000, 6002 … 601E. */
const OVERLAY_GROUPS: readonly number[] = Array.from({ length: 16 }, (_, i) => 0x6000 + 2 * i);

const overlayGroupsOf = (dataset: Attributes): readonly number[] =>
  OVERLAY_GROUPS.filter((group) =>
    dataset.has(TAG.overlayRows + (group - groupOf(TAG.overlayRows)) * 0x10000),
  );
