import { makeFrame } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { cone, cutBy, ellipsoid } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import { SACRAL_SIZES, isSacral } from './anatomy.ts';
import type { SacralLevel } from './anatomy.ts';
import { makeBone } from './bone.ts';
import type { Bone, BonePart } from './bone.ts';
import type { PlacedVertebra } from './column.ts';
import type { FacetJoint } from './facetJoint.ts';
import { keepSide } from './facetJoint.ts';
import { add, scale } from '../math/vec3.ts';
import { vertebralBody } from './vertebralBody.ts';
import { childFrame, toScene } from '../math/frame.ts';

const SCENE: Frame = makeFrame([0, 0, 0], 0);

/** Lateral mass of each sacral body: centre beside and behind the body, radii, mm. */
const ALA: Readonly<Record<SacralLevel, readonly [number, number, number, number, number, number]>> = {
  S1: [31, 9, 1, 25, 17, 14],
  S2: [26, 10, 1, 21, 13, 14],
  S3: [19, 8, 0, 15, 9, 12],
  S4: [13, 6, 0, 11, 7, 10],
  S5: [8, 4, 0, 7, 5, 7],
};

/**
 * Sacrum: fused bodies, alae cut by the sacroiliac joints, anterior and posterior foramina, canal roof, median
 * crest, hiatus below S4, and the facets for the last lumbar vertebra.
 */
export function makeSacrum(column: readonly PlacedVertebra[], joints: readonly FacetJoint[]): Bone {
  const parts: BonePart[] = [];
  const holes: Shape[] = [];
  for (const v of column) {
    if (!isSacral(v.level)) continue;
    parts.push(bodyPart(v.frame, v.level), ...sideParts(v.frame, v.level), ...roof(v.frame, v.level));
    holes.push(...foramina(v.frame, v.level));
  }
  for (const joint of joints) parts.push(facet(column, joint));
  return makeBone('sacrum', parts, { holes, blendMm: 6, spongyFactor: 0.75 });
}

function bodyPart(f: Frame, level: SacralLevel): BonePart {
  const s = SACRAL_SIZES[level];
  return {
    cortexMm: 0.8,
    shape: vertebralBody(f, {
      topHalfWidthMm: s.topHalfWidthMm,
      bottomHalfWidthMm: s.bottomHalfWidthMm,
      topDepthMm: s.topDepthMm,
      bottomDepthMm: s.bottomDepthMm,
      frontHeightMm: s.heightMm,
      backHeightMm: s.heightMm * 0.88,
      waistMm: 0.8,
      hollowMm: level === 'S1' ? 0.8 : -0.9,
    }),
  };
}

function sideParts(f: Frame, level: SacralLevel): readonly BonePart[] {
  const [x, y, z, rx, ry, rz] = ALA[level];
  return ([1, -1] as const).map((sign) => {
    const own = childFrame(f, [sign * x, y, z], 0, 0, -sign * 16);
    const wing = ellipsoid(own, rx, ry, rz);
    return {
      cortexMm: 0.9,
      shape: cutBy(wing, f, [sign * SI_PLANE.lateralMm, 12, 0], [sign * 1, -0.42, 0.3]),
    };
  });
}

/** The sacroiliac joint in the S1 and S2 frames: distance from the midline at 12 mm behind the body centre. */
export const SI_PLANE = { lateralMm: 50 } as const;

function roof(f: Frame, level: SacralLevel): readonly BonePart[] {
  const s = SACRAL_SIZES[level];
  const back = (s.topDepthMm + s.bottomDepthMm) / 4;
  const apex = back + s.canalDepthMm;
  const open = level === 'S5';
  const arches: BonePart[] = ([1, -1] as const).map((sign) => ({
    cortexMm: 1.3,
    shape: cone(
      f,
      [sign * (s.canalWidthMm / 2 + 3), back + s.canalDepthMm * 0.35, 0],
      [sign * (open ? s.canalWidthMm * 0.4 : 1), apex + (open ? 0 : 2.5), -2],
      s.heightMm * 0.54,
      s.heightMm * 0.52,
      [0.55 * sign, 0.83, 0.1],
      0.3,
    ),
  }));
  const pillars: BonePart[] = ([1, -1] as const).map((sign) => ({
    cortexMm: 1.1,
    shape: ellipsoid(
      childFrame(f, [sign * (s.canalWidthMm / 2 + 5), back + s.canalDepthMm * 0.3, 0]),
      6,
      8,
      s.heightMm * 0.5,
    ),
  }));
  if (open || level === 'S4') return [...arches, ...pillars];
  const crest = childFrame(f, [0, apex + 4.2, -2], -10);
  return [...arches, ...pillars, { cortexMm: 1.3, shape: ellipsoid(crest, 3, 4.6, s.heightMm * 0.62) }];
}

function foramina(f: Frame, level: SacralLevel): readonly Shape[] {
  if (level === 'S5' || level === 'S4') return [];
  const s = SACRAL_SIZES[level];
  const low = -s.heightMm * 0.5;
  const x = s.bottomHalfWidthMm + 3.5;
  return ([1, -1] as const).flatMap((sign) => [
    cone(f, [sign * (x - 5), 9, low + 4], [sign * (x + 4), -14, low - 5], 4.6, 6.2),
    cone(f, [sign * (x - 3), 8, low + 2], [sign * (x - 1), 34, low - 2], 3.6, 3.2),
  ]);
}

function facet(column: readonly PlacedVertebra[], joint: FacetJoint): BonePart {
  const s1 = column.find((v) => v.level === 'S1')?.frame ?? SCENE;
  const away = add(joint.centre, scale(joint.normal, -4.2));
  const sign = (joint.centre[0] - s1.origin[0]) * s1.x[0] > 0 ? 1 : -1;
  const root = toScene(s1, [sign * 23, 24, 4]);
  const tip = add(away, scale(joint.between.z, 4));
  return {
    cortexMm: 1.9,
    shape: keepSide(cone(SCENE, root, tip, 7.5, 6, joint.normal, 0.7), joint, 'superior'),
  };
}
