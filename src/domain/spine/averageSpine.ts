import { addScaled, unit, type Vec3 } from '../geometry/vec3.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae } from '../vocabulary/scheme.ts';
import { turnPerMm } from './data/curveSpread.ts';
import { MEAN_SHAPE } from './data/meanShape.ts';
import type { CurveStation } from './spinalCurve.ts';

/**
 * The line of centres turns from about 7° at L4-L5 to 35° posterior at L5-S1: by judgement from `ct_lumbar_3mm` and
 * the usual lumbosacral angle, since the label set holds no sacrum.
 */
const LUMBOSACRAL_DIRECTION: Vec3 = [0, Math.sin((35 * Math.PI) / 180), -Math.cos((35 * Math.PI) / 180)];
const STRAIGHT_DOWN: Vec3 = [0, 0, -1];

/** Unit step between neighbours in the average supine adult, LPS; null beside T13, L6 and below S1. */
export function meanDirection(upper: Vertebra, lower: Vertebra): Vec3 | null {
  if (upper === 'L5' && lower === 'S1') return LUMBOSACRAL_DIRECTION;
  const step = MEAN_SHAPE[`${upper}-${lower}`];
  return step === undefined ? null : unit([0, step.posteriorMm, -step.caudalMm]);
}

/**
 * The levels that have a place along the spine, as stations of the average spine, head to foot.
 *
 * @param alongMm - expected distance of each level, mm (`alongSpine`)
 */
export function averageSpine(alongMm: ReadonlyMap<Vertebra, number>): {
  readonly levels: readonly Vertebra[];
  readonly stations: readonly CurveStation[];
} {
  const placed = [...alongMm].toSorted(([a], [b]) => compareVertebrae(a, b));
  const stations: CurveStation[] = [];
  let direction = STRAIGHT_DOWN;
  for (const [i, [level, along]] of placed.entries()) {
    const above = placed[i - 1];
    const last = stations.at(-1);
    // Where the shape is not known (T13, L6, a gap) the line goes on as it came.
    direction = (above === undefined ? null : meanDirection(above[0], level)) ?? direction;
    const stepMm = last === undefined ? 0 : along - last.alongMm;
    const templateLpsMm = addScaled(last?.templateLpsMm ?? [0, 0, 0], direction, stepMm);
    stations.push({ alongMm: along, templateLpsMm, turnPerMm: turnPerMm(level) });
  }
  return { levels: placed.map(([level]) => level), stations };
}
