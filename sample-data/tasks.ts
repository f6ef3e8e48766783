import type { CaseDefinition } from './cases/caseDefinition.ts';

/** What the main thread asks of a worker, and what comes back. */
export interface WorkerData {
  readonly definition: CaseDefinition;
  /** Temporary folder of the case, with `ct/`, `mr/`, `xa/`. */
  readonly folder: string;
  readonly scale: number;
}

export type Task =
  | { readonly kind: 'ct'; readonly slices: readonly number[] }
  | { readonly kind: 'mr'; readonly slices: readonly number[] }
  | { readonly kind: 'xa'; readonly part: number; readonly from: number; readonly to: number };

export type WorkerReply =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'sums';
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
