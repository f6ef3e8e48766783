import type { PlanBlocker } from '../../case/derive.ts';
import type { LeakFinding } from '../../case/document.ts';
import { needsLaterality } from '../../findings/resolve.ts';
import { SIDE_DOUBTS, type SideDoubt } from '../../findings/sideDoubts.ts';
import { MIDLINE_MM } from '../../spine/locate.ts';
import type { DerivedLocation } from '../targetingPlan.ts';
import { leakBlocker, type SigningFacts } from './model.ts';

type Question = readonly [field: 'lateral' | 'sideDecision', code: string, words: string];

/** What each doubt asks of a person. */
const QUESTIONS: Readonly<Record<SideDoubt, (derived: DerivedLocation) => Question>> = {
  'side-uncertain': (derived) => [
    'sideDecision',
    'side-uncertain',
    `${offMidline(derived)}, which is not enough to be sure of the side at this depth. Confirm the side.`,
  ],
  'lateral-unverified': () => [
    'lateral',
    'lateral-unverified',
    "its side is read against labels clicked on a sagittal slice. Check the body's middle on the axial view, or state the side.",
  ],
  'in-front-of-bodies': ({ apMm }) => [
    'sideDecision',
    'side-in-front-of-bodies',
    `the mark lies ${Math.abs(apMm ?? 0).toFixed(0)} mm in front of the body centres, so not in the canal; front and back, and left and right with them, may be exchanged. Move the mark, or state the side.`,
  ],
  'curve-without-roll': (derived) => [
    'sideDecision',
    'side-curve-without-roll',
    `the spine bends sideways here, so the vertebra may be turned, and ${offMidline(derived)}. Confirm the canal beside it, or state the side.`,
  ],
  'turned-without-roll': (derived) => [
    'sideDecision',
    'side-turned-without-roll',
    `the body may be turned about its long axis (lying on the side, or by a canal that nobody has confirmed), and ${offMidline(derived)}. Confirm the canal beside it, or state the side.`,
  ],
  'midline-uncertain': (derived) => [
    'sideDecision',
    'side-midline-uncertain',
    `${offMidline(derived)}${errorWords(derived)}; a side begins at ${MIDLINE_MM} mm, so it may be one. Confirm the midline, or state the side.`,
  ],
};

/** The side of a leak mark is beyond doubt or in a person's words, and those have a reason where geometry says otherwise. */
export function sideBlockers(facts: SigningFacts, finding: LeakFinding): readonly PlanBlocker[] {
  const derived = facts.locations[finding.id];
  if (derived === undefined) return [];
  return [
    ...(finding.sideDecision === null
      ? openQuestions(finding, derived)
      : unreasoned(finding, finding.sideDecision, derived)),
    ...withoutLaterality(facts, finding),
  ];
}

function openQuestions(finding: LeakFinding, derived: DerivedLocation): readonly PlanBlocker[] {
  const doubts = SIDE_DOUBTS.filter((doubt) => derived.problems.includes(doubt));
  const questions = doubts.map((doubt) => QUESTIONS[doubt](derived));
  const unknown: Question = [
    'sideDecision',
    'side-unknown',
    'geometry does not prove a side. State it, or "not stated".',
  ];
  return [...questions, ...(derived.side === null ? [unknown] : [])].map(([field, code, words]) =>
    leakBlocker(finding, field, code, words),
  );
}

function unreasoned(
  finding: LeakFinding,
  { side, reason }: NonNullable<LeakFinding['sideDecision']>,
  derived: DerivedLocation,
): readonly PlanBlocker[] {
  if (derived.side === null || side === derived.side || reason.trim() !== '') return [];
  const words = `the mark lies ${derived.side}, the stated side is ${side}. Say why.`;
  return [leakBlocker(finding, 'sideDecision', 'reason-missing', words)];
}

function withoutLaterality({ resolved }: SigningFacts, finding: LeakFinding): readonly PlanBlocker[] {
  const side = resolved[finding.id]?.side ?? null;
  if (!needsLaterality(finding.compartment) || side === null || isLateral(side)) return [];
  const words = `a ${finding.compartment ?? ''} finding has a left or a right; "${side.replace('-', ' ')}" is not enough.`;
  return [leakBlocker(finding, 'sideDecision', 'side-required', words)];
}

const offMidline = ({ lateralMm }: DerivedLocation): string =>
  lateralMm === null
    ? 'the mark lies close to the midline of the image'
    : `the mark lies ${Math.abs(lateralMm).toFixed(1)} mm off the body line`;

const errorWords = ({ sigmaMm }: DerivedLocation): string =>
  sigmaMm === null ? '' : `, ± ${sigmaMm.toFixed(1)} mm`;

/** Left and right both named is still a side; midline and not stated are none. */
const isLateral = (side: string): boolean => side === 'left' || side === 'right' || side === 'bilateral';
