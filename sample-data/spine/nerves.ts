import { childFrame, toScene } from '../math/frame.ts';
import { ellipsoid, tube } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import { VERTEBRA_SIZES } from './anatomy.ts';
import type { PlacedVertebra } from './column.ts';

/** The exiting root of one side of a vertebra, outside the sac. */
export interface ExitingNerve {
  /** Fat of the foramen under the pedicle. */
  readonly foramen: Shape;
  /** Contrast in the root sleeve, up to the ganglion. */
  readonly sleeve: Shape;
  readonly root: Shape;
  readonly ganglion: Shape;
  /** Contrast that has left the canal along the root. */
  readonly spill: Shape;
  readonly sign: 1 | -1;
}

/** Roots run from the sac's side round the lower edge of the pedicle, forward and down into the psoas. */
export function makeNerves(v: PlacedVertebra, sleeveMm: number): readonly ExitingNerve[] {
  const s = VERTEBRA_SIZES[v.level];
  if (s === undefined) return [];
  const back = s.depthMm / 2;
  const w = s.canalWidthMm / 2;
  const h = s.backHeightMm;
  return ([1, -1] as const).map((sign) => {
    const p = (x: number, y: number, z: number): ReturnType<typeof toScene> =>
      toScene(v.frame, [sign * x, y, z]);
    const middle = back + s.canalDepthMm * 0.42;
    const leave = p(w - 3.4, middle, h * 0.34);
    const beside = p(w - 0.6, middle - 0.5, -h * 0.06);
    const under = p(w + 4.5, middle - 1.5, -h * 0.42);
    const out = p(w + 11, back - 3, -h * 0.72);
    const far = p(w + 19, back - 13, -h * 1.15);
    const sleeveEnd = p(w + 4.5 * sleeveMm, middle - 0.5 - sleeveMm, -h * (0.06 + 0.34 * sleeveMm));
    const foramenFrame = childFrame(v.frame, [sign * (w + 4.5), back + s.canalDepthMm * 0.3, -h * 0.52]);
    return {
      foramen: ellipsoid(foramenFrame, 8, 7.6, h * 0.44),
      sleeve: tube([leave, beside, sleeveEnd], [2.2, 2, 1.3]),
      sign,
      spill: tube([beside, under, out], [2.6, 3.9, 1.6]),
      root: tube([leave, beside, under, out, far], [1, 1.1, 1.5, 1.8, 1.5]),
      ganglion: ellipsoid(childFrame(v.frame, [sign * (w + 5.6), middle - 2, -h * 0.46]), 3.6, 2.8, 4.6),
    };
  });
}
