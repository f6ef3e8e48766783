/**
 * Distance between the body centres of neighbouring vertebrae, mm: mean and standard deviation over scans.
 *
 * Derived from the VerSe20 landmark files; CC BY-SA 4.0, not Apache-2.0: see ./LICENSE.md for attribution.
 */
export const VERSE_SPACING: Readonly<
  Record<string, { readonly scans: number; readonly meanMm: number; readonly sdMm: number }>
> = {
  'C1-C2': { scans: 26, meanMm: 17.1, sdMm: 2.07 },
  'C2-C3': { scans: 26, meanMm: 18.45, sdMm: 1.59 },
  'C3-C4': { scans: 28, meanMm: 15.87, sdMm: 2.0 },
  'C4-C5': { scans: 28, meanMm: 16.06, sdMm: 1.85 },
  'C5-C6': { scans: 32, meanMm: 16.1, sdMm: 1.51 },
  'C6-C7': { scans: 35, meanMm: 17.72, sdMm: 1.61 },
  'C7-T1': { scans: 48, meanMm: 18.78, sdMm: 1.22 },
  'T1-T2': { scans: 59, meanMm: 20.9, sdMm: 1.71 },
  'T2-T3': { scans: 58, meanMm: 22.23, sdMm: 1.52 },
  'T3-T4': { scans: 55, meanMm: 22.31, sdMm: 1.48 },
  'T4-T5': { scans: 52, meanMm: 22.82, sdMm: 1.41 },
  'T5-T6': { scans: 50, meanMm: 23.47, sdMm: 1.47 },
  'T6-T7': { scans: 50, meanMm: 24.04, sdMm: 1.56 },
  'T7-T8': { scans: 52, meanMm: 24.33, sdMm: 1.5 },
  'T8-T9': { scans: 54, meanMm: 24.86, sdMm: 1.51 },
  'T9-T10': { scans: 65, meanMm: 25.68, sdMm: 1.59 },
  'T10-T11': { scans: 76, meanMm: 27.59, sdMm: 1.77 },
  'T11-T12': { scans: 78, meanMm: 29.83, sdMm: 1.86 },
  'T12-L1': { scans: 77, meanMm: 32.0, sdMm: 2.36 },
  'L1-L2': { scans: 87, meanMm: 33.39, sdMm: 2.38 },
  'L2-L3': { scans: 87, meanMm: 34.14, sdMm: 2.46 },
  'L3-L4': { scans: 86, meanMm: 33.82, sdMm: 2.66 },
  'L4-L5': { scans: 83, meanMm: 31.66, sdMm: 2.69 },
};
