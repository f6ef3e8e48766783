import type { Vertebra } from '../../src/domain/vocabulary/level.ts';

/** Curvature of the spine on one table: forward pitch of each vertebra, degrees (head end leans anteriorly). */
export interface Posture {
  readonly name: string;
  readonly pitchDeg: Readonly<Partial<Record<Vertebra, number>>>;
  /** Side bend and roll by level; absent is straight. */
  readonly lateralDeg: Readonly<Partial<Record<Vertebra, number>>>;
  readonly rollDeg: Readonly<Partial<Record<Vertebra, number>>>;
}

/** Supine on a CT couch, legs on a wedge. Lordosis L1–S1 about 54°. */
export const SUPINE: Posture = {
  name: 'supine',
  pitchDeg: {
    T8: 2, T9: -3, T10: -8, T11: -12, T12: -14, T13: -14, L1: -14, L2: -10, L3: -3, L4: 8, L5: 23, L6: 26,
    S1: 41, S2: 48, S3: 40, S4: 18, S5: -12,
  }, // prettier-ignore
  lateralDeg: {},
  rollDeg: {},
};

/** Supine with hips and knees flexed over a bolster: the lumbar curve flattened by about 20°. */
export const KNEES_FLEXED: Posture = {
  name: 'supine, knees flexed',
  pitchDeg: {
    T8: 6, T9: 1, T10: -3, T11: -6, T12: -8, T13: -8, L1: -8, L2: -6, L3: -1, L4: 6, L5: 15, L6: 17,
    S1: 27, S2: 35, S3: 28, S4: 6, S5: -24,
  }, // prettier-ignore
  lateralDeg: { T10: 3, T11: 3, T12: 2.5, L1: 2, L2: 1, L3: 0, L4: -0.5, L5: 0 },
  rollDeg: {},
};

/** Prone on a fluoroscopy table with a pillow under the abdomen: lordosis about 44°. */
export const PRONE_PILLOW: Posture = {
  name: 'prone, pillow under the abdomen',
  pitchDeg: {
    T8: 5, T9: 0, T10: -5, T11: -9, T12: -11, T13: -11, L1: -11, L2: -8, L3: -2, L4: 7, L5: 19, L6: 22,
    S1: 34, S2: 41, S3: 33, S4: 11, S5: -19,
  }, // prettier-ignore
  lateralDeg: {},
  rollDeg: {},
};
