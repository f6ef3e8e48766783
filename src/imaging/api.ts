import type { InstanceHeader, SeriesSummary } from '../dicom/model.ts';

/**
 * One loader for every source (archive stream, DICOMweb, dropped files). A source yields Part 10 instances in any
 * order; the loader parses, decodes in workers and puts slices into one volume or one frame stack.
 */
export interface InstanceSource {
  /** For messages: 'archive' | 'dicomweb' | 'files'. */
  readonly kind: 'archive' | 'dicomweb' | 'files';
  readonly summary: SeriesSummary;
  /** Whole Part 10 files. Abort stops requests in flight. */
  stream(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Takes back a file of `stream` that nobody will read again: its memory is filled anew. */
  readonly giveBack?: (file: Uint8Array) => void;
  /** Single frames, for what `stream` did not bring: only sources that can be asked for frames have it. */
  readonly frames?: (wanted: readonly FrameRef[], signal: AbortSignal) => AsyncIterable<SingleFrame>;
}

/** What the loader takes in: a whole Part 10 file, or one frame of an instance whose header is known. */
export type LoaderInput = { readonly kind: 'file'; readonly bytes: Uint8Array } | SingleFrame;
export interface SingleFrame {
  readonly kind: 'frame';
  readonly ref: FrameRef;
  /** Pixel bytes of this frame alone: no preamble, no item headers. */
  readonly bytes: Uint8Array;
  /** How `bytes` are coded; the archive may have another syntax in store. */
  readonly transferSyntaxUid: string;
}

/** Named states, not booleans. */
export type LoadState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'complete'; readonly total: number; readonly skipped: readonly string[] }
  | { readonly kind: 'cancelled'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'failed'; readonly message: string; readonly offer?: SlabOffer };

/** For a series that does not fit in memory: so many of its slices in a row do. */
export interface SlabOffer {
  readonly slices: number;
  readonly total: number;
}

/** Values in the modality's own unit: stored × slope + intercept. Int16 where exact, else Float32. */
export type VoxelArray = Int16Array | Uint16Array | Float32Array | Uint8Array;

export interface FrameRef {
  readonly header: InstanceHeader;
  /** Counts from 1, as in DICOM. */
  readonly frame: number;
}
