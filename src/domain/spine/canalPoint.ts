import type { Vec3 } from '../geometry/vec3.ts';
import type { Vertebra } from '../vocabulary/level.ts';

/** `found` by software, put there by a person (`edited`), or found and agreed to by a person (`confirmed`). */
export const CANAL_SOURCES = ['found', 'edited', 'confirmed'] as const;
export type CanalSource = (typeof CANAL_SOURCES)[number];

/** Centre of the thecal sac across the spine at the height of a body centre. */
export interface CanalPoint {
  readonly level: Vertebra;
  readonly pointLpsMm: Vec3;
  readonly source: CanalSource;
  /** One standard deviation across the spine along its worst axis, mm; 0 where a person put it. */
  readonly sdMm: number;
}

/** The points a person set or confirmed: only they decide roll, side and compartment. Undefined where there are none. */
export function canalInUse(canal: readonly CanalPoint[] | undefined): readonly CanalPoint[] | undefined {
  const used = canal?.filter((point) => point.source !== 'found') ?? [];
  return used.length === 0 ? undefined : used;
}
