import type { Frame } from '../math/frame.ts';
import { smoothMax } from '../math/table.ts';
import { localShape } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';

export interface BodySize {
  readonly topHalfWidthMm: number;
  readonly bottomHalfWidthMm: number;
  readonly topDepthMm: number;
  readonly bottomDepthMm: number;
  readonly frontHeightMm: number;
  readonly backHeightMm: number;
  /** Narrowing at mid height. */
  readonly waistMm: number;
  /** Hollow of the end plates at their centre. */
  readonly hollowMm: number;
}

/**
 * Distance to the kidney-shaped cross-section of a body or disc: an ellipse whose back is cut by a shallow,
 * forward-bulging wall. Centre of the section at 0, 0; back wall at y = depth / 2.
 */
export function sectionDistance(x: number, y: number, halfWidthMm: number, depthMm: number): number {
  const back = depthMm * 0.5;
  const oval = squareOval(x, y - depthMm * 0.1, halfWidthMm, depthMm * 0.6);
  const u = x / (halfWidthMm * 0.7);
  const wall = y - back + 1.4 - 1.4 * Math.min(1, u * u);
  return smoothMax(oval, wall, 5);
}

/** Radial distance to an ellipse filled out a little at its corners (exponent 2.5), mm. */
function squareOval(x: number, y: number, rx: number, ry: number): number {
  const u = Math.abs(x / rx);
  const v = Math.abs(y / ry);
  const k = (u * u * Math.sqrt(u) + v * v * Math.sqrt(v)) ** 0.4;
  return k > 1e-6 ? Math.sqrt(x * x + y * y) * (1 - 1 / k) : -Math.min(rx, ry);
}

/** Vertebral body: waisted drum with hollow, ringed end plates, higher in front or behind as its wedge says. */
export function vertebralBody(f: Frame, s: BodySize): Shape {
  const half = Math.max(s.frontHeightMm, s.backHeightMm) / 2;
  const reach = Math.max(s.topHalfWidthMm, s.bottomHalfWidthMm) + 2;
  const deep = Math.max(s.topDepthMm, s.bottomDepthMm) / 2 + 3;
  return localShape(f, [-reach, -deep, -half - 1], [reach, deep, half + 1], (x, y, z) => {
    if (Math.abs(z) > half + 4) return Math.abs(z) - half;
    const v = z / half;
    const up = (v + 1) / 2;
    const halfWidth0 = s.bottomHalfWidthMm + (s.topHalfWidthMm - s.bottomHalfWidthMm) * up;
    const depth0 = s.bottomDepthMm + (s.topDepthMm - s.bottomDepthMm) * up;
    const waist = s.waistMm * Math.max(0, 1 - v * v * (0.55 + 0.45 * v * v));
    const halfWidth = halfWidth0 - waist;
    const depth = depth0 - waist * 0.8;
    const section = sectionDistance(x, y + waist * 0.25, halfWidth, depth);
    const front = 0.5 - y / depth0;
    const height = s.backHeightMm + (s.frontHeightMm - s.backHeightMm) * front;
    const rx = x / halfWidth0;
    const ry = (2 * y) / depth0;
    const r2 = Math.min(1, rx * rx + ry * ry);
    const hollow = s.hollowMm * (1 - r2 * r2);
    return smoothMax(section, Math.abs(z) - height / 2 + hollow, 2);
  });
}
