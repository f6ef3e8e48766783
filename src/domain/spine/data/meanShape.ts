/**
 * Mean step from one vertebral body centre to the next in supine adults, mm: posterior (+y) and toward the feet (−z).
 * Its direction is the shape of the average spine; lengths come from `verseSpacing.ts`.
 *
 * Derived from the ImFusion VID ground truth; CC BY-SA 4.0, not Apache-2.0: see ./LICENSE.md for attribution.
 */
export const MEAN_SHAPE: Readonly<
  Record<string, { readonly scans: number; readonly posteriorMm: number; readonly caudalMm: number }>
> = {
  'C1-C2': { scans: 38, posteriorMm: 4.9, caudalMm: 15.3 },
  'C2-C3': { scans: 39, posteriorMm: 3.1, caudalMm: 22.8 },
  'C3-C4': { scans: 39, posteriorMm: 3.6, caudalMm: 16.5 },
  'C4-C5': { scans: 40, posteriorMm: 4.2, caudalMm: 16.0 },
  'C5-C6': { scans: 45, posteriorMm: 4.7, caudalMm: 15.2 },
  'C6-C7': { scans: 49, posteriorMm: 5.7, caudalMm: 16.0 },
  'C7-T1': { scans: 65, posteriorMm: 8.6, caudalMm: 17.1 },
  'T1-T2': { scans: 90, posteriorMm: 9.3, caudalMm: 17.8 },
  'T2-T3': { scans: 95, posteriorMm: 8.9, caudalMm: 18.6 },
  'T3-T4': { scans: 92, posteriorMm: 7.5, caudalMm: 19.1 },
  'T4-T5': { scans: 86, posteriorMm: 6.1, caudalMm: 20.2 },
  'T5-T6': { scans: 84, posteriorMm: 4.1, caudalMm: 21.2 },
  'T6-T7': { scans: 103, posteriorMm: 0.8, caudalMm: 22.1 },
  'T7-T8': { scans: 154, posteriorMm: -2.5, caudalMm: 22.9 },
  'T8-T9': { scans: 322, posteriorMm: -4.7, caudalMm: 23.1 },
  'T9-T10': { scans: 653, posteriorMm: -5.8, caudalMm: 24.3 },
  'T10-T11': { scans: 975, posteriorMm: -6.4, caudalMm: 26.1 },
  'T11-T12': { scans: 1142, posteriorMm: -7.2, caudalMm: 28.4 },
  'T12-L1': { scans: 1193, posteriorMm: -8.1, caudalMm: 31.0 },
  'L1-L2': { scans: 1217, posteriorMm: -9.3, caudalMm: 32.9 },
  'L2-L3': { scans: 1192, posteriorMm: -8.1, caudalMm: 34.5 },
  'L3-L4': { scans: 1167, posteriorMm: -3.7, caudalMm: 35.8 },
  'L4-L5': { scans: 1121, posteriorMm: 4.3, caudalMm: 35.3 },
};
