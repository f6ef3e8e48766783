import type { LeakFinding } from '../case/document.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import type { Level } from '../vocabulary/level.ts';
import { LATERALIZED_COMPARTMENTS, type Compartment, type Side } from '../vocabulary/terms.ts';

export interface ResolvedPlace {
  readonly level: Level | null;
  readonly side: Side | null;
}

/** Level and side of a finding after the person's decision; else as geometry gives them. */
export function resolveFinding(
  finding: Pick<LeakFinding, 'levelDecision' | 'sideDecision'>,
  derived: DerivedLocation,
): ResolvedPlace {
  return {
    level: finding.levelDecision?.level ?? derivedLevel(derived),
    side: finding.sideDecision?.side ?? derived.side,
  };
}

/** The interspace of a mark; the vertebra where no interspace is known. */
export function derivedLevel(derived: DerivedLocation): Level | null {
  if (derived.interspace !== null) return { kind: 'interspace', ...derived.interspace };
  return derived.vertebra === null ? null : { kind: 'vertebra', level: derived.vertebra };
}

/** Foraminal, sleeve and venous findings have a left or a right, whatever else is unknown (definitions.md). */
export const needsLaterality = (compartment: Compartment | null): boolean =>
  compartment !== null && LATERALIZED_COMPARTMENTS.includes(compartment);
