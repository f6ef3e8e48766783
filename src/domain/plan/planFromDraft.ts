import type { PlanBlocker } from '../case/derive.ts';
import { currentKeptCounts } from '../case/countConflicts.ts';
import { deriveCase } from '../case/deriveCase.ts';
import type { CaseDerived } from '../case/derive.ts';
import type { CaseDocument, DraftPlan, ExtravasationRegion, LeakFinding } from '../case/document.ts';
import { err, ok, type Result } from '../result.ts';
import { departs, derivedSite, deviationFor, fieldTexts } from './derivedSite.ts';
import { isAnsweredBy } from './hazardAnswers.ts';
import { NOTICE } from './notice.ts';
import { missingSeries } from './planReferences.ts';
import { planSiteFromDraft } from './planSite.ts';
import { registeredSeries } from './registeredSeries.ts';
import { required } from './required.ts';
import { DEFAULT_LIMITS, type RuleLimits, type RuleSet } from './rules/limits.ts';
import { RULES_VERSION } from './rules/ruleHistory.ts';
import type { PlanFinding, PlanPatient, PlanRegion, PlanSeries, TargetingPlan } from './targetingPlan.ts';

export interface PlanContext {
  readonly patient: PlanPatient;
  /** Every series the marks, labels and key images refer to. */
  readonly series: readonly PlanSeries[];
  readonly planId: string;
  readonly version: number;
  readonly replacesVersion: number | null;
  /** ISO 8601; its date is the day the rules look at. */
  readonly createdAt: string;
  readonly softwareVersion: string;
  /** Thresholds of the site that signs. */
  readonly limits?: RuleLimits;
}

/** YYYYMMDD of an ISO timestamp. */
export const dayOf = (timestamp: string): string => timestamp.slice(0, 10).replaceAll('-', '');

/** The only way to a plan: complete and consistent, or the list of what is missing. The same input gives an equal plan. */
export function planFromDraft(
  doc: CaseDocument,
  context: PlanContext,
): Result<TargetingPlan, readonly PlanBlocker[]> {
  const { series, createdAt, limits = DEFAULT_LIMITS } = context;
  const rules: RuleSet = { version: RULES_VERSION, limits };
  const derived = deriveCase(doc, registeredSeries(series), dayOf(createdAt), rules);
  const blockers = [...derived.blockers, ...missingSeries(doc, series)];
  if (blockers.length > 0) return err(blockers);
  const { plan, numbering } = doc;
  return ok({
    schema: 'patchpoint.targeting-plan',
    schemaVersion: 3,
    planId: context.planId,
    version: context.version,
    replacesVersion: context.replacesVersion,
    createdAt,
    software: { name: 'Patchpoint', version: context.softwareVersion },
    notice: NOTICE,
    rules,
    patient: context.patient,
    series,
    numbering: {
      ...numbering,
      ...keptCountsOf(doc),
      countedFrom: required(numbering.countedFrom, 'numbering.countedFrom'),
      seriesUid: required(numbering.seriesUid, 'numbering.seriesUid'),
      relative: derived.relative,
    },
    labelings: Object.values(doc.labelings),
    projectionLabelings: Object.values(doc.projectionLabelings),
    findings: doc.findings.map((finding) => planFinding(finding, derived)),
    regions: doc.regions.map((region) => planRegion(region, derived)),
    kind: required(plan.kind, 'plan.kind'),
    sites: plan.sites.map(planSiteFromDraft),
    deviations: currentDeviations(doc, derived),
    declaredHazards: plan.declaredHazards,
    hazards: derived.hazards,
    hazardAnswers: answersThatCount(plan, derived),
    conservativeTherapy: required(plan.conservativeTherapy, 'plan.conservativeTherapy'),
    aftercare: required(plan.aftercare, 'plan.aftercare'),
    rationale: plan.rationale,
    circumstances: plan.circumstances,
    keyImages: doc.keyImages,
    signature: null,
  });
}

/** Reasons about counts that meet by now are not part of the plan. */
function keptCountsOf(doc: CaseDocument): Pick<CaseDocument['numbering'], 'keptCounts'> {
  if (doc.numbering.keptCounts === undefined) return {};
  return { keptCounts: currentKeptCounts(doc) };
}

function planFinding(finding: LeakFinding, derived: CaseDerived): PlanFinding {
  const { id } = finding;
  const resolved = derived.resolved[id];
  return {
    id,
    trackingUid: finding.trackingUid,
    ordinal: finding.ordinal,
    place: finding.place,
    derived: required(derived.locations[id], 'locations'),
    level: resolved?.level ?? null,
    side: required(resolved?.side, 'side'),
    sideDecision: finding.sideDecision,
    levelDecision: finding.levelDecision,
    leakType: required(finding.leakType, 'leakType'),
    compartment: required(finding.compartment, 'compartment'),
    confidence: required(finding.confidence, 'confidence'),
    note: finding.note,
    ...(finding.adoptions === undefined ? {} : { adoptions: finding.adoptions }),
  };
}

const planRegion = (region: ExtravasationRegion, derived: CaseDerived): PlanRegion => ({
  ...region,
  extent: derived.extents[region.id] ?? null,
});

/** Reasons for departures that were taken back are not part of the plan. */
function currentDeviations(doc: CaseDocument, derived: CaseDerived): DraftPlan['deviations'] {
  return doc.plan.deviations.filter((deviation) => {
    const site = doc.plan.sites.find((candidate) => candidate.id === deviation.siteId);
    if (site === undefined) return false;
    const geometry = derivedSite(doc, derived, site);
    const text = fieldTexts(site, geometry, deviation.field).derived;
    return (
      departs(site, geometry, deviation.field) &&
      text !== null &&
      deviationFor(doc.plan.deviations, site, deviation.field, text) === deviation
    );
  });
}

/** Overrides of hazards that no longer fire, or that fire on other facts, say nothing about this plan. */
function answersThatCount(plan: DraftPlan, { hazards }: CaseDerived): DraftPlan['hazardAnswers'] {
  return plan.hazardAnswers.flatMap((answer) => {
    const answered = answer.answered?.filter((given) =>
      hazards.some((hazard) => isAnsweredBy(hazard, { ...answer, answered: [given] })),
    );
    return answered === undefined || answered.length === 0 ? [] : [{ ...answer, answered }];
  });
}
