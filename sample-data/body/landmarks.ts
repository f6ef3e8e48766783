import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { Vec3 } from '../math/vec3.ts';
import { makeProfile } from '../math/table.ts';
import type { Profile } from '../math/table.ts';
import type { Canal } from '../spine/canal.ts';
import { VERTEBRA_SIZES, bodyDepthMm } from '../spine/anatomy.ts';
import { vertebraAt } from '../spine/column.ts';
import type { PlacedVertebra } from '../spine/column.ts';

/** Where the soft parts hang on the spine. */
export interface Landmarks {
  readonly body: (level: Vertebra) => Vec3;
  /** Back of the canal by height, scene y mm. */
  readonly canalBehind: Profile;
  /** Front of the bodies by height, scene y mm. */
  readonly bodyFront: Profile;
  /** Scene x of the canal by height: the trunk follows a scoliosis. */
  readonly midline: Profile;
}

export function makeLandmarks(column: readonly PlacedVertebra[], canal: Canal): Landmarks {
  return {
    body: (level) => vertebraAt(column, level).frame.origin,
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

/** Behind-most bony point of a vertebra (spinous tip), scene y mm. */
export function spinousTipY(column: readonly PlacedVertebra[], level: Vertebra): number {
  const v = vertebraAt(column, level);
  const s = VERTEBRA_SIZES[level];
  const local = s === undefined ? 26 : s.depthMm / 2 + s.canalDepthMm + s.spinousLengthMm;
  return v.frame.origin[1] + v.frame.y[1] * local;
}
