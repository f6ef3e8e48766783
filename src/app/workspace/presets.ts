import type { VoiWindow } from '../../viewer/api.ts';

/** `range` in the modality's unit; `percentile` for MR, whose intensity has no unit (clinical.md 10). */
export type WindowPreset =
  | { readonly id: string; readonly name: string; readonly kind: 'range'; readonly window: VoiWindow }
  | {
      readonly id: string;
      readonly name: string;
      readonly kind: 'percentile';
      readonly low: number;
      readonly high: number;
    };

/** Source: clinical.md 10 "window presets to ship", written width/centre there. */
export const CT_PRESETS: readonly WindowPreset[] = [
  { id: 'myelo-wide', name: 'Myelo wide', kind: 'range', window: { width: 2000, center: 600 } },
  { id: 'bone', name: 'Bone', kind: 'range', window: { width: 2500, center: 500 } },
  { id: 'cvf-search', name: 'CVF search', kind: 'range', window: { width: 350, center: 120 } },
  { id: 'soft', name: 'Soft', kind: 'range', window: { width: 400, center: 40 } },
];

/** MR: share of voxels left black and white, since no absolute window fits two scanners. */
export const MR_PRESETS: readonly WindowPreset[] = [
  { id: 'mr-full', name: 'Full range', kind: 'percentile', low: 1, high: 99.8 },
  { id: 'mr-standard', name: 'Standard', kind: 'percentile', low: 5, high: 99 },
  { id: 'mr-fluid', name: 'Fluid', kind: 'percentile', low: 60, high: 99.9 },
  { id: 'mr-soft', name: 'Soft tissue', kind: 'percentile', low: 10, high: 92 },
];

export const PROJECTION_PRESETS: readonly WindowPreset[] = [
  { id: 'projection-full', name: 'Full range', kind: 'percentile', low: 0, high: 100 },
  { id: 'projection-standard', name: 'Standard', kind: 'percentile', low: 1, high: 99 },
  { id: 'projection-contrast', name: 'High contrast', kind: 'percentile', low: 5, high: 80 },
];

export function presetsOf(modality: string): readonly WindowPreset[] {
  if (modality === 'CT') return CT_PRESETS;
  if (modality === 'MR') return MR_PRESETS;
  return PROJECTION_PRESETS;
}

const same = (a: number, b: number): boolean => Math.abs(a - b) < 0.5;

/** The preset a window equals, for the menu's tick; percentile windows are not compared. */
export function presetOfWindow(
  presets: readonly WindowPreset[],
  window: VoiWindow | null,
): WindowPreset | null {
  if (window === null) return null;
  return (
    presets.find(
      (preset) =>
        preset.kind === 'range' &&
        same(preset.window.width, window.width) &&
        same(preset.window.center, window.center),
    ) ?? null
  );
}
