import { childFrame, makeFrame, toScene } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { add, scale } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import { cone, ellipsoid, roundedBox } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import type { VertebraSize } from './anatomy.ts';
import { makeBone } from './bone.ts';
import type { Bone, BonePart } from './bone.ts';
import type { FacetJoint } from './facetJoint.ts';
import { keepSide } from './facetJoint.ts';
import { vertebralBody } from './vertebralBody.ts';

const SCENE: Frame = makeFrame([0, 0, 0], 0);
const SIDES = [1, -1] as const;

/** Joints of one vertebra: with the one above and the one below, left then right; absent at the ends. */
export interface VertebraJoints {
  readonly above: readonly FacetJoint[];
  readonly below: readonly FacetJoint[];
}

/** Inner front line of the neural arch at the midline, local y, mm. */
export const archDepthMm = (s: VertebraSize): number => s.depthMm / 2 + s.canalDepthMm;

/** A thoracic or lumbar vertebra: body, pedicles, pars, laminae, spinous and transverse processes, facets. */
export function makeVertebra(
  name: string,
  f: Frame,
  s: VertebraSize,
  joints: VertebraJoints,
  holes: readonly Shape[] = [],
): Bone {
  const thoracic = name.startsWith('T');
  const parts: BonePart[] = [
    {
      cortexMm: 0.5,
      shape: vertebralBody(f, {
        topHalfWidthMm: s.halfWidthMm,
        bottomHalfWidthMm: s.halfWidthMm + 0.6,
        topDepthMm: s.depthMm,
        bottomDepthMm: s.depthMm + 0.6,
        frontHeightMm: s.frontHeightMm,
        backHeightMm: s.backHeightMm,
        waistMm: 2.6,
        hollowMm: 1.7,
      }),
    },
    ...spinous(f, s),
  ];
  for (const sign of SIDES) {
    parts.push(...arch(f, s, sign, thoracic), transverse(f, s, sign));
  }
  for (const joint of joints.above) parts.push(...superiorFacet(f, s, joint));
  for (const joint of joints.below) parts.push(inferiorFacet(f, s, joint));
  return makeBone(name, parts, { holes, blendMm: 3 });
}

/** Where the pedicle meets pars, lamina and processes, local. */
function pillar(s: VertebraSize, sign: number): Vec3 {
  const x = s.canalWidthMm / 2 + s.pedicleWidthMm * 0.5;
  return [sign * (x + 0.5), s.depthMm / 2 + s.canalDepthMm * 0.66, s.backHeightMm * 0.12];
}

function arch(f: Frame, s: VertebraSize, sign: 1 | -1, thoracic: boolean): readonly BonePart[] {
  const x = s.canalWidthMm / 2 + s.pedicleWidthMm * 0.5;
  const back = s.depthMm / 2;
  const apex = archDepthMm(s);
  const high = s.backHeightMm * 0.17;
  const p = pillar(s, sign);
  const half = s.laminaHeightMm / 2;
  const low = -s.backHeightMm * (thoracic ? 0.22 : 0.27);
  return [
    {
      cortexMm: 1.1,
      shape: cone(
        f,
        [sign * (x - 0.8), back - 6, high],
        [sign * x, p[1], high - 1],
        s.pedicleHeightMm / 2,
        s.pedicleHeightMm / 2 - 0.4,
        [1, 0, 0],
        s.pedicleWidthMm / s.pedicleHeightMm,
      ),
    },
    {
      cortexMm: 1.3,
      shape: cone(f, p, [sign * (x * 0.86), apex - 1.5, low + 1], 5.4, 5, [0.6 * sign, 0.8, 0], 0.85),
    },
    {
      cortexMm: 1.15,
      shape: cone(
        f,
        [sign * 1.5, apex + 3.2, low - 1.5],
        [sign * (x * 0.84), apex - 3.2, low + 2.5],
        half,
        half - 1,
        [0.5 * sign, 0.84, 0.26],
        0.36,
      ),
    },
  ];
}

const spinousFrame = (f: Frame, s: VertebraSize): Frame =>
  childFrame(f, [0, archDepthMm(s) + 3, -s.backHeightMm * 0.3], -s.spinousDropDeg);

/** Middle of the bulb at the end of the spinous process, scene. */
export const spinousTip = (f: Frame, s: VertebraSize): Vec3 =>
  toScene(spinousFrame(f, s), [0, s.spinousLengthMm - 6, -s.spinousHeightMm * 0.12]);

/** Plate and bulb of the spinous process. */
export function spinous(f: Frame, s: VertebraSize): readonly BonePart[] {
  const middle = s.spinousLengthMm / 2;
  const own = spinousFrame(f, s);
  const plate = { ...own, origin: toScene(own, [0, middle - 3, 0]) };
  const tip = { ...own, origin: spinousTip(f, s) };
  return [
    { cortexMm: 0.9, shape: roundedBox(plate, 2.7, middle, s.spinousHeightMm * 0.38, 2.5) },
    { cortexMm: 0.7, shape: ellipsoid(tip, 4.2, 5.4, s.spinousHeightMm * 0.47) },
  ];
}

function transverse(f: Frame, s: VertebraSize, sign: 1 | -1): BonePart {
  const p = pillar(s, sign);
  const tip: Vec3 = [sign * s.transverseReachMm, p[1] + 3.5, p[2] + s.transverseRiseMm];
  const thick = s.transverseThicknessMm;
  return {
    cortexMm: 0.8,
    shape: cone(f, [p[0], p[1] - 1, p[2]], tip, thick * 1.1, thick * 0.62, [0, 1, 0], 0.55),
  };
}

function superiorFacet(f: Frame, s: VertebraSize, joint: FacetJoint): readonly BonePart[] {
  const sign = signOf(f, joint);
  const root = toScene(f, pillar(s, sign));
  const away = add(joint.centre, scale(joint.normal, -2.4));
  const tip = add(away, scale(joint.between.z, 6.5));
  const foot = add(away, scale(joint.between.z, -5));
  const body = cone(SCENE, root, foot, 6, 7, joint.normal, 0.76);
  const horn = cone(SCENE, foot, tip, 8.2, 7, joint.normal, 0.62);
  return [body, horn].map((shape) => ({ cortexMm: 1.5, shape: keepSide(shape, joint, 'superior') }));
}

function inferiorFacet(f: Frame, s: VertebraSize, joint: FacetJoint): BonePart {
  const sign = signOf(f, joint);
  const x = s.canalWidthMm / 2 + s.pedicleWidthMm * 0.5;
  const root = toScene(f, [sign * x * 0.8, archDepthMm(s) - 0.5, -s.backHeightMm * 0.32]);
  const tip = add(add(joint.centre, scale(joint.normal, 2.6)), scale(joint.between.z, -6));
  return {
    cortexMm: 1.5,
    shape: keepSide(cone(SCENE, root, tip, 7, 7.4, joint.normal, 0.64), joint, 'inferior'),
  };
}

function signOf(f: Frame, joint: FacetJoint): 1 | -1 {
  const d =
    (joint.centre[0] - f.origin[0]) * f.x[0] +
    (joint.centre[1] - f.origin[1]) * f.x[1] +
    (joint.centre[2] - f.origin[2]) * f.x[2];
  return d > 0 ? 1 : -1;
}
