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
    C1: -4, C2: -5, C3: -3, C4: 1, C5: 5, C6: 10, C7: 16, T1: 20, T2: 20, T3: 18, T4: 16, T5: 13, T6: 10, T7: 6,
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
    C1: 2, C2: 3, C3: 6, C4: 9, C5: 12, C6: 15, C7: 19, T1: 22, T2: 22, T3: 20, T4: 18, T5: 15, T6: 12, T7: 9,
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
    C1: 8, C2: 8, C3: 9, C4: 11, C5: 13, C6: 16, C7: 20, T1: 22, T2: 21, T3: 19, T4: 17, T5: 14, T6: 11, T7: 8,
    T8: 5, T9: 0, T10: -5, T11: -9, T12: -11, T13: -11, L1: -11, L2: -8, L3: -2, L4: 7, L5: 19, L6: 22,
    S1: 34, S2: 41, S3: 33, S4: 11, S5: -19,
  }, // prettier-ignore
  lateralDeg: {},
  rollDeg: {},
};

/**
 * The same table with a curve to one side: bend and roll are coupled, as in a structural scoliosis (spinous
 * processes turn into the concavity). Bend follows a half wave, roll is greatest at the apex.
 *
 * @param bendDeg - greatest side bend at the ends of the curve, half of the Cobb angle
 * @param rollDeg - roll of the apex
 */
export function withScoliosis(
  base: Posture,
  levels: readonly Vertebra[],
  bendDeg: number,
  rollDeg: number,
): Posture {
  const last = levels.length - 1;
  const at = (wave: (t: number) => number): Partial<Record<Vertebra, number>> =>
    Object.fromEntries(levels.map((level, i) => [level, wave(i / last)]));
  return {
    ...base,
    name: `${base.name}, scoliosis`,
    lateralDeg: {
      ...base.lateralDeg,
      ...at((t) => bendDeg * Math.cos(Math.PI * t) * Math.sin(Math.PI * t) ** 0.3),
    },
    rollDeg: { ...base.rollDeg, ...at((t) => rollDeg * Math.sin(Math.PI * t) ** 1.5) },
  };
}

const THORACIC = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12'] as const;

/** The same table with a rounder back: every thoracic inclination is `factor` times as large, the neck makes up for it. */
export const withKyphosis = (base: Posture, factor: number): Posture => {
  const neck = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const;
  const more = (base.pitchDeg.T1 ?? 0) * (factor - 1);
  return {
    ...withPitch(base, {
      ...Object.fromEntries(THORACIC.map((level) => [level, (base.pitchDeg[level] ?? 0) * factor])),
      ...Object.fromEntries(neck.map((level, i) => [level, (base.pitchDeg[level] ?? 0) + (more * i) / 7])),
      L1: (base.pitchDeg.L1 ?? 0) * (0.4 + 0.6 * factor),
      L2: (base.pitchDeg.L2 ?? 0) * (0.7 + 0.3 * factor),
    }),
    name: `${base.name}, kyphosis`,
  };
};

/** The same table with some vertebrae otherwise inclined: a spine that lacks a level spreads the bend over the rest. */
export const withPitch = (base: Posture, pitchDeg: Readonly<Partial<Record<Vertebra, number>>>): Posture => ({
  ...base,
  pitchDeg: { ...base.pitchDeg, ...pitchDeg },
});
