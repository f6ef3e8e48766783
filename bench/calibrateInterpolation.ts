/**
 * Fits the learned shape model and writes `src/domain/spine/data/spineModel.ts`: `node --import tsx
 * bench/calibrateInterpolation.ts`. The mean and covariance come from all scans that pass the screen; the factors on the
 * standard deviations from what models of other folds made of each scan, as in `bench/accuracy.ts`.
 */
import { writeFileSync } from 'node:fs';
import { crossValidate } from './accuracyCrossValidation.ts';
import { foldsOf, readScans } from './accuracyData.ts';
import { committedExclusions } from './accuracyScreen.ts';
import { fitShape, withSacrum } from './accuracyShape.ts';

const FILE = new URL('../src/domain/spine/data/spineModel.ts', import.meta.url);

const { scans, source } = readScans();
const excluded = committedExclusions(scans);
const { calibration } = crossValidate(scans, foldsOf(scans), excluded);
const used = scans.filter(({ subject }) => !excluded.has(subject));
const model = { ...withSacrum(fitShape(used)), calibration };
const list = (values: readonly number[]): string =>
  `[${values.map((value) => String(Number(value.toPrecision(6)))).join(',')}]`;

writeFileSync(
  FILE,
  `/**
 * Learned shape of the spine: mean and covariance of the steps between neighbouring vertebral body centres
 * (\`../modelStep.ts\`: ln mm, radians), of ${used.length} CT scans. Written by \`bench/calibrateInterpolation.ts\`.
 *
 * Derived from the ImFusion VID ground truth
 * (${source});
 * CC BY-SA 4.0, not Apache-2.0: see ./LICENSE.md for attribution. The step L5-S1 is judgement.
 */
import type { SpineModel } from '../model.ts';

// prettier-ignore
export const SPINE_MODEL: SpineModel = {
  levels: [${model.levels.map((level) => `'${level}'`).join(',')}],
  mean: ${list(model.mean)},
  covariance: ${list(model.covariance)},
  clickVarianceMm2: ${model.clickVarianceMm2},
  tailFreedom: ${model.tailFreedom},
  calibration: {
    between: ${list(model.calibration.between)},
    beyond: ${list(model.calibration.beyond)},
  },
};
`,
);
console.log(`fitted on ${used.length} scans; calibration ${JSON.stringify(calibration)}`);
