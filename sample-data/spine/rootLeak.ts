import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { Layer } from '../body/muscles.ts';
import { childFrame, toScene } from '../math/frame.ts';
import type { Vec3 } from '../math/vec3.ts';
import { ellipsoid, tube } from '../shapes/primitives.ts';
import { splinePoints } from '../math/spline.ts';
import { VERTEBRA_SIZES } from './anatomy.ts';
import type { PlacedVertebra } from './column.ts';
import { vertebraAt } from './column.ts';

/** The root under one pedicle of a vertebra. */
export interface RootSide {
  readonly level: Vertebra;
  readonly side: 'left' | 'right';
}

const signOf = (r: RootSide): 1 | -1 => (r.side === 'left' ? 1 : -1);

export const touches = (roots: readonly RootSide[], level: Vertebra, sign: 1 | -1): boolean =>
  roots.some((r) => r.level === level && signOf(r) === sign);

/** Middle of the foramen under the pedicle, scene. */
export function rootPoint(column: readonly PlacedVertebra[], r: RootSide): Vec3 {
  const v = vertebraAt(column, r.level);
  const s = VERTEBRA_SIZES[r.level];
  if (s === undefined) return v.frame.origin;
  const x = s.canalWidthMm / 2 + 4.5;
  return toScene(v.frame, [
    signOf(r) * x,
    s.depthMm / 2 + s.canalDepthMm * 0.42 - 1.5,
    -s.backHeightMm * 0.42,
  ]);
}

/**
 * CSF-venous fistula: a small diverticulum of the sleeve and a paraspinal vein of 60-140 HU that leads from it
 * round the body to the azygos side. Fluid outside the dura there is none. Ref: clinical.md section 4, L15, L16.
 */
export function makeFistula(v: PlacedVertebra, sign: 1 | -1): readonly Layer[] {
  const s = VERTEBRA_SIZES[v.level];
  if (s === undefined) return [];
  const [w, back, h] = [s.canalWidthMm / 2, s.depthMm / 2, s.backHeightMm];
  const p = (x: number, y: number, z: number): Vec3 => toScene(v.frame, [sign * x, y, z]);
  const course = splinePoints(
    [
      p(w + 5, back + s.canalDepthMm * 0.35, -h * 0.42), p(w + 12, back + 1, -h * 0.5),
      p(s.halfWidthMm + 5, 2, -h * 0.34), p(s.halfWidthMm * 0.8 + 2, -back - 2, -h * 0.1), p(3, -back - 6, h * 0.3),
    ],
    5,
  ); // prettier-ignore
  return [
    {
      tissue: 'csf',
      shape: ellipsoid(
        childFrame(v.frame, [sign * (w + 4), back + s.canalDepthMm * 0.4, -h * 0.4]),
        3.6,
        3,
        4,
      ),
    },
    {
      tissue: 'drainingVein',
      shape: tube(
        course,
        course.map((_, i) => 2 + 0.5 * Math.sin(i)),
      ),
    },
  ];
}
