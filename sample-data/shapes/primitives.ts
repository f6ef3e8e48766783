import { toScene } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { dot, sub, unit } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import { axisBox, localShape, unionBox } from './shape.ts';
import type { Shape } from './shape.ts';

/**
 * The solids the anatomy is made of. Distances are exact or first-order near the surface, which is where
 * partial volume looks at them. Method: I. Quilez, "distance functions" (k0·(k0-1)/k1 for ellipsoids).
 */
export function ellipsoid(f: Frame, rx: number, ry: number, rz: number): Shape {
  return localShape(f, [-rx, -ry, -rz], [rx, ry, rz], (x, y, z) => ellipse3(x, y, z, rx, ry, rz));
}

export function ellipse3(x: number, y: number, z: number, rx: number, ry: number, rz: number): number {
  const ax = x / rx;
  const ay = y / ry;
  const az = z / rz;
  const k0 = Math.sqrt(ax * ax + ay * ay + az * az);
  const bx = ax / rx;
  const by = ay / ry;
  const bz = az / rz;
  const k1 = Math.sqrt(bx * bx + by * by + bz * bz);
  return k1 > 1e-9 ? (k0 * (k0 - 1)) / k1 : -Math.min(rx, ry, rz);
}

/** In-plane distance to an ellipse, mm. */
export function ellipse2(x: number, y: number, rx: number, ry: number): number {
  const ax = x / rx;
  const ay = y / ry;
  const k0 = Math.sqrt(ax * ax + ay * ay);
  const bx = ax / rx;
  const by = ay / ry;
  const k1 = Math.sqrt(bx * bx + by * by);
  return k1 > 1e-9 ? (k0 * (k0 - 1)) / k1 : -Math.min(rx, ry);
}

/** Box with edges rounded by `r`; half sizes include the rounding. */
export function roundedBox(f: Frame, hx: number, hy: number, hz: number, r: number): Shape {
  return localShape(f, [-hx, -hy, -hz], [hx, hy, hz], (x, y, z) => {
    const qx = Math.abs(x) - hx + r;
    const qy = Math.abs(y) - hy + r;
    const qz = Math.abs(z) - hz + r;
    const ox = qx > 0 ? qx : 0;
    const oy = qy > 0 ? qy : 0;
    const oz = qz > 0 ? qz : 0;
    return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(0, Math.max(qx, qy, qz)) - r;
  });
}

/**
 * Cone with round ends from `a` to `b` in local coordinates, squeezed by `flat` along the local axis `squeeze`
 * (flat 0.5: half as thick there).
 */
export function cone(
  f: Frame,
  a: Vec3,
  b: Vec3,
  ra: number,
  rb: number,
  squeeze: Vec3 = [0, 0, 1],
  flat = 1,
): Shape {
  const ab = sub(b, a);
  const ab2 = dot(ab, ab);
  const r = Math.max(ra, rb);
  const [sx, sy, sz] = unit(squeeze);
  const stretch = 1 / flat - 1;
  const low: Vec3 = [Math.min(a[0], b[0]) - r, Math.min(a[1], b[1]) - r, Math.min(a[2], b[2]) - r];
  const high: Vec3 = [Math.max(a[0], b[0]) + r, Math.max(a[1], b[1]) + r, Math.max(a[2], b[2]) + r];
  return localShape(f, low, high, (x, y, z) => {
    let px = x - a[0];
    let py = y - a[1];
    let pz = z - a[2];
    let h = (px * ab[0] + py * ab[1] + pz * ab[2]) / ab2;
    h = h < 0 ? 0 : h > 1 ? 1 : h;
    px -= ab[0] * h;
    py -= ab[1] * h;
    pz -= ab[2] * h;
    const along = px * sx + py * sy + pz * sz;
    px += along * stretch * sx;
    py += along * stretch * sy;
    pz += along * stretch * sz;
    const len = Math.sqrt(px * px + py * py + pz * pz);
    const d = len - (ra + (rb - ra) * h);
    if (flat === 1 || len < 1e-6) return d;
    const share = (along * (stretch + 1)) / len;
    return d / Math.sqrt(1 + share * share * ((stretch + 1) * (stretch + 1) - 1));
  });
}

/** Cuts away the side of a plane that its local normal points to. */
export function cutBy(shape: Shape, f: Frame, point: Vec3, normal: Vec3): Shape {
  const n = unit(normal);
  const s = toScene(f, point);
  const w: Vec3 = [
    f.x[0] * n[0] + f.y[0] * n[1] + f.z[0] * n[2],
    f.x[1] * n[0] + f.y[1] * n[1] + f.z[1] * n[2],
    f.x[2] * n[0] + f.y[2] * n[1] + f.z[2] * n[2],
  ];
  return {
    box: shape.box,
    distance: (x, y, z) =>
      Math.max(shape.distance(x, y, z), (x - s[0]) * w[0] + (y - s[1]) * w[1] + (z - s[2]) * w[2]),
  };
}

/** Tube through scene points with a radius at each. */
export function tube(points: readonly Vec3[], radiiMm: readonly number[]): Shape {
  const low = points.map((p, i) => axisBox(minus(p, radiiMm[i] ?? 0), minus(p, -(radiiMm[i] ?? 0))));
  const segments = points.slice(1).map((b, i) => {
    const a = points[i] ?? b;
    const d = sub(b, a);
    return { a, d, dd: dot(d, d), ra: radiiMm[i] ?? 0, rb: radiiMm[i + 1] ?? 0 };
  });
  return {
    box: unionBox(low),
    distance: (x, y, z) => {
      let best = Infinity;
      for (const s of segments) {
        const px = x - s.a[0];
        const py = y - s.a[1];
        const pz = z - s.a[2];
        let h = (px * s.d[0] + py * s.d[1] + pz * s.d[2]) / s.dd;
        h = h < 0 ? 0 : h > 1 ? 1 : h;
        const qx = px - s.d[0] * h;
        const qy = py - s.d[1] * h;
        const qz = pz - s.d[2] * h;
        const d = Math.sqrt(qx * qx + qy * qy + qz * qz) - (s.ra + (s.rb - s.ra) * h);
        if (d < best) best = d;
      }
      return best;
    },
  };
}

const minus = (p: Vec3, r: number): Vec3 => [p[0] - r, p[1] - r, p[2] - r];

/** One key of a `stack`: ellipse at height z. */
export interface StackKey {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  /** Turn of the ellipse about z, degrees, left toward posterior. */
  readonly turnDeg?: number;
}
