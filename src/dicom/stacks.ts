import { countSamePlace } from './geometry.ts';
import type { InstanceHeader } from './model.ts';
import type { Axes } from './slices.ts';
import { isSliceClass } from './sopClasses.ts';
import { axesOf, compareByNumber, frameGeometryOf, sameOrientation, sortedSlices } from './slices.ts';

/** One consistent stack inside a series. */
export interface Stack {
  readonly instances: readonly InstanceHeader[];
  readonly axes: Axes | null;
}
export interface StackSplit {
  /** Largest first. */
  readonly stacks: readonly Stack[];
  /** What told them apart, in words: "orientation", "size", "phase" … */
  readonly reasons: readonly string[];
  /** Positions taken more than once before phases were told apart. */
  readonly hadSamePlace: boolean;
}

/**
 * Takes a series apart where images must not be mixed in one volume: other modality, size or samples, other frame of
 * reference, localizer, other orientation, and phases that stand at the same places. Nothing is dropped.
 */
export function splitSeries(instances: readonly InstanceHeader[]): StackSplit {
  const reasons: string[] = [];
  let groups: readonly (readonly InstanceHeader[])[] = [instances];
  for (const [reason, keyOf] of KEYS) {
    const split = groups.flatMap((group) => groupBy(group, keyOf));
    if (split.length > groups.length) reasons.push(reason);
    groups = split;
  }
  const byOrientation = groups.flatMap(splitByOrientation);
  if (byOrientation.length > groups.length) reasons.push('orientation');
  const phases = byOrientation.map(splitPhases);
  const stacks = phases.flatMap(({ groups: parts }) => parts).map(stackOf);
  if (stacks.length > byOrientation.length) reasons.push('phase');
  return {
    stacks: stacks.toSorted((a, b) => frameCount(b.instances) - frameCount(a.instances)),
    reasons,
    hadSamePlace: phases.some(({ hadSamePlace }) => hadSamePlace),
  };
}

const frameCount = (instances: readonly InstanceHeader[]): number =>
  instances.reduce((sum, header) => sum + header.numberOfFrames, 0);

const KEYS: readonly (readonly [string, (header: InstanceHeader) => string])[] = [
  ['kind of image', (header) => `${header.modality} ${header.sopClassUid} ${header.samplesPerPixel}`],
  ['localizer', ofSlices((header) => String(header.imageType.includes('LOCALIZER')))],
  ['size', ofSlices((header) => `${header.rows} ${header.columns}`)],
  ['frame of reference', ofSlices((header) => header.frameOfReferenceUid ?? '')],
];

/** Projection runs of different sizes stay one series to scroll through: only slices are told apart. */
function ofSlices(keyOf: (header: InstanceHeader) => string): (header: InstanceHeader) => string {
  return (header) => (isSliceClass(header.sopClassUid) ? keyOf(header) : '');
}

function groupBy(
  instances: readonly InstanceHeader[],
  keyOf: (header: InstanceHeader) => string,
): readonly (readonly InstanceHeader[])[] {
  const groups = new Map<string, InstanceHeader[]>();
  for (const header of instances) {
    const key = keyOf(header);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [header]);
    else group.push(header);
  }
  return [...groups.values()];
}

const axesOfInstance = (header: InstanceHeader): Axes | null =>
  axesOf(frameGeometryOf(header, 1).imageOrientationPatient);

function splitByOrientation(instances: readonly InstanceHeader[]): readonly (readonly InstanceHeader[])[] {
  const groups: { readonly axes: Axes | null; readonly members: InstanceHeader[] }[] = [];
  for (const header of instances) {
    const axes = axesOfInstance(header);
    const group = groups.find((candidate) =>
      axes === null || candidate.axes === null
        ? axes === candidate.axes
        : sameOrientation(axes, candidate.axes),
    );
    if (group === undefined) groups.push({ axes, members: [header] });
    else group.members.push(header);
  }
  return groups.map(({ members }) => members);
}

/** Tried in this order; the first under which no two slices of a part stand at the same place is taken. */
const PHASE_KEYS: readonly ((header: InstanceHeader) => string)[] = [
  (header) => String(header.temporalPosition),
  (header) => String(header.acquisitionNumber),
  (header) => String(header.echoTimeMs),
  (header) => header.imageType.join('\\'),
  (header) => `${header.acquisitionNumber} ${header.imageType.join('\\')} ${header.echoTimeMs}`,
];

function splitPhases(instances: readonly InstanceHeader[]): {
  readonly groups: readonly (readonly InstanceHeader[])[];
  readonly hadSamePlace: boolean;
} {
  if (!hasSamePlace(instances)) return { groups: [instances], hadSamePlace: false };
  for (const keyOf of PHASE_KEYS) {
    const groups = groupBy(instances, keyOf);
    if (groups.length > 1 && groups.every((group) => !hasSamePlace(group)))
      return { groups, hadSamePlace: true };
  }
  return { groups: [instances], hadSamePlace: true };
}

function hasSamePlace(instances: readonly InstanceHeader[]): boolean {
  const slices = sortedSlices(instances);
  return slices !== null && countSamePlace(slices) > 0;
}

/** Instances in display order: along the normal where every slice has a place, else by number. */
function stackOf(instances: readonly InstanceHeader[]): Stack {
  const first = instances[0];
  const slices = sortedSlices(instances);
  return {
    instances:
      slices === null
        ? instances.toSorted(compareByNumber)
        : [...new Set(slices.map((slice) => slice.header))],
    axes: first === undefined ? null : axesOfInstance(first),
  };
}
