import spacing from './spacing.json' with { type: 'json' };
import type { SpineScheme, Vertebra } from '../../src/domain/vocabulary/level.ts';
import { VERTEBRAE } from '../../src/domain/vocabulary/level.ts';
import { makeFrame } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { gaussian, makeRandom } from '../math/random.ts';
import { add, mix, scale, unit } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Posture } from './posture.ts';

/** One vertebra standing in the scene; the origin of its frame is the centre of its body. */
export interface PlacedVertebra {
  readonly level: Vertebra;
  readonly frame: Frame;
}

export interface ColumnOptions {
  readonly seed: string;
  readonly posture: Posture;
  readonly scheme: SpineScheme;
  readonly top: Vertebra;
  /** Body size against the average adult, 1 = average. */
  readonly sizeFactor: number;
  /** Level whose body centre is the scene origin. */
  readonly origin: Vertebra;
}

const MEAN_MM: Readonly<Record<string, number>> = spacing.meanMm;
const SD_MM: Readonly<Record<string, number>> = spacing.sdMm;

/** The ring of the atlas stands behind the dens: its centre is this far behind the line of the bodies. */
const ATLAS_BEHIND_MM = 9;

const isAnomalous = (v: Vertebra): boolean => v === 'T13' || v === 'L6';

/** Vertebrae of a patient from `top` to S5, in the patient's own numbering. */
export function levelsOf(scheme: SpineScheme, top: Vertebra): readonly Vertebra[] {
  const present = VERTEBRAE.filter((v) =>
    isAnomalous(v) ? scheme.extra.includes(v) : !scheme.absent.includes(v),
  );
  return present.slice(present.indexOf(top));
}

/**
 * The column from `top` to S5: body centres one mean VerSe spacing apart (± half a standard deviation, seeded),
 * each axis tilted as the posture says. The same seed gives the same person in every posture.
 */
export function makeColumn(o: ColumnOptions): readonly PlacedVertebra[] {
  const random = makeRandom(`${o.seed}/spacing`);
  const person = gaussian(random) * 0.5;
  const levels = levelsOf(o.scheme, o.top);
  const axes = levels.map((level) => {
    const p = o.posture;
    return makeFrame([0, 0, 0], p.pitchDeg[level] ?? 0, p.lateralDeg[level] ?? 0, p.rollDeg[level] ?? 0);
  });
  const origins: Vec3[] = [[0, 0, 0]];
  for (let i = 1; i < levels.length; i++) {
    const above = axes[i - 1];
    const below = axes[i];
    const last = origins[i - 1];
    if (above === undefined || below === undefined || last === undefined) break;
    const pair = `${levels[i - 1]}-${levels[i]}`;
    const sd = SD_MM[pair] ?? 0;
    const apart = ((MEAN_MM[pair] ?? 30) + (person + gaussian(random) * 0.3) * sd * 0.5) * o.sizeFactor;
    const atlas = levels[i - 1] === 'C1' ? ATLAS_BEHIND_MM * o.sizeFactor : 0;
    const drop = Math.sqrt(apart ** 2 - atlas ** 2);
    const down = scale(unit(mix(above.z, below.z, 0.5)), -drop);
    origins.push(add(last, add(down, scale(above.y, -atlas))));
  }
  const zero = origins[levels.indexOf(o.origin)] ?? [0, 0, 0];
  return levels.map((level, i) => ({
    level,
    frame: { ...(axes[i] ?? makeFrame([0, 0, 0], 0)), origin: add(origins[i] ?? zero, scale(zero, -1)) },
  }));
}

/** The placed vertebra of a level; a level the patient lacks is a mistake in the case. */
export function vertebraAt(column: readonly PlacedVertebra[], level: Vertebra): PlacedVertebra {
  const found = column.find((v) => v.level === level);
  if (found === undefined) throw new Error(`Argument "level": ${level} is not in this column.`);
  return found;
}
