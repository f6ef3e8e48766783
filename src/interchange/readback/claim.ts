import { unreachable } from '../../domain/result.ts';
import type { Level } from '../../domain/vocabulary/level.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';

/**
 * What a plan says, as flat statements `path → value`: the common ground on which a written file is compared with the
 * plan it was written from. Words are folded to single spaces; numbers are compared with a tolerance.
 * A path counts with ordinals in brackets: `site[1].target`, `finding[2].pointMm`.
 */
export type Claim = string | readonly number[];
export type Claims = ReadonlyMap<string, Claim>;

/** White space that formats may break differently. */
export const fold = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Vertebrae that a level's codes touch, head to foot: `L2-L3` and `L2..L3` both give "L2 L3"; the words tell them apart. */
export function levelEnds(level: Level | string | null): string {
  if (level === null || typeof level === 'string') return 'none';
  switch (level.kind) {
    case 'vertebra':
      return level.level;
    case 'interspace':
      return `${level.upper} ${level.lower}`;
    case 'range':
      return `${level.from} ${level.to}`;
    default:
      return unreachable(level);
  }
}

/** As spelled, or the answer in its place. */
export const levelClaim = (level: Level | string | null): string =>
  level === null ? 'not-derived' : typeof level === 'string' ? level : formatLevel(level);
