import { isSideOpen } from '../findings/sideDoubts.ts';
import type { TargetingPlan } from '../plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { Level, SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, isInScheme, vertebraeOfLevel, vertebraeSpan } from '../vocabulary/scheme.ts';
import { foundPlace } from './found.ts';
import type { FoundPlace, GuardVerdict, LevelUnknown, PlannedPlace, TipJudgement, TipMark } from './model.ts';
import { plannedPlace } from './planned.ts';

/**
 * Compares a marked tip with the plan: the same on the page and on the server, which repeats it before it writes.
 *
 * The vertebrae are counted anew on the fluoroscopy: the labels of the plan's own series are never used for the tip.
 *
 * @returns err where the site is not in the plan or a label not in its numbering
 * Source: clinical.md 5, 12.6; field.md 3.4
 */
export function judgeTip(plan: TargetingPlan, mark: TipMark): Result<TipJudgement> {
  const site = plan.sites.find(({ id }) => id === mark.siteId);
  if (site === undefined) return err(issue('unknown-site', 'The plan has no such site.'));
  const scheme: SpineScheme = plan.numbering;
  const foreign = mark.labelings
    .flatMap(({ labels }) => labels)
    .find((label) => !isInScheme(scheme, label.level));
  if (foreign !== undefined)
    return err(issue('level-not-in-numbering', `${foreign.level} is not in the numbering of the plan.`));
  const planned = plannedPlace(plan, site, mark.instrument);
  const found = foundPlace(mark, scheme);
  return ok({ planned, found, verdict: verdictOf(planned, found, scheme) });
}

function verdictOf(planned: PlannedPlace, found: FoundPlace, scheme: SpineScheme): GuardVerdict {
  if (planned.level === null) return { kind: 'level-unknown', why: 'plan-silent' };
  if (found.countedFrom === null) return { kind: 'level-unknown', why: 'not-counted' };
  if (found.countedOn === null) return { kind: 'level-unknown', why: 'landmark-not-seen' };
  const { interspace, vertebra } = found.location;
  if (interspace === null || vertebra === null)
    return { kind: 'level-unknown', why: whyUnknown(found.location.problems) };
  const steps = stepsFrom(planned.level, interspace, vertebra, scheme);
  const side = sideOf(planned, found);
  if (steps !== 0)
    return {
      kind: Math.abs(steps) === 1 ? 'adjacent-level-mismatch' : 'level-mismatch',
      steps,
      side: side.kind === 'match' ? side.side : side.kind === 'side-mismatch' ? 'opposite' : 'unconfirmed',
    };
  return side;
}

const whyUnknown = (problems: readonly string[]): LevelUnknown =>
  problems.includes('outside-labels') ? 'outside-labels' : 'not-labelled';

/** How many levels from the planned one to the tip's, + toward the feet; 0 inside the planned range. */
function stepsFrom(
  planned: Level,
  interspace: { readonly upper: Vertebra; readonly lower: Vertebra },
  vertebra: Vertebra,
  scheme: SpineScheme,
): number {
  if (planned.kind === 'interspace') return signedSteps(scheme, planned.upper, interspace.upper);
  const span = vertebraeOfLevel(scheme, planned);
  if (span.includes(vertebra)) return 0;
  const [first, last] = [span[0] ?? vertebra, span.at(-1) ?? vertebra];
  return signedSteps(scheme, compareVertebrae(vertebra, first) < 0 ? first : last, vertebra);
}

const signedSteps = (scheme: SpineScheme, from: Vertebra, to: Vertebra): number =>
  Math.sign(compareVertebrae(to, from)) * (vertebraeSpan(scheme, from, to).length - 1);

type SideVerdict = Extract<GuardVerdict, { kind: 'match' | 'side-mismatch' | 'side-unconfirmed' }>;

function sideOf({ side: planned }: PlannedPlace, { location }: FoundPlace): SideVerdict {
  // Midline, both sides, not stated, not applicable: there is no one side to be wrong about.
  if (planned !== 'left' && planned !== 'right') return { kind: 'match', side: 'not-compared' };
  const { side } = location;
  if (side === null) return { kind: 'side-unconfirmed', planned, why: 'orientation' };
  if (side === 'midline') return { kind: 'side-unconfirmed', planned, why: 'midline' };
  const certain = !isSideOpen(location);
  if (side !== planned) return { kind: 'side-mismatch', planned, found: side, certain };
  return certain
    ? { kind: 'match', side: 'same' }
    : { kind: 'side-unconfirmed', planned, why: 'within-uncertainty' };
}
