import { childFrame, toScene } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { splinePoints } from '../math/spline.ts';
import type { Vec3 } from '../math/vec3.ts';
import { cone, ellipse3, ellipsoid, tube } from '../shapes/primitives.ts';
import { localShape } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import { makeBone } from './bone.ts';
import type { Bone } from './bone.ts';

const SIDES = [1, -1] as const;
/** Middle and half axes of the cranial cavity in the atlas's frame, mm. */
const VAULT = { behindMm: 12, upMm: 80, half: [66, 82, 66] } as const;

/** What fills the skull, this far inside the bone: fluid, then brain. */
export const brain = (atlas: Frame, insideMm: number): Shape => {
  const [rx, ry, rz] = VAULT.half;
  const middle = childFrame(atlas, [0, VAULT.behindMm, VAULT.upMm]);
  return ellipsoid(middle, rx - insideMm, ry - insideMm, rz - insideMm);
};

/** Lower skull: occipital squama with the foramen magnum, clivus, condyles, mastoids and petrous bones; jaw. */
export function makeSkull(atlas: Frame): readonly Bone[] {
  const [rx, ry, rz] = VAULT.half;
  const middle = childFrame(atlas, [0, VAULT.behindMm, VAULT.upMm]);
  const squama = localShape(middle, [-rx - 8, -ry - 8, -rz - 8], [rx + 8, ry + 8, rz + 8], (x, y, z) => {
    const shell = Math.abs(ellipse3(x, y, z, rx + 2.5, ry + 2.5, rz + 2.5)) - 3;
    return Math.max(shell, -Math.max(y + 24, z + 14));
  });
  const foramen = cone(atlas, [0, 4, 2], [0, 2, 40], 15.5, 15.5);
  const base = makeBone(
    'skull base',
    [
      { shape: squama, cortexMm: 1.6 },
      { shape: cone(atlas, [0, -15, 20], [0, -27, 48], 6, 9, [0, 1, 0.5], 0.6), cortexMm: 1.4 },
      ...SIDES.flatMap((sign) => [
        {
          shape: ellipsoid(childFrame(atlas, [sign * 18, -5, 13.6], 0, sign * 14, sign * 20), 7, 11, 4.8),
          cortexMm: 1.2,
        },
        { shape: cone(atlas, [sign * 16, -16, 30], [sign * 52, 4, 30], 9, 13), cortexMm: 2.6 },
        { shape: cone(atlas, [sign * 52, 8, 30], [sign * 51, 4, 8], 14, 6.5), cortexMm: 1.4 },
      ]),
    ],
    { holes: [foramen], blendMm: 5, spongyFactor: 1.6 },
  );
  const jaw: readonly Vec3[] = [
    [46, -14, 22], [46, -22, -6], [43, -36, -30], [34, -62, -36], [18, -86, -38], [0, -92, -38],
  ]; // prettier-ignore
  const whole = splinePoints(
    [
      ...jaw,
      ...jaw
        .slice(0, -1)
        .toReversed()
        .map(([x, y, z]): Vec3 => [-x, y, z]),
    ].map((p) => toScene(atlas, p)),
    3,
  );
  const mandible = makeBone(
    'mandible',
    [
      {
        shape: tube(
          whole,
          whole.map(() => 6),
        ),
        cortexMm: 2,
      },
    ],
    { spongyFactor: 1.3 },
  );
  return [base, mandible];
}
