import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { alongSpine } from './alongSpine.ts';
import { averageSpine } from './averageSpine.ts';
import { CURVE_SPREAD } from './data/curveSpread.ts';
import { curveThrough, type CurvePoint } from './spinalCurve.ts';
import type { LevelPoint } from './spineFrame.ts';

/** Where a level most probably is; null for a level that no known spacing reaches. */
export type LevelCurve = (level: Vertebra) => CurvePoint | null;

/**
 * The average spine led through labels, by level.
 *
 * @param alongMm - expected distances of the levels, mm (`alongSpine` of the same labels)
 * @param labels - at least two, each level once; LPS mm
 * @returns null where the labels give no direction
 */
export function levelCurve(
  alongMm: ReadonlyMap<Vertebra, number>,
  labels: readonly LevelPoint[],
): LevelCurve | null {
  const { levels, stations } = averageSpine(alongMm);
  const anchors = labels.map(({ level, pointLpsMm }) => ({ station: levels.indexOf(level), pointLpsMm }));
  const curve = curveThrough(stations, anchors, CURVE_SPREAD);
  return curve === null ? null : (level) => curve(levels.indexOf(level));
}

/**
 * The average spine led through labels that are in the numbering, head to foot: what is left where the learned model
 * (`model.ts`) does not apply, as across a spacing that is not known.
 */
export const averageCurve = (scheme: SpineScheme, labels: readonly LevelPoint[]): LevelCurve | null =>
  levelCurve(alongSpine(scheme, labels).alongMm, labels);
