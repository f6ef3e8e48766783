import { deriveCase } from '../domain/case/deriveCase.ts';
import { NO_CIRCUMSTANCES } from '../domain/plan/circumstances.ts';
import { derivedLevelText, derivedSideText } from '../domain/findings/decisions.ts';
import { answeredNow, isAbout } from '../domain/plan/hazardAnswers.ts';
import { dayOf } from '../domain/plan/planFromDraft.ts';
import { registeredSeries } from '../domain/plan/registeredSeries.ts';
import { rulesKnowing } from '../domain/plan/rules/ruleHistory.ts';
import type { PlanFinding, TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { documentOf } from '../domain/plan/verifyPlan.ts';

type SchemaVersion = 1 | 2 | 3;

/** Named migrations, by the version they start from. What a version did not ask is unanswered afterwards. */
const MIGRATIONS: Readonly<Record<1 | 2, (input: unknown) => unknown>> = {
  1: circumstancesAsked,
  2: rulesRecorded,
};

/**
 * Brings a plan of any known schema version to the present shape; `broughtUpToDate` goes on once it is parsed.
 *
 * @returns null for a version nobody knows
 */
export function migratedPlan(
  input: unknown,
  schemaVersion: unknown,
): { readonly plan: unknown; readonly from: SchemaVersion } | null {
  switch (schemaVersion) {
    case 1:
      return { plan: MIGRATIONS[2](MIGRATIONS[1](input)), from: 1 };
    case 2:
      return { plan: MIGRATIONS[2](input), from: 2 };
    case 3:
      return { plan: input, from: 3 };
    default:
      return null;
  }
}

/** What follows for a parsed plan from the version it was written in. */
export function broughtUpToDate(plan: TargetingPlan, from: SchemaVersion): TargetingPlan {
  if (from === 3) return plan;
  const dated = withRulesOfItsDay(plan);
  return from === 1 ? withBoundFacts(dated) : dated;
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

/** 2 → 3: the thresholds every plan was judged by until then. */
function rulesRecorded(input: unknown): unknown {
  if (!isRecord(input)) return input;
  const limits = {
    deviceInterspaces: 1,
    imagingAgeDays: 30,
    volumeMl: 20,
    cervicalVolumeMl: 8,
    pathMismatchPercent: 20,
  };
  return { ...input, schemaVersion: 3, rules: { version: 1, limits } };
}

/** 2 → 3: the version of the rules was not written down. The doubts a plan states tell how far they had come. */
function withRulesOfItsDay(plan: TargetingPlan): TargetingPlan {
  const version = rulesKnowing(plan.findings.flatMap(({ derived }) => derived.problems));
  return { ...plan, rules: { ...plan.rules, version } };
}

const withEndpoint = (site: unknown): unknown =>
  isRecord(site) ? { ...site, endpoint: null, approachReason: '' } : site;

/**
 * 1 → 2: overrides and decisions of a signed plan were given to what it states, since it was locked with them. Rules are
 * evaluated on the plan's own marks to name their facts.
 */
function withBoundFacts(plan: TargetingPlan): TargetingPlan {
  const fired = deriveCase(
    documentOf(plan),
    registeredSeries(plan.series),
    dayOf(plan.createdAt),
    plan.rules,
  ).hazards;
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
