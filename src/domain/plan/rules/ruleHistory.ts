import { CURVE_WITHOUT_ROLL } from '../../findings/curvedSpine.ts';
import { IN_FRONT_OF_BODIES } from '../../findings/inFrontOfBodies.ts';
import { MIDLINE_UNCERTAIN } from '../../findings/openMidline.ts';
import { TURNED_WITHOUT_ROLL } from '../../findings/turnedBody.ts';
import { DEFAULT_LIMITS, type RuleSet } from './limits.ts';

/** Two counts of the spine that do not meet (`countConflicts.ts`). */
export const COUNTS_DISAGREE = 'counts-disagree';

/**
 * Doubts about a mark or a count that came after the first rules, with the version they came in. A new rule that can block adds an
 * entry here; an entry is never changed (decisions/0013-rules-of-its-day.md).
 */
const DOUBTS_SINCE: ReadonlyMap<string, number> = new Map([
  [IN_FRONT_OF_BODIES, 2],
  [CURVE_WITHOUT_ROLL, 3],
  [TURNED_WITHOUT_ROLL, 4],
  [MIDLINE_UNCERTAIN, 5],
  [COUNTS_DISAGREE, 6],
]);

export const RULES_VERSION = Math.max(...DOUBTS_SINCE.values());
export const CURRENT_RULES: RuleSet = { version: RULES_VERSION, limits: DEFAULT_LIMITS };

/** The first rules that know all these problems. */
export const rulesKnowing = (problems: readonly string[]): number =>
  Math.max(1, ...problems.map((problem) => DOUBTS_SINCE.get(problem) ?? 1));

/** What the rules of that version find of these problems. */
export const problemsAt = (version: number, problems: readonly string[]): readonly string[] =>
  problems.filter((problem) => (DOUBTS_SINCE.get(problem) ?? 1) <= version);
