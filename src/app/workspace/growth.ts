import type { PointLps, RegionShape } from '../../domain/case/document.ts';
import type { GrowthSettings } from '../workspace.ts';

export type GrowShape = Extract<RegionShape, { readonly kind: 'grow' }>;

export const DEFAULT_GROWTH: GrowthSettings = { lower: null, upper: null, halfEdgeMm: 20 };

/** Attenuation above which CSF-venous fistulas stood out from normal veins, HU (clinical.md 4, [L16]). */
const OPACIFIED_HU = 70;
/**
 * Thresholds proposed around the value under the seed: a band wide enough for noise and blurred edges, narrow enough
 * to leave out what is much denser (cortical bone, the undiluted sac), since bone and contrast share attenuations
 * (clinical.md 10). A proposal only: the user sees both numbers and the bounds, and changes them.
 *
 * @param seedValue - in the unit of `modality` (HU for CT, else signal)
 */
export function proposedThresholds(modality: string, seedValue: number): { lower: number; upper: number } {
  const span = Math.abs(seedValue);
  if (modality === 'CT' && seedValue >= OPACIFIED_HU)
    return {
      lower: Math.round(Math.max(OPACIFIED_HU, 0.65 * seedValue)),
      upper: Math.round(1.6 * seedValue),
    };
  if (modality === 'CT') return { lower: Math.round(seedValue - 50), upper: Math.round(seedValue + 50) };
  return { lower: Math.floor(seedValue - 0.3 * span), upper: Math.ceil(seedValue + 0.6 * span) };
}

/** A region to be grown from a click: thresholds given or proposed, bounds a cube around the seed. */
export function growShape(
  seedLpsMm: PointLps,
  modality: string,
  seedValue: number,
  settings: GrowthSettings,
): GrowShape {
  const proposed = proposedThresholds(modality, seedValue);
  const { min, max } = cube(seedLpsMm, settings.halfEdgeMm);
  return {
    kind: 'grow',
    seedLpsMm,
    lower: settings.lower ?? proposed.lower,
    upper: settings.upper ?? proposed.upper,
    boundsMinLpsMm: min,
    boundsMaxLpsMm: max,
  };
}

/** The same region under other thresholds or a new cube of bounds around its seed. */
export function regrownShape(shape: GrowShape, settings: Partial<GrowthSettings>): GrowShape {
  const bounds = settings.halfEdgeMm === undefined ? null : cube(shape.seedLpsMm, settings.halfEdgeMm);
  return {
    ...shape,
    lower: settings.lower ?? shape.lower,
    upper: settings.upper ?? shape.upper,
    boundsMinLpsMm: bounds?.min ?? shape.boundsMinLpsMm,
    boundsMaxLpsMm: bounds?.max ?? shape.boundsMaxLpsMm,
  };
}

function cube([x, y, z]: PointLps, halfEdgeMm: number): { min: PointLps; max: PointLps } {
  return {
    min: [x - halfEdgeMm, y - halfEdgeMm, z - halfEdgeMm],
    max: [x + halfEdgeMm, y + halfEdgeMm, z + halfEdgeMm],
  };
}
