import type { FrameSelection, InstanceHeader } from './model.ts';
import { phasesOf } from './phases.ts';
import { componentOf, picturesOf, selectionOf, type Picture } from './pictures.ts';
import type { Axes } from './slices.ts';
import { axesOf, compareByNumber, frameGeometryOf, sameOrientation, sortedSlices } from './slices.ts';
import { isSliceClass } from './sopClasses.ts';

/** One consistent stack inside a series. */
export interface Stack {
  readonly instances: readonly InstanceHeader[];
  /** Frames of multi-frame instances that belong to it; absent: all. */
  readonly selection: FrameSelection | undefined;
  readonly axes: Axes | null;
  readonly pictures: number;
  /** "phase 2 of 4, 14:03:22", "magnitude"; null where nothing but its place tells it apart. */
  readonly name: string | null;
}
export interface StackSplit {
  /** Largest first; phases of the same size in time order. */
  readonly stacks: readonly Stack[];
  /** What told them apart, in words: "orientation", "size", "phase" … */
  readonly reasons: readonly string[];
  /** Positions taken more than once before phases were told apart. */
  readonly hadSamePlace: boolean;
}

/**
 * Takes a series apart where images must not be mixed in one volume: other modality, size or samples, other frame of
 * reference, localizer, other part of the MR signal, other orientation, and phases that stand at the same places.
 * Frames of enhanced multi-frame objects are told apart like images of their own. Nothing is dropped.
 */
export function splitSeries(instances: readonly InstanceHeader[]): StackSplit {
  const reasons: string[] = [];
  let groups: readonly (readonly Picture[])[] = [picturesOf(instances)];
  for (const [reason, keyOf] of KEYS) {
    const split = groups.flatMap((group) => groupBy(group, keyOf));
    if (split.length > groups.length) reasons.push(reason);
    groups = split;
  }
  const byOrientation = groups.flatMap(splitByOrientation);
  if (byOrientation.length > groups.length) reasons.push('orientation');
  const components = new Set(byOrientation.flat().map(componentOf)).size;
  const phased = byOrientation.map(phasesOf);
  const stacks = phased.flatMap(({ phases }) =>
    phases.map(({ pictures, name }) => stackOf(pictures, nameOf(pictures, name, components > 1))),
  );
  if (stacks.length > byOrientation.length) reasons.push('phase');
  return {
    stacks: stacks.toSorted((a, b) => b.pictures - a.pictures),
    reasons,
    hadSamePlace: phased.some(({ hadSamePlace }) => hadSamePlace),
  };
}

const KEYS: readonly (readonly [string, (picture: Picture) => string])[] = [
  ['kind of image', ({ header }) => `${header.modality} ${header.sopClassUid} ${header.samplesPerPixel}`],
  ['localizer', ofSlices(({ header }) => String(header.imageType.includes('LOCALIZER')))],
  ['size', ofSlices(({ header }) => `${header.rows} ${header.columns}`)],
  ['frame of reference', ofSlices(({ header }) => header.frameOfReferenceUid ?? '')],
  ['part of the signal', ofSlices(componentOf)],
];

/** Projection runs of different sizes stay one series to scroll through: only slices are told apart. */
function ofSlices(keyOf: (picture: Picture) => string): (picture: Picture) => string {
  return (picture) => (isSliceClass(picture.header.sopClassUid) ? keyOf(picture) : '');
}

function groupBy(
  pictures: readonly Picture[],
  keyOf: (picture: Picture) => string,
): readonly (readonly Picture[])[] {
  const groups = new Map<string, Picture[]>();
  for (const picture of pictures) {
    const key = keyOf(picture);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [picture]);
    else group.push(picture);
  }
  return [...groups.values()];
}

const axesOfPicture = ({ header, frame }: Picture): Axes | null =>
  axesOf(frameGeometryOf(header, frame).imageOrientationPatient);

function splitByOrientation(pictures: readonly Picture[]): readonly (readonly Picture[])[] {
  const groups: { readonly axes: Axes | null; readonly members: Picture[] }[] = [];
  for (const picture of pictures) {
    const axes = axesOfPicture(picture);
    const group = groups.find((candidate) =>
      axes === null || candidate.axes === null
        ? axes === candidate.axes
        : sameOrientation(axes, candidate.axes),
    );
    if (group === undefined) groups.push({ axes, members: [picture] });
    else group.members.push(picture);
  }
  return groups.map(({ members }) => members);
}

function nameOf(pictures: readonly Picture[], phase: string | null, mixed: boolean): string | null {
  const component = mixed && pictures[0] !== undefined ? componentOf(pictures[0]) : '';
  const parts = [component, phase ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

/** Instances in display order: along the normal where every slice has a place, else by number. */
function stackOf(pictures: readonly Picture[], name: string | null): Stack {
  const [first] = pictures;
  const instances = [...new Set(pictures.map(({ header }) => header))];
  const selection = selectionOf(pictures);
  const slices = sortedSlices(instances, selection);
  return {
    instances:
      slices === null
        ? instances.toSorted(compareByNumber)
        : [...new Set(slices.map((slice) => slice.header))],
    selection,
    axes: first === undefined ? null : axesOfPicture(first),
    pictures: pictures.length,
    name,
  };
}
