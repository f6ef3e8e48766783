import type { Vertebra } from '../../src/domain/vocabulary/level.ts';

/**
 * Sizes of one vertebra of an average adult, mm. Spacing of body centres is not here: it comes from
 * `spacing.ts` (VerSe means). Sources of the proportions: White & Panjabi, Clinical Biomechanics of the Spine
 * (table 1-5 to 1-9), L5 wedge: docs of `clinical.md` section 11; rounded.
 */
export interface VertebraSize {
  /** Half width of the end plates. */
  readonly halfWidthMm: number;
  readonly depthMm: number;
  readonly frontHeightMm: number;
  readonly backHeightMm: number;
  readonly pedicleWidthMm: number;
  readonly pedicleHeightMm: number;
  readonly canalWidthMm: number;
  readonly canalDepthMm: number;
  /** Tip of the transverse process from the midline; its rise above the body centre. */
  readonly transverseReachMm: number;
  readonly transverseRiseMm: number;
  readonly transverseThicknessMm: number;
  readonly spinousLengthMm: number;
  readonly spinousHeightMm: number;
  /** Drop of the spinous process toward the feet, degrees. */
  readonly spinousDropDeg: number;
  readonly laminaHeightMm: number;
  /** Direction of the facet joint with the next vertebra below: 0° sagittal, 90° coronal. */
  readonly facetBelowDeg: number;
}

type Row = readonly [
  number, number, number, number, number, number, number, number,
  number, number, number, number, number, number, number, number,
]; // prettier-ignore

const size = (r: Row): VertebraSize => ({
  halfWidthMm: r[0], depthMm: r[1], frontHeightMm: r[2], backHeightMm: r[3],
  pedicleWidthMm: r[4], pedicleHeightMm: r[5], canalWidthMm: r[6], canalDepthMm: r[7],
  transverseReachMm: r[8], transverseRiseMm: r[9], transverseThicknessMm: r[10],
  spinousLengthMm: r[11], spinousHeightMm: r[12], spinousDropDeg: r[13], laminaHeightMm: r[14], facetBelowDeg: r[15],
}); // prettier-ignore

/** Mobile vertebrae. C1 has no body: its centre is that of the ring, and its canal lies behind that. */
export const VERTEBRA_SIZES: Readonly<Partial<Record<Vertebra, VertebraSize>>> = {
  C1: size([20, 0, 10, 10, 8, 8, 28, 16, 37, 0, 8, 8, 6, 0, 8, 90]),
  C2: size([8.4, 15, 17, 16.4, 6, 8, 24.5, 17.5, 27, -3, 5, 19, 12, 8, 12, 90]),
  C3: size([8.4, 15.2, 13.2, 13.4, 5.4, 7, 24, 16.4, 27, -1, 5, 17, 9, 14, 11, 90]),
  C4: size([8.8, 15.4, 12.8, 13, 5.4, 7, 24.4, 16, 28, -1, 5, 17, 9, 14, 11, 90]),
  C5: size([9.2, 15.6, 12.6, 12.8, 5.6, 7, 25, 16, 28.5, -1, 5, 19, 9, 16, 11, 90]),
  C6: size([9.8, 16, 12.8, 13, 5.8, 7.2, 25.2, 16, 29, -1, 5.5, 24, 9, 18, 11.5, 90]),
  C7: size([11, 16.4, 14.2, 14.4, 6.4, 7.6, 24.5, 16, 34, 0, 6.5, 33, 9, 20, 13, 88]),
  T1: size([14.4, 17, 15.6, 16, 7.6, 9, 21.5, 15.8, 38, 3, 8.5, 34, 10, 24, 16, 84]),
  T2: size([14, 18.4, 16.4, 16.8, 6.6, 10.4, 19, 15.5, 36, 4, 8.5, 33, 10, 30, 17, 82]),
  T3: size([13.4, 20, 16.8, 17.2, 5.6, 11, 17.5, 15.3, 34.5, 4, 8.5, 33, 10, 36, 18, 80]),
  T4: size([13.2, 21.4, 17, 17.6, 5.2, 11.2, 16.8, 15.3, 33.5, 4, 8.5, 34, 10, 42, 18.5, 80]),
  T5: size([13.4, 22.8, 17.4, 18, 5.3, 11.4, 16.5, 15.3, 33, 4, 9, 34, 10, 47, 19, 80]),
  T6: size([13.8, 24, 17.8, 18.5, 5.5, 11.6, 16.4, 15.4, 33, 4, 9, 35, 10, 50, 19.5, 80]),
  T7: size([14.4, 25, 18.2, 19, 5.8, 11.8, 16.4, 15.4, 32.5, 4, 9, 35, 10, 50, 20, 79]),
  T8: size([15, 26, 18.6, 19.4, 6, 12, 16.5, 15.5, 32, 4, 9, 34, 10, 48, 20, 78]),
  T9: size([15.5, 27, 19.2, 20, 6.3, 13, 16.5, 15.5, 30, 4, 9, 32, 11, 44, 20, 76]),
  T10: size([16.5, 28, 20.4, 21.2, 6.8, 14, 17, 15.5, 26, 4, 9, 30, 12, 36, 20, 72]),
  T11: size([18, 29, 21.6, 22.8, 8, 15.5, 18, 15.8, 21, 3, 8, 27, 14, 24, 20, 60]),
  T12: size([19.4, 30, 23, 24.2, 8.4, 16, 20.5, 16.2, 20, 2, 8, 26, 17, 12, 20, 24]),
  T13: size([19.8, 30.4, 23.8, 24.8, 8.2, 16, 21, 16.4, 24, 2, 8, 27, 19, 10, 20, 22]),
  L1: size([20.6, 31, 24.8, 25.6, 7.6, 15, 22, 16.6, 36, 2, 5.5, 30, 20, 8, 19, 20]),
  L2: size([21.4, 32, 25.6, 25.8, 8.2, 14.6, 22.4, 16.4, 40, 2, 5.5, 31, 21, 7, 19, 26]),
  L3: size([22.4, 32.6, 26, 25.4, 9.6, 14.4, 22.8, 16, 46, 2, 5.5, 31, 21, 6, 18.5, 34]),
  L4: size([23.4, 33, 25.8, 24, 11.8, 14, 23.8, 16, 42, 3, 6, 28, 19, 6, 17, 44]),
  L5: size([24.4, 33, 26, 21.6, 16, 13.4, 27, 16.4, 42, 3, 10, 21, 15, 8, 15, 52]),
  L6: size([24.6, 33, 25.6, 21.4, 16.5, 13.2, 27.5, 16.4, 42, 3, 11, 20, 14, 8, 15, 52]),
};

/** Sacral body: half widths of upper and lower face, depths, height, canal. */
export interface SacralSize {
  readonly topHalfWidthMm: number;
  readonly bottomHalfWidthMm: number;
  readonly topDepthMm: number;
  readonly bottomDepthMm: number;
  readonly heightMm: number;
  readonly canalWidthMm: number;
  readonly canalDepthMm: number;
}

type SacralRow = readonly [number, number, number, number, number, number, number];
const sacral = (r: SacralRow): SacralSize => ({
  topHalfWidthMm: r[0], bottomHalfWidthMm: r[1], topDepthMm: r[2], bottomDepthMm: r[3],
  heightMm: r[4], canalWidthMm: r[5], canalDepthMm: r[6],
}); // prettier-ignore

export const SACRAL_LEVELS = ['S1', 'S2', 'S3', 'S4', 'S5'] as const;
export type SacralLevel = (typeof SACRAL_LEVELS)[number];
export const SACRAL_SIZES: Readonly<Record<SacralLevel, SacralSize>> = {
  S1: sacral([24.5, 17, 32, 23, 29, 29, 14]),
  S2: sacral([16.5, 13.5, 22, 16, 24, 25, 11]),
  S3: sacral([13.5, 11.5, 15.5, 12, 20, 20, 8]),
  S4: sacral([11.5, 9.5, 12, 9.5, 17, 15, 6]),
  S5: sacral([9.5, 6.5, 9.5, 7.5, 14, 11, 5]),
};

export const isSacral = (level: Vertebra): level is SacralLevel => SACRAL_LEVELS.some((s) => s === level);

/** Depth of the body at mid height, mm: where its centre and its back wall are. */
export const bodyDepthMm = (level: Vertebra): number => {
  if (isSacral(level)) return (SACRAL_SIZES[level].topDepthMm + SACRAL_SIZES[level].bottomDepthMm) / 2;
  return VERTEBRA_SIZES[level]?.depthMm ?? 30;
};

/** Canal width and depth, mm, whichever kind of vertebra. */
export const canalOf = (level: Vertebra): { readonly widthMm: number; readonly depthMm: number } => {
  const s = isSacral(level) ? SACRAL_SIZES[level] : VERTEBRA_SIZES[level];
  return { widthMm: s?.canalWidthMm ?? 20, depthMm: s?.canalDepthMm ?? 15 };
};
