import type { PlanBlocker } from '../../case/derive.ts';
import type { LeakFinding, LevelDecision, SideDecision } from '../../case/document.ts';
import { derivedLevelText, derivedSideText } from '../../findings/decisions.ts';
import { CURVE_WITHOUT_ROLL } from '../../findings/curvedSpine.ts';
import { IN_FRONT_OF_BODIES } from '../../findings/inFrontOfBodies.ts';
import { LATERAL_UNVERIFIED } from '../../findings/lateralReference.ts';
import { SIDE_UNCERTAIN } from '../../findings/sideDoubts.ts';
import { TURNED_WITHOUT_ROLL } from '../../findings/turnedBody.ts';
import { derivedLevel, needsLaterality } from '../../findings/resolve.ts';
import { levelIssue, sameLevel } from '../../vocabulary/levelText.ts';
import { blocker, type SigningFacts } from './model.ts';

/** Every leak mark in the plan is complete, and what a person said against geometry has a reason. */
export function findingBlockers(facts: SigningFacts): readonly PlanBlocker[] {
  return facts.doc.findings.flatMap((finding) => [
    ...unanswered(finding),
    ...levelBlockers(facts, finding),
    ...sideBlockers(facts, finding),
    ...outdatedDecisions(facts, finding),
  ]);
}

const leakBlocker = (finding: LeakFinding, field: string, code: string, message: string): PlanBlocker =>
  blocker('leak', code, `findings.${finding.id}.${field}`, `Leak ${finding.ordinal}: ${message}`);

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

function sideBlockers(facts: SigningFacts, finding: LeakFinding): readonly PlanBlocker[] {
  const derived = facts.locations[finding.id];
  if (derived === undefined) return [];
  const { sideDecision } = finding;
  const open: PlanBlocker[] = [];
  if (sideDecision === null && derived.problems.includes(SIDE_UNCERTAIN))
    open.push(
      leakBlocker(
        finding,
        'sideDecision',
        SIDE_UNCERTAIN,
        `${offMidline(derived.lateralMm)}, which is not enough to be sure of the side at this depth. Confirm the side.`,
      ),
    );
  if (sideDecision === null && derived.problems.includes(LATERAL_UNVERIFIED))
    open.push(
      leakBlocker(
        finding,
        'lateral',
        LATERAL_UNVERIFIED,
        "its side is read against labels clicked on a sagittal slice. Check the body's middle on the axial view, or state the side.",
      ),
    );
  if (sideDecision === null && derived.problems.includes(IN_FRONT_OF_BODIES))
    open.push(
      leakBlocker(
        finding,
        'sideDecision',
        `side-${IN_FRONT_OF_BODIES}`,
        `the mark lies ${Math.abs(derived.apMm ?? 0).toFixed(0)} mm in front of the body centres, so not in the canal; front and back, and left and right with them, may be exchanged. Move the mark, or state the side.`,
      ),
    );
  if (sideDecision === null && derived.problems.includes(CURVE_WITHOUT_ROLL))
    open.push(
      leakBlocker(
        finding,
        'sideDecision',
        `side-${CURVE_WITHOUT_ROLL}`,
        `the spine bends sideways here, so the vertebra may be turned, and ${offMidline(derived.lateralMm)}. Confirm the canal beside it, or state the side.`,
      ),
    );
  if (sideDecision === null && derived.problems.includes(TURNED_WITHOUT_ROLL))
    open.push(
      leakBlocker(
        finding,
        'sideDecision',
        `side-${TURNED_WITHOUT_ROLL}`,
        `the body may be turned about its long axis (lying on the side, or by a canal that nobody has confirmed), and ${offMidline(derived.lateralMm)}. Confirm the canal beside it, or state the side.`,
      ),
    );
  if (sideDecision === null && derived.side === null)
    open.push(
      leakBlocker(
        finding,
        'sideDecision',
        'side-unknown',
        'geometry does not prove a side. State it, or "not stated".',
      ),
    );
  if (
    sideDecision !== null &&
    derived.side !== null &&
    sideDecision.side !== derived.side &&
    sideDecision.reason.trim() === ''
  )
    open.push(
      leakBlocker(
        finding,
        'sideDecision',
        'reason-missing',
        `the mark lies ${derived.side}, the stated side is ${sideDecision.side}. Say why.`,
      ),
    );
  const side = facts.resolved[finding.id]?.side ?? null;
  if (needsLaterality(finding.compartment) && side !== null && !isLateral(side))
    open.push(
      leakBlocker(
        finding,
        'sideDecision',
        'side-required',
        `a ${finding.compartment ?? ''} finding has a left or a right; "${side.replace('-', ' ')}" is not enough.`,
      ),
    );
  return open;
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

const offMidline = (lateralMm: number | null): string =>
  lateralMm === null
    ? 'the mark lies close to the midline of the image'
    : `the mark lies ${Math.abs(lateralMm).toFixed(1)} mm off the body line`;

/** Left and right both named is still a side; midline and not stated are none. */
const isLateral = (side: string): boolean => side === 'left' || side === 'right' || side === 'bilateral';
