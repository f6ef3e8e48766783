import type { Vec3 } from '../math/vec3.ts';
import { makeProfile, smoothMax } from '../math/table.ts';
import type { Profile } from '../math/table.ts';

/** Skin surface of the trunk. Heights z are scene mm. */
export interface BodyOutline {
  /** mm, negative inside the skin. */
  readonly distance: (x: number, y: number, z: number) => number;
  /** Thickness of the fat under the skin at a place, mm. */
  readonly fatMm: (x: number, y: number, z: number) => number;
  /** Point just inside the muscles' wall: `around` 0 at the spine, 1 at the front midline. */
  readonly innerWall: (around: number, z: number, sign: 1 | -1) => Vec3;
  readonly frontAt: Profile;
  readonly backAt: Profile;
  readonly halfWidthAt: Profile;
}

export interface BuildOptions {
  /** Heights of landmarks, scene mm. */
  readonly t11Z: number;
  readonly l3Z: number;
  readonly s1Z: number;
  readonly s3Z: number;
  /** Back of the bony spine (spinous tips) at these heights, scene y. */
  readonly tipT11Y: number;
  readonly tipL3Y: number;
  readonly tipS2Y: number;
  /** Overall size, 1 = average adult woman. */
  readonly build: number;
  /** Chest, shoulders, neck and head, where the person is drawn whole. */
  readonly upper: readonly OutlineKey[];
  /** From here up the fat under the skin gets thinner. */
  readonly thinAboveZ: number;
}

/** One height of the skin: half width, back and front, scene mm. */
export interface OutlineKey {
  readonly z: number;
  readonly halfWidth: number;
  readonly back: number;
  readonly front: number;
}

/** Trunk of a lying person: waist above the hips, flat belly, shallow furrow over the spinous processes. */
export function makeOutline(o: BuildOptions): BodyOutline {
  const hips = o.s3Z - 20;
  const upper =
    o.upper.length > 0
      ? o.upper
      : [{ z: o.t11Z + 60, halfWidth: 152 * o.build, back: o.tipT11Y + 15, front: -128 * o.build }];
  const high = upper[0]?.z ?? o.t11Z;
  const width = makeProfile([
    ...upper.map((k) => [k.z, k.halfWidth] as const), [o.t11Z, 150 * o.build], [o.l3Z + 10, 146 * o.build],
    [o.s1Z + 20, 163 * o.build], [o.s1Z - 25, 174 * o.build], [hips, 182 * o.build],
  ]); // prettier-ignore
  const back = makeProfile([
    ...upper.map((k) => [k.z, k.back] as const), [o.t11Z, o.tipT11Y + 14], [o.l3Z, o.tipL3Y + 19],
    [o.s1Z, o.tipS2Y + 22], [o.s1Z - 40, o.tipS2Y + 32], [hips, o.tipS2Y + 42],
  ]); // prettier-ignore
  const front = makeProfile([
    ...upper.map((k) => [k.z, k.front] as const), [o.t11Z, -126 * o.build], [o.l3Z, -112 * o.build],
    [o.s1Z, -104 * o.build], [hips, -88 * o.build],
  ]); // prettier-ignore
  const furrow = makeProfile([
    [high, 5],
    [o.l3Z, 8],
    [o.s1Z, 6],
    [o.s1Z - 40, 4],
    [hips, 16],
  ]);

  const distance = (x: number, y: number, z: number): number => {
    const rear = back(z);
    const fore = front(z);
    const middle = fore + (rear - fore) * 0.54;
    const half = width(z);
    const v = y > middle ? rear + 12 - middle : middle - fore;
    const oval = superOval(x, y - middle, half, v);
    const u = x / 13;
    const flat = y - rear + furrow(z) * Math.exp(-u * u) + 0.0009 * x * x;
    return smoothMax(oval, flat, 34);
  };
  const thin = (z: number): number => 1 - 0.6 * Math.max(0, Math.min(1, (z - o.thinAboveZ) / 130));
  const fatMm = (x: number, y: number, z: number): number => {
    const rear = back(z);
    const fore = front(z);
    const share = (y - fore) / (rear - fore);
    const low = Math.max(0, Math.min(1, (o.l3Z - z) / 110));
    const behind = 13 + 11 * low;
    const ahead = 17 + 8 * low;
    const sides = 13 + 9 * low;
    const side = Math.min(1, Math.abs(x) / (width(z) * 0.9));
    const mid = share > 0.5 ? behind : ahead;
    return (mid + (sides - mid) * side * side) * thin(z);
  };
  return {
    distance,
    fatMm,
    frontAt: front,
    backAt: back,
    halfWidthAt: width,
    innerWall: (around, z, sign) => {
      const angle = around * Math.PI;
      const rear = back(z);
      const fore = front(z);
      const middle = fore + (rear - fore) * 0.54;
      const dir: Vec3 = [sign * Math.sin(angle), Math.cos(angle), 0];
      let low = 20;
      let top = 260;
      for (let i = 0; i < 24; i++) {
        const r = (low + top) / 2;
        const [x, y] = [dir[0] * r, middle + dir[1] * r];
        if (distance(x, y, z) + fatMm(x, y, z) + 7 < 0) low = r;
        else top = r;
      }
      return [dir[0] * low, middle + dir[1] * low, z];
    },
  };
}

/** Radial distance to an oval a little squarer than an ellipse, mm. */
function superOval(x: number, y: number, rx: number, ry: number): number {
  const k = (Math.abs(x / rx) ** 2.35 + Math.abs(y / ry) ** 2.35) ** (1 / 2.35);
  const r = Math.sqrt(x * x + y * y);
  return k > 1e-6 ? r * (1 - 1 / k) : -Math.min(rx, ry);
}
