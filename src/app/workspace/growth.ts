import type { PointLps, RegionShape } from '../../domain/case/document.ts';
import type { GrowthSettings } from '../workspace.ts';

export type GrowShape = Extract<RegionShape, { readonly kind: 'grow' }>;

export const DEFAULT_GROWTH: GrowthSettings = { lower: null, upper: null, halfEdgeMm: 20 };

/** Attenuation above which CSF-venous fistulas stood out from normal veins, HU (clinical.md 4, [L16]). */
const OPACIFIED_HU = 70;
/** Above the densest opacified contrast, HU: the cap of 12-bit CT. */
const CT_CAP_HU = 3071;

/**
 * Thresholds proposed from the value under the seed: half of it upward, so that a bright pool is taken with its
 * edges. A proposal only: the user sees both numbers and the bounds, and changes them.
 *
 * @param seedValue - in the unit of `modality` (HU for CT, else signal)
 */
export function proposedThresholds(modality: string, seedValue: number): { lower: number; upper: number } {
  if (modality === 'CT') {
    const lower = seedValue >= OPACIFIED_HU ? Math.max(OPACIFIED_HU, seedValue / 2) : seedValue - 50;
    return { lower: Math.round(lower), upper: Math.max(CT_CAP_HU, Math.round(seedValue)) };
  }
  const span = Math.abs(seedValue);
  return { lower: Math.round(seedValue - 0.4 * span), upper: Math.round(seedValue + 2 * span + 1) };
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
