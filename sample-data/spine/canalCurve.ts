import { cross, dot, mix, scale, sub, unit } from '../math/vec3.ts';
import { catmullRom } from '../math/spline.ts';
import { roundOf } from '../math/whole.ts';
import type { Vec3 } from '../math/vec3.ts';

const STEP_MM = 0.5;

/** Place along and across the canal: s from the head end, l to the patient's left, a posterior, mm. */
export interface CanalPlace {
  s: number;
  l: number;
  a: number;
}

/** The middle line of the spinal canal with a frame at every place, and the way back from scene points. */
export interface CanalCurve {
  readonly lengthMm: number;
  readonly pointAt: (s: number) => Vec3;
  /** Unit vectors toward the feet, the patient's left, and posterior. */
  readonly axesAt: (s: number) => { readonly along: Vec3; readonly left: Vec3; readonly back: Vec3 };
  readonly toScene: (s: number, l: number, a: number) => Vec3;
  /** Writes the nearest place into `out`: no allocation in the inner loops. */
  readonly locate: (x: number, y: number, z: number, out: CanalPlace) => void;
}

/** @param knots - canal centres from head to foot, heights strictly falling, with the local left direction */
export function makeCanalCurve(knots: readonly { readonly point: Vec3; readonly left: Vec3 }[]): CanalCurve {
  const points: Vec3[] = [];
  const lefts: Vec3[] = [];
  const knot = (i: number): { readonly point: Vec3; readonly left: Vec3 } =>
    knots[Math.max(0, Math.min(knots.length - 1, i))] ?? { point: [0, 0, 0], left: [1, 0, 0] };
  for (let i = 0; i < knots.length - 1; i++) {
    for (let n = 0; n < 64; n++) {
      const t = n / 64;
      points.push(catmullRom(knot(i - 1).point, knot(i).point, knot(i + 1).point, knot(i + 2).point, t));
      lefts.push(mix(knot(i).left, knot(i + 1).left, t));
    }
  }
  const even = resample(points, lefts);
  const n = even.points.length;
  const [px, py, pz, ax, ay, az, lx, ly, lz, bx, by, bz] = Array.from(
    { length: 12 },
    () => new Float64Array(n),
  );
  if (!px || !py || !pz || !ax || !ay || !az || !lx || !ly || !lz || !bx || !by || !bz)
    throw new Error('unreachable');
  for (let i = 0; i < n; i++) {
    const p = even.points[i] ?? [0, 0, 0];
    const along = unit(sub(even.points[Math.min(n - 1, i + 3)] ?? p, even.points[Math.max(0, i - 3)] ?? p));
    const seed = even.lefts[i] ?? [1, 0, 0];
    const left = unit(sub(seed, scale(along, dot(seed, along))));
    const back = cross(left, scale(along, -1));
    const behind: Vec3 = back[1] < 0 ? scale(back, -1) : back;
    [px[i], py[i], pz[i]] = p;
    [ax[i], ay[i], az[i]] = along;
    [lx[i], ly[i], lz[i]] = left;
    [bx[i], by[i], bz[i]] = behind;
  }
  const top = pz[0] ?? 0;
  const bottom = pz[n - 1] ?? 0;
  const byHeight = new Int32Array(Math.ceil((top - bottom) / STEP_MM) + 2);
  for (let h = 0, i = 0; h < byHeight.length; h++) {
    while (i < n - 1 && (pz[i] ?? 0) > top - h * STEP_MM) i += 1;
    byHeight[h] = i;
  }
  const index = (s: number): number => Math.max(0, Math.min(n - 1, roundOf(s / STEP_MM)));
  const axesAt: CanalCurve['axesAt'] = (s) => {
    const i = index(s);
    return { along: vec(ax, ay, az, i), left: vec(lx, ly, lz, i), back: vec(bx, by, bz, i) };
  };
  const pointAt = (s: number): Vec3 => {
    const i = index(s);
    const rest = s - i * STEP_MM;
    return [
      (px[i] ?? 0) + rest * (ax[i] ?? 0),
      (py[i] ?? 0) + rest * (ay[i] ?? 0),
      (pz[i] ?? 0) + rest * (az[i] ?? 0),
    ];
  };
  return {
    lengthMm: (n - 1) * STEP_MM,
    pointAt,
    axesAt,
    toScene: (s, l, a) => {
      const p = pointAt(s);
      const { left, back } = axesAt(s);
      return [
        p[0] + left[0] * l + back[0] * a,
        p[1] + left[1] * l + back[1] * a,
        p[2] + left[2] * l + back[2] * a,
      ];
    },
    locate: (x, y, z, out) => {
      const h = roundOf((top - z) / STEP_MM);
      let i = byHeight[h < 0 ? 0 : h >= byHeight.length ? byHeight.length - 1 : h] ?? 0;
      let along = 0;
      for (let turn = 0; turn < 4; turn++) {
        along =
          (x - (px[i] ?? 0)) * (ax[i] ?? 0) +
          (y - (py[i] ?? 0)) * (ay[i] ?? 0) +
          (z - (pz[i] ?? 0)) * (az[i] ?? 0);
        const move = roundOf((along * 0.8) / STEP_MM);
        if (move === 0) break;
        i = Math.max(0, Math.min(n - 1, i + move));
      }
      const dx = x - (px[i] ?? 0);
      const dy = y - (py[i] ?? 0);
      const dz = z - (pz[i] ?? 0);
      out.s = i * STEP_MM + dx * (ax[i] ?? 0) + dy * (ay[i] ?? 0) + dz * (az[i] ?? 0);
      out.l = dx * (lx[i] ?? 0) + dy * (ly[i] ?? 0) + dz * (lz[i] ?? 0);
      out.a = dx * (bx[i] ?? 0) + dy * (by[i] ?? 0) + dz * (bz[i] ?? 0);
    },
  };
}

const vec = (u: Float64Array, v: Float64Array, w: Float64Array, i: number): Vec3 => [
  u[i] ?? 0,
  v[i] ?? 0,
  w[i] ?? 0,
];

function resample(points: readonly Vec3[], lefts: readonly Vec3[]): { points: Vec3[]; lefts: Vec3[] } {
  const out: { points: Vec3[]; lefts: Vec3[] } = { points: [], lefts: [] };
  let carried = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    const la = lefts[i - 1];
    const lb = lefts[i];
    if (a === undefined || b === undefined || la === undefined || lb === undefined) break;
    const len = Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
    let at = carried;
    while (at < len) {
      out.points.push(mix(a, b, at / len));
      out.lefts.push(mix(la, lb, at / len));
      at += STEP_MM;
    }
    carried = at - len;
  }
  return out;
}
