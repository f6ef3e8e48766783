import type { PointLps } from '../case/document.ts';

/** Value at a place, in whatever unit; null outside the volume. */
export type Sample = (pointLpsMm: PointLps) => number | null;

const STEP_DEG = 4;
const AROUND = 360 / STEP_DEG;
/** Beyond this posture contradicts anatomy (`postureEvidence.ts`), and the front of a vertebra could pass for its back. */
const FARTHEST_DEG = 48;
/** The ring that is compared: pedicles, arch, processes and the muscles beside them, mm from the body centre. */
const RADII_MM = [12, 17, 22, 27, 32, 37, 42, 47, 52];
const ALONG_MM = [-9, -3, 3, 9];
/** So far to each side of the plane the two halves are compared, degrees: the back, not what lies before the bodies. */
const HALF_DEG = 108;
/** So much of the ring lies inside the volume, and so alike are its halves, where a body says how it is turned. */
const INSIDE_SHARE = 0.6;
const LIKENESS = 0.45;
/** A turned body turns its vertebrae together: so many say it, and so near to the middle one of them, degrees. */
const FEWEST_BODIES = 3;
const TOGETHER_DEG = 6;

/**
 * How far the back is turned from +y, degrees, + to the patient's left: the plane that mirrors a vertebra's own back half
 * best. Of any modality, for only likeness counts. One number for the body, because a person turned on the table turns as one.
 *
 * @param labels - body centres, LPS mm as registered
 * @returns null where fewer than three bodies say it, or they do not agree: nothing is concluded then
 * Measured: docs/accuracy.md, "The turn of the body"
 */
export function bodyTurnDeg(
  labels: readonly { readonly pointLpsMm: PointLps }[],
  sample: Sample,
): number | null {
  return together(labels.map(({ pointLpsMm }) => vertebraTurnDeg(pointLpsMm, sample)));
}

/** The middle of what several vertebrae say; null where they are too few or do not agree. */
export function together(turnsDeg: readonly (number | null)[]): number | null {
  const said = turnsDeg.filter((turn) => turn !== null).toSorted((a, b) => a - b);
  const middle = said[said.length >> 1];
  if (middle === undefined || said.length < FEWEST_BODIES) return null;
  const near = said.filter((turn) => Math.abs(turn - middle) <= TOGETHER_DEG);
  return near.length >= Math.max(FEWEST_BODIES, 0.6 * said.length) ? middle : null;
}

/** The same of one vertebra; null where its halves are not alike. */
export function vertebraTurnDeg(centre: PointLps, sample: Sample): number | null {
  const ring = ringAbout(centre, sample);
  const steps = FARTHEST_DEG / STEP_DEG;
  const likeness = Array.from({ length: 2 * steps + 1 }, (_, i) => likenessAt(ring, i - steps));
  const best = likeness.reduce((top, value, i) => (value > (likeness[top] ?? -1) ? i : top), 0);
  const [before, at = -1, after] = [likeness[best - 1], likeness[best], likeness[best + 1]];
  if (at < LIKENESS || before === undefined || after === undefined) return null;
  // The top of the parabola through the best angle and its neighbours.
  const bend = before - 2 * at + after;
  return STEP_DEG * (best - steps + (bend < 0 ? (before - after) / (2 * bend) : 0));
}

/** Values by angle about the long axis (0 = +y, counted toward +x), then along and outward. */
type Ring = readonly (readonly (number | null)[])[];

function ringAbout([x, y, z]: PointLps, sample: Sample): Ring {
  return Array.from({ length: AROUND }, (_, k) => {
    const angle = (k * STEP_DEG * Math.PI) / 180;
    const [toLeft, toBack] = [Math.sin(angle), Math.cos(angle)];
    return ALONG_MM.flatMap((along) =>
      RADII_MM.map((mm) => sample([x + mm * toLeft, y + mm * toBack, z + along])),
    );
  });
}

/** Correlation of the two halves of the ring's back about a plane, −1 to 1; −1 where too little lies inside the volume. */
function likenessAt(ring: Ring, plane: number): number {
  let [pairs, all, sum, squares, products] = [0, 0, 0, 0, 0];
  for (let off = 1; off <= HALF_DEG / STEP_DEG; off += 1) {
    const left = ring[(plane + off + AROUND) % AROUND];
    const right = ring[(plane - off + AROUND) % AROUND];
    for (let i = 0; i < ALONG_MM.length * RADII_MM.length; i += 1) {
      all += 1;
      const [a, b] = [left?.[i] ?? null, right?.[i] ?? null];
      if (a === null || b === null) continue;
      pairs += 1;
      sum += a + b;
      squares += a * a + b * b;
      products += 2 * a * b;
    }
  }
  if (pairs < INSIDE_SHARE * all) return -1;
  const mean = sum / (2 * pairs);
  const variance = squares / (2 * pairs) - mean * mean;
  return variance > 0 ? (products / (2 * pairs) - mean * mean) / variance : -1;
}
