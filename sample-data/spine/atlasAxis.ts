import { childFrame, toScene } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import type { Vec3 } from '../math/vec3.ts';
import { cone, ellipsoid, tube } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import { splinePoints } from '../math/spline.ts';
import type { VertebraSize } from './anatomy.ts';
import { makeBone } from './bone.ts';
import type { Bone, BonePart } from './bone.ts';
import { cervicalArch, lowerPillar, splitTip } from './cervical.ts';
import type { FacetJoint } from './facetJoint.ts';
import { spinous } from './vertebra.ts';
import { vertebralBody } from './vertebralBody.ts';

const SIDES = [1, -1] as const;

/** The ring of the atlas about its frame's origin: arches, lateral masses, wide transverse processes. */
export function makeAtlas(f: Frame, s: VertebraSize): Bone {
  const at = (p: Vec3): Vec3 => toScene(f, p);
  const arc = (keys: readonly Vec3[], radius: number): Shape => {
    const points = splinePoints(keys.map(at), 5);
    return tube(
      points,
      points.map(() => radius),
    );
  };
  const parts: BonePart[] = [
    {
      cortexMm: 1.3,
      shape: arc(
        [[-17, -12.5, 1], [-9, -18, 1], [0, -19.8, 1], [9, -18, 1], [17, -12.5, 1]],
        3,
      ),
    },
    {
      cortexMm: 1.3,
      shape: arc(
        [[-20, 1, 0], [-17.5, 12, 0], [-8, 20, -0.5], [0, 21.8, -0.5], [8, 20, -0.5], [17.5, 12, 0], [20, 1, 0]],
        3.1,
      ),
    },
    { cortexMm: 1.2, shape: ellipsoid(childFrame(f, [0, -22, 1]), 3.4, 2.6, 3.6) },
    { cortexMm: 1.2, shape: ellipsoid(childFrame(f, [0, 24, -0.5]), 3, 3, 3.4) },
  ]; // prettier-ignore
  const holes: Shape[] = [];
  for (const sign of SIDES) {
    parts.push(
      { cortexMm: 1, shape: ellipsoid(childFrame(f, [sign * 19.5, -6, 2], 0, 0, sign * 16), 7.4, 10, 6.2) },
      {
        cortexMm: 1.1,
        shape: cone(
          f,
          [sign * 23, -4, 0],
          [sign * (s.transverseReachMm - 4), -1, -1.5],
          5.6,
          4.4,
          [0, 0, 1],
          0.75,
        ),
      },
    );
    holes.push(cone(f, [sign * 29, -3, -9], [sign * 29, -3, 9], 2.9, 2.9));
  }
  return makeBone('C1', parts, { holes, blendMm: 2.6 });
}

/** The axis: body with the dens, shoulders under the atlas, heavy split spinous process. */
export function makeAxis(f: Frame, s: VertebraSize, below: readonly FacetJoint[]): Bone {
  const parts: BonePart[] = [
    {
      cortexMm: 0.7,
      shape: vertebralBody(f, {
        topHalfWidthMm: s.halfWidthMm - 0.4,
        bottomHalfWidthMm: s.halfWidthMm + 0.4,
        topDepthMm: s.depthMm - 2,
        bottomDepthMm: s.depthMm,
        frontHeightMm: s.frontHeightMm,
        backHeightMm: s.backHeightMm,
        waistMm: 0.6,
        hollowMm: 0.5,
      }),
    },
    { cortexMm: 1.2, shape: cone(f, [0, -0.6, 4], [0, -0.9, 15], 5.4, 4.8) },
    { cortexMm: 1.3, shape: ellipsoid(childFrame(f, [0, -0.9, 16]), 5, 5, 6.4) },
    ...spinous(f, s),
    ...splitTip(f, s),
  ];
  const holes: Shape[] = [];
  for (const sign of SIDES) {
    parts.push(
      ...cervicalArch(f, s, sign),
      { cortexMm: 1.1, shape: ellipsoid(childFrame(f, [sign * 15, 1, 3.2], 0, -sign * 16), 8.6, 8.4, 5.4) },
      {
        cortexMm: 1,
        shape: cone(
          f,
          [sign * 17, 2, -2],
          [sign * (s.transverseReachMm - 3), 5, -5],
          4.6,
          3.2,
          [0, 0, 1],
          0.8,
        ),
      },
    );
    holes.push(cone(f, [sign * 17.5, 0, -8], [sign * 20, -1, 9], 2.7, 2.7));
  }
  for (const joint of below) parts.push(lowerPillar(f, s, joint));
  return makeBone('C2', parts, { holes, blendMm: 2.6 });
}
