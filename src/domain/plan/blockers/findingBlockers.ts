import type { PlanBlocker } from '../../case/derive.ts';
import type { LeakFinding, LevelDecision, SideDecision } from '../../case/document.ts';
import { derivedLevelText, derivedSideText } from '../../findings/decisions.ts';
import { derivedLevel } from '../../findings/resolve.ts';
import { levelIssue, sameLevel } from '../../vocabulary/levelText.ts';
import { blocker, leakBlocker, type SigningFacts } from './model.ts';
import { sideBlockers } from './sideBlockers.ts';

/** Every leak mark in the plan is complete, and what a person said against geometry has a reason. */
export function findingBlockers(facts: SigningFacts): readonly PlanBlocker[] {
  return facts.doc.findings.flatMap((finding) => [
    ...unanswered(finding),
    ...levelBlockers(facts, finding),
    ...sideBlockers(facts, finding),
    ...outdatedDecisions(facts, finding),
  ]);
}

function unanswered(finding: LeakFinding): readonly PlanBlocker[] {
  const open: PlanBlocker[] = [];
  if (finding.leakType === null)
    open.push(leakBlocker(finding, 'leakType', 'unanswered', 'choose the type, or "not stated".'));
  if (finding.compartment === null)
    open.push(leakBlocker(finding, 'compartment', 'unanswered', 'choose the compartment, or "not stated".'));
  if (finding.confidence === null)
    open.push(leakBlocker(finding, 'confidence', 'unanswered', 'say how sure the finding is.'));
  return open;
}

function levelBlockers(facts: SigningFacts, finding: LeakFinding): readonly PlanBlocker[] {
  const derived = facts.locations[finding.id];
  if (derived === undefined) return [];
  const { levelDecision } = finding;
  if (levelDecision === null) {
    const used = facts.doc.plan.sites.some((site) => site.findingId === finding.id);
    if (derivedLevel(derived) !== null || !used) return [];
    return derived.problems.includes('no-labels') || derived.problems.includes('no-image-labels')
      ? [
          blocker(
            'spine',
            'no-labels',
            `labels.${finding.place.seriesUid}`,
            `Leak ${finding.ordinal}: its series has no spine labels. Label the spine there, or state the level with a reason.`,
          ),
        ]
      : [
          leakBlocker(
            finding,
            'levelDecision',
            'level-unknown',
            `the labels do not give its level (${derived.words}). Extend them, or state the level with a reason.`,
          ),
        ];
  }
  const fault = levelIssue(levelDecision.level, facts.doc.numbering);
  if (fault !== null) return [leakBlocker(finding, 'levelDecision', 'level-invalid', fault.message)];
  const geometry = derivedLevel(derived);
  const agrees = geometry !== null && sameLevel(geometry, levelDecision.level);
  return agrees || levelDecision.reason.trim() !== ''
    ? []
    : [
        leakBlocker(
          finding,
          'levelDecision',
          'reason-missing',
          'say why the stated level is right and the mark is not.',
        ),
      ];
}

/** A word said about one geometry is no word about another: relabelled or renumbered, the mark is asked about again. */
function outdatedDecisions(facts: SigningFacts, finding: LeakFinding): readonly PlanBlocker[] {
  const derived = facts.locations[finding.id];
  if (derived === undefined) return [];
  const { sideDecision, levelDecision } = finding;
  return [
    ...outdated(finding, 'side', sideDecision, derivedSideText(derived)),
    ...outdated(finding, 'level', levelDecision, derivedLevelText(derived)),
  ];
}

function outdated(
  finding: LeakFinding,
  what: 'side' | 'level',
  decision: SideDecision | LevelDecision | null,
  now: string,
): readonly PlanBlocker[] {
  if (decision === null || decision.against === now) return [];
  const then =
    decision.against === undefined
      ? 'before this software kept what geometry said'
      : `when geometry said ${decision.against}`;
  return [
    leakBlocker(
      finding,
      `${what}Decision`,
      'decision-outdated',
      `the ${what} was decided ${then}, it now says ${now}. Confirm or change it.`,
    ),
  ];
}
