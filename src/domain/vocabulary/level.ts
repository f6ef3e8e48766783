/** Vertebrae from head to foot, anomalies included. What a patient has is a `SpineScheme`. */
export const VERTEBRAE = [
  'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7',
  'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12', 'T13',
  'L1', 'L2', 'L3', 'L4', 'L5', 'L6',
  'S1', 'S2', 'S3', 'S4', 'S5',
] as const; // prettier-ignore
export type Vertebra = (typeof VERTEBRAE)[number];

export type Level =
  | { readonly kind: 'vertebra'; readonly level: Vertebra }
  | { readonly kind: 'interspace'; readonly upper: Vertebra; readonly lower: Vertebra }
  | { readonly kind: 'range'; readonly from: Vertebra; readonly to: Vertebra };

/** Departures from C1–C7, T1–T12, L1–L5, S1–S5: `absent: ['T12']`, `extra: ['T13','L6']`. */
export interface SpineScheme {
  readonly absent: readonly Vertebra[];
  readonly extra: readonly Vertebra[];
}
