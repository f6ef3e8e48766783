import { deriveCase } from '../domain/case/deriveCase.ts';
import { NO_CIRCUMSTANCES } from '../domain/plan/circumstances.ts';
import { derivedLevelText, derivedSideText } from '../domain/findings/decisions.ts';
import { answeredNow, isAbout } from '../domain/plan/hazardAnswers.ts';
import { dayOf } from '../domain/plan/planFromDraft.ts';
import type { PlanFinding, TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { documentOf } from '../domain/plan/verifyPlan.ts';

/**
 * Brings a plan of any known schema version to the present shape. What a version did not ask is unanswered afterwards,
 * never "not stated".
 *
 * @returns null for a version nobody knows; `bindsFacts` when answers and decisions are still to be bound
 */
export function migratedPlan(
  input: unknown,
  schemaVersion: unknown,
): { readonly plan: unknown; readonly bindsFacts: boolean } | null {
  if (schemaVersion === 2) return { plan: input, bindsFacts: false };
  return schemaVersion === 1 ? { plan: circumstancesAsked(input), bindsFacts: true } : null;
}

/** 1 → 2: disclosures, CSF drained, post-procedure check, negative findings, endpoint and reason of the approach. */
function circumstancesAsked(input: unknown): unknown {
  if (!isRecord(input)) return input;
  const { sites } = input;
  return {
    ...input,
    schemaVersion: 2,
    circumstances: NO_CIRCUMSTANCES,
    sites: Array.isArray(sites) ? sites.map(withEndpoint) : sites,
  };
}

const withEndpoint = (site: unknown): unknown =>
  isRecord(site) ? { ...site, endpoint: null, approachReason: '' } : site;

/**
 * 1 → 2: overrides and decisions of a signed plan were given to what it states, since it was locked with them. Rules are
 * evaluated on the plan's own marks to name their facts.
 */
export function withBoundFacts(plan: TargetingPlan): TargetingPlan {
  const series = plan.series.map(({ seriesInstanceUid, patientPosition, studyDate }) => ({
    seriesUid: seriesInstanceUid,
    patientPosition,
    studyDate,
  }));
  const fired = deriveCase(documentOf(plan), series, dayOf(plan.createdAt)).hazards;
  const hazards = plan.hazards.map((hazard) => {
    const same = fired.find(
      (one) => isAbout(one, hazard) && one.severity === hazard.severity && one.message === hazard.message,
    );
    return same === undefined ? hazard : { ...hazard, facts: same.facts };
  });
  return {
    ...plan,
    hazards,
    hazardAnswers: plan.hazardAnswers.map((answer) => ({
      ...answer,
      answered: answeredNow(hazards.filter((hazard) => isAbout(answer, hazard))),
    })),
    findings: plan.findings.map(withBoundDecisions),
  };
}

const withBoundDecisions = (finding: PlanFinding): PlanFinding => ({
  ...finding,
  sideDecision:
    finding.sideDecision === null
      ? null
      : { ...finding.sideDecision, against: derivedSideText(finding.derived) },
  levelDecision:
    finding.levelDecision === null
      ? null
      : { ...finding.levelDecision, against: derivedLevelText(finding.derived) },
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
