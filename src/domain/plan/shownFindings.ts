import type { CaseDerived } from '../case/derive.ts';
import type { LeakFinding, ShownFinding } from '../case/document.ts';
import { formatLevel } from '../vocabulary/levelText.ts';

/** What a picture taken now says of a finding, in the same words as the mark drawn in it. */
export function shownFinding(
  { id, ordinal }: Pick<LeakFinding, 'id' | 'ordinal'>,
  { resolved }: Pick<CaseDerived, 'resolved'>,
): ShownFinding {
  const place = resolved[id];
  const level = place?.level ?? null;
  return {
    findingId: id,
    ordinal,
    level: level === null ? null : formatLevel(level),
    side: place?.side ?? null,
  };
}

/** "L2-L3 right", "level not known, side not known". */
export const shownWords = ({ level, side }: Pick<ShownFinding, 'level' | 'side'>): string =>
  level === null && side === null
    ? 'without level and side'
    : `${level ?? 'level not known'} ${side === null ? '(side not known)' : side.replaceAll('-', ' ')}`;
