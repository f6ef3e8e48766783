import type { Frame } from '../math/frame.ts';
import { makeProfile, smoothMax } from '../math/table.ts';
import { axisBox } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import { makeBone } from './bone.ts';
import type { Bone } from './bone.ts';

/**
 * Iliac wing seen from above, from the posterior spine to the anterior one, relative to the S1 body centre:
 * [lateral mm, posterior mm, half thickness mm, height of the crest above S1 mm].
 */
const WING: readonly (readonly [number, number, number, number])[] = [
  [43, 48, 5, -10],
  [47, 40, 9.5, 10],
  [54, 30, 8.6, 26],
  [65, 18, 6.2, 37],
  [80, 4, 4.6, 43],
  [95, -13, 3.9, 41],
  [107, -31, 4.2, 30],
  [115, -50, 5.5, 8],
];

/** One iliac wing, as far as a lumbar scan shows it: down to about 75 mm below S1. */
export function makeIlium(s1: Frame, sign: 1 | -1): Bone {
  const [ox, oy, oz] = s1.origin;
  const posterior = WING.map((w, i) => [i, w[1]] as const);
  const lateral = makeProfile(WING.map((w, i) => [i * 10, w[0]] as const));
  const behind = makeProfile(posterior.map(([i, y]) => [i * 10, y] as const));
  const half = makeProfile(WING.map((w, i) => [i * 10, w[2]] as const));
  const crest = makeProfile(WING.map((w, i) => [i * 10, w[3]] as const));
  const last = (WING.length - 1) * 10;
  const points = Array.from({ length: 2 * (WING.length - 1) + 1 }, (_, i) => {
    const t = (i * last) / (2 * (WING.length - 1));
    return { t, x: lateral(t), y: behind(t) };
  });
  const shape: Shape = {
    box: axisBox(
      [ox + (sign > 0 ? 20 : -140), oy - 75, oz - 85],
      [ox + (sign > 0 ? 140 : -20), oy + 80, oz + 50],
    ),
    distance: (x, y, z) => {
      const h = z - oz;
      const flare = 0.22 * (h + 10) - 0.12 * (Math.sqrt((h + 10) ** 2 + 400) - 20);
      const px = (x - ox) * sign;
      const py = y - oy;
      let best = Infinity;
      let where = 0;
      if (h > 50 || px < 25) return 20;
      for (let i = 1; i < points.length; i++) {
        const a = points[i - 1];
        const b = points[i];
        if (a === undefined || b === undefined) continue;
        const share = Math.min(1, a.t / 40);
        const ax = a.x + flare * share;
        const ay = a.y;
        const dx = b.x + flare * Math.min(1, b.t / 40) - ax;
        const dy = b.y - ay;
        let u = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy);
        u = u < 0 ? 0 : u > 1 ? 1 : u;
        const qx = px - ax - dx * u;
        const qy = py - ay - dy * u;
        const d2 = qx * qx + qy * qy;
        if (d2 < best) {
          best = d2;
          where = a.t + (b.t - a.t) * u;
        }
      }
      const nearCrest = where < 15 ? 0 : Math.max(0, 1 - Math.abs(h - crest(where) + 6) / 14);
      const wall = Math.sqrt(best) - half(where) - 2 * nearCrest;
      return smoothMax(wall, h - crest(where), 7);
    },
  };
  return makeBone(sign > 0 ? 'left ilium' : 'right ilium', [{ shape, cortexMm: 1.5 }], { spongyFactor: 0.6 });
}
