import { countSamePlace } from './geometry.ts';
import {
  componentOf,
  echoTimeOf,
  selectionOf,
  takenAt,
  temporalPositionOf,
  type Picture,
} from './pictures.ts';
import { sortedSlices } from './slices.ts';

/** Pictures of one phase, and its name among the others. */
export interface Phase {
  readonly pictures: readonly Picture[];
  /** "phase 2 of 4, 14:03:22"; null where there is only one. */
  readonly name: string | null;
}

/** Tried in this order; the first under which no two slices of a part stand at the same place is taken. */
const PHASE_KEYS: readonly ((picture: Picture) => string)[] = [
  (picture) => String(temporalPositionOf(picture)),
  ({ header }) => String(header.acquisitionNumber),
  (picture) => String(echoTimeOf(picture)),
  ({ header }) => String(header.triggerTimeMs ?? null),
  takenAt,
  ({ header, frame }) => (header.perFrame?.[frame - 1]?.frameType ?? header.imageType).join('\\'),
  (picture) =>
    `${picture.header.acquisitionNumber} ${picture.header.imageType.join('\\')} ${echoTimeOf(picture)} ${picture.header.triggerTimeMs ?? ''}`,
];

/** Parts of a stack whose slices stand at the same places more than once: phases in time order. */
export function phasesOf(pictures: readonly Picture[]): {
  readonly phases: readonly Phase[];
  readonly hadSamePlace: boolean;
} {
  if (!hasSamePlace(pictures)) return { phases: [{ pictures, name: null }], hadSamePlace: false };
  for (const keyOf of PHASE_KEYS) {
    const parts = partsBy(pictures, keyOf);
    if (parts.length > 1 && parts.every((part) => !hasSamePlace(part)))
      return { phases: named(parts.toSorted(byTime)), hadSamePlace: true };
  }
  return { phases: [{ pictures, name: null }], hadSamePlace: true };
}

function partsBy(pictures: readonly Picture[], keyOf: (picture: Picture) => string): readonly Picture[][] {
  const parts = new Map<string, Picture[]>();
  for (const picture of pictures) {
    const key = keyOf(picture);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [picture]);
    else part.push(picture);
  }
  return [...parts.values()];
}

function hasSamePlace(pictures: readonly Picture[]): boolean {
  const instances = [...new Set(pictures.map(({ header }) => header))];
  const slices = sortedSlices(instances, selectionOf(pictures));
  return slices !== null && countSamePlace(slices) > 0;
}

const earliest = (part: readonly Picture[]): string => part.map(takenAt).toSorted()[0] ?? '';
const least = (part: readonly Picture[], of: (picture: Picture) => number | null): number =>
  Math.min(...part.map((picture) => of(picture) ?? Number.MAX_SAFE_INTEGER));

/** By time of acquisition; by what else counts up where that is the same or not stated. */
function byTime(a: readonly Picture[], b: readonly Picture[]): number {
  const [first, second] = [earliest(a), earliest(b)];
  if (first !== second && first !== '' && second !== '') return first < second ? -1 : 1;
  const keys = [
    temporalPositionOf,
    ({ header }: Picture) => header.triggerTimeMs ?? null,
    ({ header }: Picture) => header.acquisitionNumber,
    echoTimeOf,
  ];
  return keys.map((of) => least(a, of) - least(b, of)).find((order) => order !== 0) ?? 0;
}

function named(parts: readonly (readonly Picture[])[]): readonly Phase[] {
  const times = parts.map((part) => clockOf(earliest(part)));
  const timed = new Set(times).size === parts.length && !times.includes('');
  return parts.map((pictures, i) => {
    const what = timed ? (times[i] ?? '') : otherWords(pictures, parts);
    return {
      pictures,
      name: `phase ${i + 1} of ${parts.length}${what === '' ? '' : `, ${what}`}`,
    };
  });
}

/** HH:MM:SS of a DICOM date and time; '' where the time of day is not stated. */
function clockOf(dateTime: string): string {
  const [, h, m, s] = /^\d{8}(\d\d)(\d\d)(\d\d)/.exec(dateTime) ?? [];
  return h === undefined ? '' : `${h}:${m ?? ''}:${s ?? ''}`;
}

function otherWords(part: readonly Picture[], parts: readonly (readonly Picture[])[]): string {
  const [first] = part;
  if (first === undefined) return '';
  const facts: readonly (readonly [(picture: Picture) => string | number | null, string])[] = [
    [({ header }) => header.triggerTimeMs ?? null, ' ms after the trigger'],
    [echoTimeOf, ' ms echo time'],
    [componentOf, ''],
  ];
  for (const [of, unit] of facts) {
    const values = new Set(parts.map(([one]) => (one === undefined ? null : of(one))));
    const own = of(first);
    if (values.size === parts.length && own !== null && own !== '') return `${own}${unit}`;
  }
  return first.header.acquisitionNumber === null ? '' : `acquisition ${first.header.acquisitionNumber}`;
}
