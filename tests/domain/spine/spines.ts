import type { LevelPoint } from '../../../src/domain/spine/spineFrame.ts';
import { add, type Vec3 } from '../../../src/domain/geometry/vec3.ts';
import { SPINE_MODEL } from '../../../src/domain/spine/data/spineModel.ts';
import { stepOfParameters } from '../../../src/domain/spine/modelStep.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import { STANDARD_SCHEME, vertebraeSpan } from '../../../src/domain/vocabulary/scheme.ts';

/** Labels of `ct_lumbar_3mm.labels.json` (definitions.md, golden points); TotalSegmentator, Apache-2.0. */
export const CT_LUMBAR: readonly LevelPoint[] = [
  { level: 'S1', pointLpsMm: [0.64, -110.58, 217.49] },
  { level: 'L5', pointLpsMm: [1.33, -133.9, 242.26] },
  { level: 'L4', pointLpsMm: [4.37, -143.39, 278.16] },
  { level: 'L3', pointLpsMm: [4.86, -141.34, 315.69] },
  { level: 'L2', pointLpsMm: [5.86, -133.01, 351.7] },
  { level: 'L1', pointLpsMm: [6.47, -120.87, 386.03] },
  { level: 'T12', pointLpsMm: [4.48, -111.03, 416.61] },
];

/** A straight spine down −z, 30 mm a level, `from` at the origin. */
export const straight = (from: Vertebra, to: Vertebra, stepMm = 30): readonly LevelPoint[] =>
  vertebraeSpan(STANDARD_SCHEME, from, to).map((level, i) => ({ level, pointLpsMm: [0, 0, -i * stepMm] }));

/** The average spine of the learned model, `from` at the origin. */
export function average(from: Vertebra, to: Vertebra): readonly LevelPoint[] {
  const { levels, mean } = SPINE_MODEL;
  const labels: LevelPoint[] = [];
  let pointLpsMm: Vec3 = [0, 0, 0];
  for (let i = levels.indexOf(from); i <= levels.indexOf(to); i++) {
    labels.push({ level: levels[i] ?? from, pointLpsMm });
    const step = stepOfParameters([mean[3 * i] ?? 0, mean[3 * i + 1] ?? 0, mean[3 * i + 2] ?? 0]);
    pointLpsMm = add(pointLpsMm, step);
  }
  return labels;
}

export const mapPoints = (
  labels: readonly LevelPoint[],
  move: (point: Vec3) => Vec3,
): readonly LevelPoint[] => labels.map(({ level, pointLpsMm }) => ({ level, pointLpsMm: move(pointLpsMm) }));

/** Rotation about z by an angle in degrees: positive turns patient left toward posterior. */
export const rollBy =
  (deg: number) =>
  ([x, y, z]: Vec3): Vec3 => {
    const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    return [c * x - s * y, s * x + c * y, z];
  };
