import type { FrameSelection, InstanceHeader } from './model.ts';
import { frameGeometryOf } from './slices.ts';

/** One picture of a series: a classic instance, or one frame of a multi-frame object. Frames count from 1. */
export interface Picture {
  readonly header: InstanceHeader;
  readonly frame: number;
}

export const picturesOf = (
  instances: readonly InstanceHeader[],
  selection?: FrameSelection,
): readonly Picture[] =>
  instances.flatMap((header) => framesOf(header, selection).map((frame) => ({ header, frame })));

/** Frames of an instance that belong to a stack; all of them where nothing is selected. */
export const framesOf = (header: InstanceHeader, selection?: FrameSelection): readonly number[] =>
  selection?.[header.sopInstanceUid] ?? Array.from({ length: header.numberOfFrames }, (_, i) => i + 1);

/** The selection that stands for these pictures; undefined where every instance is there with all its frames. */
export function selectionOf(pictures: readonly Picture[]): FrameSelection | undefined {
  const chosen = new Map<string, number[]>();
  const frames = new Map<string, number>();
  for (const { header, frame } of pictures) {
    const list = chosen.get(header.sopInstanceUid) ?? [];
    list.push(frame);
    chosen.set(header.sopInstanceUid, list);
    frames.set(header.sopInstanceUid, header.numberOfFrames);
  }
  const partial = [...chosen].filter(([uid, list]) => list.length < (frames.get(uid) ?? 0));
  return partial.length === 0
    ? undefined
    : Object.fromEntries(partial.map(([uid, list]) => [uid, list.toSorted((a, b) => a - b)]));
}

const COMPONENTS: Readonly<Record<string, string>> = {
  M: 'magnitude',
  MAGNITUDE: 'magnitude',
  P: 'phase image',
  PHASE: 'phase image',
  R: 'real part',
  REAL: 'real part',
  I: 'imaginary part',
  IMAGINARY: 'imaginary part',
  MIXED: 'mixed parts',
};

/**
 * Which part of the complex MR signal a picture shows; '' where nothing says so. Parts are never mixed in one volume.
 * Source: Complex Image Component (0008,9208), else the third value of Image Type (PS3.3 C.8.3.1.1.1, C.8.13.3.1).
 */
export function componentOf({ header, frame }: Picture): string {
  if (header.modality !== 'MR') return '';
  const own = header.perFrame?.[frame - 1];
  const stated = COMPONENTS[own?.component ?? ''];
  if (stated !== undefined && stated !== 'mixed parts') return stated;
  const type = own?.frameType ?? header.imageType;
  return COMPONENTS[type[2] ?? ''] ?? type.slice(2).flatMap((part) => COMPONENTS[part] ?? [])[0] ?? '';
}

/** When a picture was taken, YYYYMMDDHHMMSS.ffffff or as much of it as is stated; '' where nothing is. */
export const takenAt = ({ header, frame }: Picture): string =>
  header.perFrame?.[frame - 1]?.acquiredAt ?? header.acquisitionDateTime ?? '';

export const echoTimeOf = ({ header, frame }: Picture): number | null =>
  header.perFrame?.[frame - 1]?.echoTimeMs ?? header.echoTimeMs;

export const temporalPositionOf = ({ header, frame }: Picture): number | null =>
  frameGeometryOf(header, frame).temporalPosition;
