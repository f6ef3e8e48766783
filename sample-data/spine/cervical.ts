import { makeFrame } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { cone, ellipsoid } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import { childFrame, toScene } from '../math/frame.ts';
import type { VertebraSize } from './anatomy.ts';
import { makeBone } from './bone.ts';
import type { Bone, BonePart } from './bone.ts';
import { keepSide } from './facetJoint.ts';
import type { FacetJoint } from './facetJoint.ts';
import { archDepthMm, spinous, spinousTip } from './vertebra.ts';
import type { VertebraJoints } from './vertebra.ts';
import { vertebralBody } from './vertebralBody.ts';

const SCENE: Frame = makeFrame([0, 0, 0], 0);
const SIDES = [1, -1] as const;

/** Lean of the joints of the neck against their interspace, degrees (White & Panjabi: about 45). */
export const CERVICAL_INCLINE_DEG = 42;

/** Centre of the articular pillar beside and behind the body centre, local mm. */
export const pillarPlace = (s: VertebraSize): { readonly lateralMm: number; readonly behindMm: number } => ({
  lateralMm: s.canalWidthMm / 2 + 5.6,
  behindMm: s.depthMm / 2 + s.canalDepthMm * 0.4,
});

/** C3 to C7: small body with uncinate processes, articular pillars, split spinous process, vertebral canals. */
export function makeCervicalVertebra(name: string, f: Frame, s: VertebraSize, joints: VertebraJoints): Bone {
  const parts: BonePart[] = [
    {
      cortexMm: 0.6,
      shape: vertebralBody(f, {
        topHalfWidthMm: s.halfWidthMm,
        bottomHalfWidthMm: s.halfWidthMm + 0.4,
        topDepthMm: s.depthMm,
        bottomDepthMm: s.depthMm + 0.4,
        frontHeightMm: s.frontHeightMm,
        backHeightMm: s.backHeightMm,
        waistMm: 0.9,
        hollowMm: 0.8,
      }),
    },
    ...spinous(f, s),
    ...(name === 'C7' ? [] : splitTip(f, s)),
  ];
  const holes: Shape[] = [];
  for (const sign of SIDES) {
    parts.push(uncinate(f, s, sign), ...cervicalArch(f, s, sign), transverse(f, s, sign));
    const x = sign * (s.halfWidthMm + 6);
    holes.push(cone(f, [x, 0.5, -9], [x, 0.5, 9], 2.8, 2.8));
  }
  parts.push(...pillars(f, s, joints));
  return makeBone(name, parts, { holes, blendMm: 2.2 });
}

function uncinate(f: Frame, s: VertebraSize, sign: 1 | -1): BonePart {
  const high = s.backHeightMm / 2;
  return {
    cortexMm: 0.9,
    shape: cone(
      f,
      [sign * (s.halfWidthMm - 1), 1.5, high - 2],
      [sign * (s.halfWidthMm + 0.8), 2.5, high + 2.6],
      2.4,
      1.3,
    ),
  };
}

/** Pedicle and lamina of one side. */
export function cervicalArch(f: Frame, s: VertebraSize, sign: 1 | -1): readonly BonePart[] {
  const { lateralMm: x, behindMm: y } = pillarPlace(s);
  const apex = archDepthMm(s);
  const half = s.laminaHeightMm / 2;
  return [
    {
      cortexMm: 1,
      shape: cone(
        f,
        [sign * (s.halfWidthMm - 1), s.depthMm / 2 - 2.5, 1],
        [sign * (x - 1), y - 1, 0.5],
        s.pedicleHeightMm / 2,
        s.pedicleHeightMm / 2,
        [0.6, -0.8 * sign, 0],
        0.75,
      ),
    },
    {
      cortexMm: 1.3,
      shape: cone(
        f,
        [sign * 1.5, apex + 2.6, -3.2],
        [sign * (x - 2), y + 4.2, -1.6],
        half,
        half - 0.6,
        [0.42 * sign, 0.86, 0.28],
        0.34,
      ),
    },
  ];
}

/** The articular pillar from the joint above to the joint below, cut by both. */
function pillars(f: Frame, s: VertebraSize, joints: VertebraJoints): readonly BonePart[] {
  const { lateralMm, behindMm } = pillarPlace(s);
  const half = s.backHeightMm * 0.62;
  return SIDES.map((sign) => {
    const above = joints.above.find((j) => sideOf(f, j) === sign);
    const below = joints.below.find((j) => sideOf(f, j) === sign);
    const x = sign * lateralMm;
    const top = above?.centre ?? toScene(f, [x, behindMm, half]);
    const bottom = below?.centre ?? toScene(f, [x, behindMm + 2, -half]);
    let shape: Shape = cone(SCENE, top, bottom, 6.4, 6.4, f.y, 0.86);
    if (above !== undefined) shape = keepSide(shape, above, 'superior');
    if (below !== undefined) shape = keepSide(shape, below, 'inferior');
    return { cortexMm: 1.3, shape };
  });
}

/** The half of the joint that a vertebra gives downward only: the axis has no pillar above. */
export const lowerPillar = (f: Frame, s: VertebraSize, joint: FacetJoint): BonePart => {
  const { lateralMm, behindMm } = pillarPlace(s);
  const root = toScene(f, [sideOf(f, joint) * (lateralMm - 1), behindMm - 1, 0.5]);
  return {
    cortexMm: 1.3,
    shape: keepSide(cone(SCENE, root, joint.centre, 5.6, 6.4, f.y, 0.86), joint, 'inferior'),
  };
};

export function splitTip(f: Frame, s: VertebraSize): readonly BonePart[] {
  const tip = { ...f, origin: spinousTip(f, s) };
  return SIDES.map((sign) => ({
    cortexMm: 1.2,
    shape: ellipsoid(childFrame(tip, [sign * 3.8, 2.6, -1.2], 0, 0, -sign * 28), 2.4, 4.4, 3),
  }));
}

function transverse(f: Frame, s: VertebraSize, sign: 1 | -1): BonePart {
  return {
    cortexMm: 0.9,
    shape: cone(
      f,
      [sign * (s.halfWidthMm - 0.5), 0.6, s.transverseRiseMm],
      [sign * (s.transverseReachMm - 3), 3.5, s.transverseRiseMm - 2],
      5.2,
      s.transverseThicknessMm * 0.75,
      [0, 0, 1],
      0.62,
    ),
  };
}

const sideOf = (f: Frame, joint: FacetJoint): 1 | -1 =>
  (joint.centre[0] - f.origin[0]) * f.x[0] +
    (joint.centre[1] - f.origin[1]) * f.x[1] +
    (joint.centre[2] - f.origin[2]) * f.x[2] >
  0
    ? 1
    : -1;
