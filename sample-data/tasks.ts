import type { CaseDefinition } from './cases/caseDefinition.ts';
import type { MaskFrame } from './dicom/segInstance.ts';

/** Volumes that carry masks in the truth. */
export type MaskedKind = 'ct' | 'mr';
/** Folders of one case, one series each; `xa` holds all C-arm pictures. */
export const SERIES_FOLDERS = ['ct', 'mr', 'mr-cor', 'xa'] as const;
export type SeriesFolder = (typeof SERIES_FOLDERS)[number];

/** What the main thread asks of a worker, and what comes back. */
export interface WorkerData {
  readonly definition: CaseDefinition;
  /** Temporary folder of the case, with a folder a series. */
  readonly folder: string;
  readonly scale: number;
}

export type Task =
  | { readonly kind: 'ct' | 'mr' | 'mr-cor'; readonly slices: readonly number[] }
  | {
      readonly kind: 'xa';
      readonly run: number;
      readonly part: number;
      readonly from: number;
      readonly to: number;
    };

export type WorkerReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'masks'; readonly of: MaskedKind; readonly frames: readonly MaskFrame[] }
  | {
      readonly kind: 'sums';
      readonly run: number;
      readonly part: number;
      readonly body: Float32Array<ArrayBuffer>;
      readonly contrastMm: Float32Array<ArrayBuffer>;
    };

/** Consecutive numbers in groups: neighbours share what a worker has warm. */
export function groups(count: number, size: number): readonly (readonly number[])[] {
  const out: number[][] = [];
  for (let i = 0; i < count; i += size) {
    out.push(Array.from({ length: Math.min(size, count - i) }, (_, k) => i + k));
  }
  return out;
}
