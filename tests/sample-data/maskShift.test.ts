import { describe, expect, it } from 'vitest';
import { findCase } from '../../sample-data/cases/index.ts';
import type { FluoroscopyRequest } from '../../sample-data/cases/caseDefinition.ts';
import { makeCarm } from '../../sample-data/render/carm.ts';
import { ARRIVAL_BINS } from '../../sample-data/render/contrastFlow.ts';
import { renderRun, shutterOf } from '../../sample-data/render/fluoroscopyRun.ts';
import { scenesOf } from '../../sample-data/scene/scenesOf.ts';

const definition = findCase('S004-P7');
const scene = definition === undefined ? null : scenesOf(definition).fluoroscopy();
if (definition?.fluoroscopy == null || scene === null) throw new Error('S004-P7 has no run');
const run: FluoroscopyRequest = definition.fluoroscopy;
const arm = makeCarm(run, scene, 0.375);
const n = arm.matrix;
const shutter = shutterOf(arm);

/** Anatomy whose gradients are known everywhere, no contrast, no needle: frames differ by noise and motion alone. */
const sums = {
  body: Float32Array.from(
    { length: n * n },
    (_, i) => 3.9 + 0.3 * Math.sin((i % n) / 6) + 0.3 * Math.sin(Math.floor(i / n) / 8 + 1),
  ),
  contrastMm: new Float32Array(n * n * ARRIVAL_BINS),
};

/** Mean of the frames from `from` up to, not including, `to`. */
function meanOf(stored: Uint16Array, from: number, to: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => {
    let sum = 0;
    for (let frame = from; frame < to; frame++) sum += stored[frame * n * n + i] ?? 0;
    return sum / (to - from);
  });
}

/** Shift of `after` against `before` by least squares over the gradients, pixels right and down. */
function shiftOf(before: Float64Array, after: Float64Array): readonly [number, number] {
  let [xx, xy, yy, xt, yt] = [0, 0, 0, 0, 0];
  for (let r = shutter.upper + 5; r < shutter.lower - 5; r++) {
    for (let c = shutter.left + 5; c < shutter.right - 5; c++) {
      const i = r * n + c;
      const at = (k: number): number => ((before[k] ?? 0) + (after[k] ?? 0)) / 2;
      const gx = (at(i + 1) - at(i - 1)) / 2;
      const gy = (at(i + n) - at(i - n)) / 2;
      const t = (before[i] ?? 0) - (after[i] ?? 0);
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
      xt += gx * t;
      yt += gy * t;
    }
  }
  const det = xx * yy - xy * xy;
  return [(xt * yy - yt * xy) / det, (yt * xx - xt * xy) / det];
}

describe('the patient who moves before the contrast comes', () => {
  const device = { kind: run.device, points: [], radiusMm: [], mu: 0 };
  const settled = (motion: FluoroscopyRequest['motion']): readonly [number, number] => {
    const stored = renderRun({ ...run, motion }, 'mask-shift', arm, sums, device);
    const from = run.motion?.fromFrame ?? 0;
    return shiftOf(meanOf(stored, 0, from), meanOf(stored, from + 8, run.frames));
  };

  it('moves in the pixels as far as the truth says', () => {
    const { motion } = run;
    if (motion === null) throw new Error('nothing moves in S004-P7');
    const [columns, rows] = settled(motion);
    expect(columns).toBeCloseTo((motion.columns * n) / 512, 1);
    expect(rows).toBeCloseTo((motion.rows * n) / 512, 1);
  });

  it('stands still where nobody moves', () => {
    const [columns, rows] = settled(null);
    expect(columns).toBeCloseTo(0, 1);
    expect(rows).toBeCloseTo(0, 1);
  });
});
