/** A place of the sac's centre across the spine: mm to the left and behind the body line. */
export interface CanalSpot {
  readonly arcMm: number;
  readonly leftMm: number;
  readonly posteriorMm: number;
}

/** What a single plane cannot tell: contrast layers, the cord lies off-centre. Calibrated on the phantoms, mm. */
const FLOOR_SD_MM = 1;
const LEAST_SPOTS = 3;

/**
 * The centre at an arc length: a straight line fitted to the places around it, near ones counting most (tricube).
 *
 * @returns null with fewer than three places within `reachMm`
 * Source: Cleveland 1979 "Robust locally weighted regression"
 */
export function smoothCanal(
  spots: readonly CanalSpot[],
  arcMm: number,
  reachMm: number,
): (CanalSpot & { readonly sdMm: number }) | null {
  const near = spots
    .map((spot) => ({ ...spot, u: (spot.arcMm - arcMm) / reachMm }))
    .filter(({ u }) => Math.abs(u) < 1);
  if (near.length < LEAST_SPOTS) return null;
  const weights = near.map(({ u }) => (1 - Math.abs(u) ** 3) ** 3);
  const line = (value: (spot: CanalSpot) => number): { at: number; rms: number } => {
    let [w0, w1, w2, y0, y1] = [0, 0, 0, 0, 0];
    for (const [i, spot] of near.entries()) {
      const w = weights[i] ?? 0;
      w0 += w;
      w1 += w * spot.u;
      w2 += w * spot.u * spot.u;
      y0 += w * value(spot);
      y1 += w * spot.u * value(spot);
    }
    const determinant = w0 * w2 - w1 * w1;
    const slope = Math.abs(determinant) < 1e-9 ? 0 : (w0 * y1 - w1 * y0) / determinant;
    const at = (y0 - slope * w1) / w0;
    const square = near.reduce(
      (sum, spot, i) => sum + (weights[i] ?? 0) * (value(spot) - at - slope * spot.u) ** 2,
      0,
    );
    return { at, rms: Math.sqrt(square / w0) };
  };
  const [left, posterior] = [line((spot) => spot.leftMm), line((spot) => spot.posteriorMm)];
  return {
    arcMm,
    leftMm: left.at,
    posteriorMm: posterior.at,
    sdMm: Math.hypot(FLOOR_SD_MM, Math.max(left.rms, posterior.rms)),
  };
}
