import { makeProfile } from '../math/table.ts';
import type { StackKey } from './primitives.ts';
import { ellipse2 } from './primitives.ts';
import { axisBox } from './shape.ts';
import type { Shape } from './shape.ts';

/**
 * Long soft parts (psoas, aorta, colon …): an ellipse whose centre, size and turn change smoothly with height.
 * Ends taper to a point over `capMm`.
 */
export function stack(keys: readonly StackKey[], capMm = 8, boxiness = 0): Shape {
  const xs = makeProfile(keys.map((k) => [k.z, k.x]));
  const ys = makeProfile(keys.map((k) => [k.z, k.y]));
  const rxs = makeProfile(keys.map((k) => [k.z, k.rx]));
  const rys = makeProfile(keys.map((k) => [k.z, k.ry]));
  const turns = makeProfile(keys.map((k) => [k.z, ((k.turnDeg ?? 0) * Math.PI) / 180]));
  const heights = keys.map((k) => k.z);
  const bottom = Math.min(...heights);
  const top = Math.max(...heights);
  const reach = Math.max(...keys.map((k) => Math.max(k.rx, k.ry))) * 1.1;
  return {
    box: axisBox(
      [Math.min(...keys.map((k) => k.x)) - reach, Math.min(...keys.map((k) => k.y)) - reach, bottom],
      [Math.max(...keys.map((k) => k.x)) + reach, Math.max(...keys.map((k) => k.y)) + reach, top],
    ),
    distance: (x, y, z) => {
      if (z < bottom || z > top) return Math.max(bottom - z, z - top) + 1;
      const end = Math.min(z - bottom, top - z);
      const shrink = end < capMm ? Math.sqrt(Math.max(0.0025, 1 - (1 - end / capMm) ** 2)) : 1;
      const turn = turns(z);
      const c = Math.cos(turn);
      const s = Math.sin(turn);
      const dx = x - xs(z);
      const dy = y - ys(z);
      const u = dx * c + dy * s;
      const v = dy * c - dx * s;
      const rx = rxs(z) * shrink;
      const ry = rys(z) * shrink;
      if (boxiness === 0) return ellipse2(u, v, rx, ry);
      const swell = 1 + boxiness * Math.min(1, Math.abs((u / rx) * (v / ry)) * 2);
      return ellipse2(u / swell, v / swell, rx, ry);
    },
  };
}
