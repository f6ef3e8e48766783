import { VERTEBRAE } from '../../src/domain/vocabulary/level.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { mix } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import { makeProfile } from '../math/table.ts';
import type { Profile } from '../math/table.ts';
import type { Canal } from '../spine/canal.ts';
import type { OutlineKey } from './outline.ts';
import { VERTEBRA_SIZES, bodyDepthMm } from '../spine/anatomy.ts';
import { vertebraAt } from '../spine/column.ts';
import type { PlacedVertebra } from '../spine/column.ts';

/** Where the soft parts hang on the spine. */
export interface Landmarks {
  /** Body centre; of a level the patient lacks, the middle between its neighbours. */
  readonly body: (level: Vertebra) => Vec3;
  /** The person is drawn up to the head. */
  readonly hasNeck: boolean;
  /** Back of the canal by height, scene y mm. */
  readonly canalBehind: Profile;
  /** Front of the bodies by height, scene y mm. */
  readonly bodyFront: Profile;
  /** Scene x of the canal by height: the trunk follows a scoliosis. */
  readonly midline: Profile;
}

export function makeLandmarks(column: readonly PlacedVertebra[], canal: Canal): Landmarks {
  return {
    body: (level) => bodyOf(column, level),
    hasNeck: column[0]?.level === 'C1',
    canalBehind: makeProfile(
      column.map((v) => {
        const p = canal.curve.pointAt(canal.levelS.get(v.level) ?? 0);
        return [p[2], p[1] + 8];
      }),
    ),
    bodyFront: makeProfile(
      column.map((v) => [v.frame.origin[2], v.frame.origin[1] - bodyDepthMm(v.level) / 2]),
    ),
    midline: makeProfile(column.map((v) => [v.frame.origin[2], v.frame.origin[0]])),
  };
}

function bodyOf(column: readonly PlacedVertebra[], level: Vertebra): Vec3 {
  const own = column.find((v) => v.level === level);
  if (own !== undefined) return own.frame.origin;
  const rank = VERTEBRAE.indexOf(level);
  const above = column.findLast((v) => VERTEBRAE.indexOf(v.level) < rank);
  const below = column.find((v) => VERTEBRAE.indexOf(v.level) > rank);
  if (above === undefined || below === undefined)
    throw new Error(`Argument "level": ${level} is beyond this column.`);
  return mix(above.frame.origin, below.frame.origin, 0.5);
}

/** Behind-most bony point of a vertebra (spinous tip), scene y mm. */
export function spinousTipY(column: readonly PlacedVertebra[], level: Vertebra): number {
  const v = vertebraAt(column, level);
  const s = VERTEBRA_SIZES[level];
  const local = s === undefined ? 26 : s.depthMm / 2 + s.canalDepthMm + s.spinousLengthMm;
  return v.frame.origin[1] + v.frame.y[1] * local;
}

/** Skin of chest, shoulders, neck and lower head: [level, rise mm, half width, behind the spinous tip, before the body]. */
const UPPER: readonly (readonly [Vertebra, number, number, number, number])[] = [
  ['T8', 0, 154, 14, -146], ['T6', 0, 162, 14, -134], ['T4', 0, 184, 15, -118], ['T3', 0, 198, 16, -104],
  ['T2', 0, 196, 17, -90], ['T1', 0, 160, 17, -74], ['C7', 4, 92, 16, -62], ['C6', 2, 66, 20, -56], ['C5', 0, 60, 25, -54],
  ['C4', 0, 59, 29, -58], ['C3', 0, 62, 32, -84], ['C2', 0, 68, 34, -112], ['C1', 6, 74, 50, -124], ['C1', 40, 77, 84, -122],
  ['C1', 90, 79, 86, -104], ['C1', 130, 62, 64, -76], ['C1', 152, 30, 26, -36], ['C1', 160, 4, -6, -4],
]; // prettier-ignore

export const upperOutline = (column: readonly PlacedVertebra[], build: number): readonly OutlineKey[] =>
  UPPER.map(([level, rise, halfWidth, behind, front]) => {
    const [, y, z] = vertebraAt(column, level).frame.origin;
    const trunk = level.startsWith('T') ? build : 1;
    return {
      z: z + rise,
      halfWidth: halfWidth * trunk,
      back: spinousTipY(column, level) + behind,
      front: y + front * trunk,
    };
  });
