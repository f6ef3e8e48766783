import type { AdoptedMark } from '../case/adoptedMark.ts';
import type { CaseDocument, LeakFinding } from '../case/document.ts';
import { derivedLevelText, derivedSideText, NOT_KNOWN } from '../findings/decisions.ts';
import { locateFinding } from '../findings/locateFinding.ts';
import { derivedLevel, resolveFinding } from '../findings/resolve.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import type { Level } from '../vocabulary/level.ts';
import { sameLevel } from '../vocabulary/levelText.ts';

type Doc = Pick<CaseDocument, 'labelings' | 'projectionLabelings' | 'numbering'>;
type Marked = Pick<LeakFinding, 'place' | 'levelDecision' | 'sideDecision'>;

/** A leak and its adopted place name another level or another side: two series are not counted or turned alike. */
export interface AdoptionDisagreement {
  readonly mark: AdoptedMark;
  /** What the labels of the mark's own series say, and those of the series it was adopted on. */
  readonly here: DerivedLocation;
  readonly there: DerivedLocation;
  readonly level: boolean;
  readonly side: boolean;
  /** Both readings in words: what a person's answer is bound to. */
  readonly against: string;
}

/** The adopted place by the labels of its own series. */
export const locateAdopted = (doc: Doc, mark: AdoptedMark): DerivedLocation =>
  locateFinding(doc, { place: { kind: 'patient', ...placeOf(mark) } });

/**
 * Does the adopted place say what the leak says? What is not known on one of the two contradicts nothing. A reading
 * that agrees with the mark's geometry or with the person's word about it agrees.
 *
 * @returns null where level and side agree as far as both are known
 */
export function adoptionDisagreement(
  doc: Doc,
  finding: Marked,
  mark: AdoptedMark,
): AdoptionDisagreement | null {
  const [here, there] = [locateFinding(doc, finding), locateAdopted(doc, mark)];
  const resolved = resolveFinding(finding, here);
  const level = otherLevel(derivedLevel(there), [derivedLevel(here), resolved.level]);
  const side = other(there.side, [here.side, resolved.side]);
  if (!level && !side) return null;
  const against = `${readingWords(here)} against ${readingWords(there)}`;
  return { mark, here, there, level, side, against };
}

/** Disagreements of a leak that no person has answered, or answered when the labels said something else. */
export const unsettled = (doc: Doc, finding: Marked & Pick<LeakFinding, 'adoptions'>) =>
  (finding.adoptions ?? []).flatMap((mark): readonly AdoptionDisagreement[] => {
    const found = adoptionDisagreement(doc, finding, mark);
    return found === null || mark.settled?.against === found.against ? [] : [found];
  });

/** "L2-L3 right", of one series' labels. */
export function readingWords(derived: DerivedLocation): string {
  const side = derivedSideText(derived);
  return `${derivedLevelText(derived)} ${side === NOT_KNOWN ? '(side not known)' : side}`;
}

const other = <T>(there: T | null, here: readonly (T | null)[]): boolean => {
  const known = here.filter((value) => value !== null);
  return there !== null && known.length > 0 && !known.includes(there);
};

function otherLevel(there: Level | null, here: readonly (Level | null)[]): boolean {
  const known = here.filter((level) => level !== null);
  return there !== null && known.length > 0 && !known.some((level) => sameLevel(level, there));
}

const placeOf = ({ seriesUid, frameOfReferenceUid, pointLpsMm }: AdoptedMark) => ({
  seriesUid,
  frameOfReferenceUid,
  pointLpsMm,
});
