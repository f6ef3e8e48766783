import type { LeakFinding, LevelDecision, SideDecision } from '../case/document.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import { formatLevel, sameLevel } from '../vocabulary/levelText.ts';
import { derivedLevel } from './resolve.ts';

/** What geometry says of a side or level, as a decision remembers it. */
export const NOT_KNOWN = 'not known';
export const derivedSideText = (derived: DerivedLocation): string => derived.side ?? NOT_KNOWN;
export function derivedLevelText(derived: DerivedLocation): string {
  const level = derivedLevel(derived);
  return level === null ? NOT_KNOWN : formatLevel(level);
}

type Decisions = Pick<LeakFinding, 'sideDecision' | 'levelDecision'>;

/**
 * A decision is bound to what geometry said when it was made. A new or changed decision, and one handed over without
 * `against` ("it still holds"), is bound to `derived`; one whose words alone changed stays bound to what it was.
 */
export function boundDecisions(before: Decisions, after: Decisions, derived: DerivedLocation): Decisions {
  return {
    sideDecision: boundSide(before.sideDecision, after.sideDecision, derived),
    levelDecision: boundLevel(before.levelDecision, after.levelDecision, derived),
  };
}

function boundSide(
  before: SideDecision | null,
  after: SideDecision | null,
  derived: DerivedLocation,
): SideDecision | null {
  if (after === null || after === before) return after;
  const kept = after.against !== undefined && after.side === before?.side ? before.against : undefined;
  return { ...after, against: kept ?? derivedSideText(derived) };
}

function boundLevel(
  before: LevelDecision | null,
  after: LevelDecision | null,
  derived: DerivedLocation,
): LevelDecision | null {
  if (after === null || after === before) return after;
  const same = before !== null && sameLevel(after.level, before.level);
  const kept = after.against !== undefined && same ? before.against : undefined;
  return { ...after, against: kept ?? derivedLevelText(derived) };
}
