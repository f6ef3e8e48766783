import { deriveCase } from '../case/deriveCase.ts';
import type { CaseDerived } from '../case/derive.ts';
import type { CaseDocument } from '../case/document.ts';
import { emptyDocument } from '../case/emptyDocument.ts';
import { projectionKey } from '../case/ids.ts';
import { issue, type Issue } from '../result.ts';
import { formatLevel, levelIssue } from '../vocabulary/levelText.ts';
import { schemeIssue } from '../vocabulary/scheme.ts';
import type { Level } from '../vocabulary/level.ts';
import { locationDifferences } from './locationDifferences.ts';
import { dayOf } from './planFromDraft.ts';
import { missingSeries } from './planReferences.ts';
import { DEFAULT_LIMITS, type RuleLimits } from './rules/limits.ts';
import type { PlanHazard, TargetingPlan } from './targetingPlan.ts';

/**
 * Does everything the plan claims follow from its own marks? Levels, sides, extents and hazards are derived anew from
 * the labels in the plan by the rules of the page, and what blocked a draft blocks the plan. The server refuses a plan
 * with any issue; so does whoever reads one from outside.
 *
 * Sentences for people (`words`, hazard messages) are not compared: they may be worded anew in a later version.
 *
 * @returns issues with the path of the claim; empty when the plan stands
 */
export function verifyPlan(plan: TargetingPlan, limits: RuleLimits = DEFAULT_LIMITS): readonly Issue[] {
  const malformed = malformations(plan);
  if (malformed.length > 0) return malformed;
  const doc = documentOf(plan);
  const series = plan.series.map(({ seriesInstanceUid, patientPosition, studyDate }) => ({
    seriesUid: seriesInstanceUid,
    patientPosition,
    studyDate,
  }));
  const derived = deriveCase(doc, series, dayOf(plan.createdAt), limits);
  return [
    ...findingClaims(plan, derived),
    ...regionClaims(plan, derived),
    ...(plan.numbering.relative === derived.relative
      ? []
      : [
          issue(
            'claim-relative',
            'The relative description does not follow from the labels.',
            'numbering.relative',
          ),
        ]),
    ...hazardClaims(plan.hazards, derived.hazards),
    ...derived.blockers.map(({ code, message, path }) => issue(code, message, path)),
    ...missingSeries(doc, plan.series).map(({ code, message, path }) => issue(code, message, path)),
  ];
}

/** What makes the derivation itself meaningless. */
function malformations(plan: TargetingPlan): readonly Issue[] {
  const faults: Issue[] = [];
  const scheme = schemeIssue(plan.numbering);
  if (scheme !== null) faults.push({ ...scheme, path: 'numbering' });
  for (const [name, ids] of Object.entries({
    findings: plan.findings.map((finding) => finding.id),
    regions: plan.regions.map((region) => region.id),
    sites: plan.sites.map((site) => site.id),
    keyImages: plan.keyImages.map((image) => image.id),
    labelings: plan.labelings.map((labeling) => labeling.seriesUid),
    projectionLabelings: plan.projectionLabelings.map((labeling) =>
      projectionKey(labeling.sopInstanceUid, labeling.frame),
    ),
    trackingUids: [...plan.findings, ...plan.regions].map((mark) => mark.trackingUid),
  }))
    if (new Set(ids).size !== ids.length)
      faults.push(issue('duplicate-id', `Two entries of ${name} carry the same identifier.`, name));
  for (const site of plan.sites)
    if (site.findingId !== null && !plan.findings.some((finding) => finding.id === site.findingId))
      faults.push(
        issue('unknown-id', 'The site aims at a leak that is not in the plan.', `sites.${site.id}.findingId`),
      );
  for (const labeling of plan.labelings)
    for (const label of labeling.labels) {
      const fault = levelIssue({ kind: 'vertebra', level: label.level }, plan.numbering);
      if (fault !== null) faults.push({ ...fault, path: `labels.${labeling.seriesUid}` });
    }
  if (plan.replacesVersion !== null && plan.replacesVersion >= plan.version)
    faults.push(issue('version-order', 'A version replaces an earlier one.', 'replacesVersion'));
  if (!/research/i.test(plan.notice) || !/not a medical device/i.test(plan.notice))
    faults.push(issue('notice-missing', 'The research notice is missing.', 'notice'));
  return faults;
}

function findingClaims(plan: TargetingPlan, derived: CaseDerived): readonly Issue[] {
  return plan.findings.flatMap((finding) => {
    const path = `findings.${finding.id}`;
    const location = derived.locations[finding.id];
    const resolved = derived.resolved[finding.id];
    const faults: Issue[] =
      location === undefined
        ? []
        : locationDifferences(finding.derived, location).map((field) =>
            issue(
              'claim-location',
              `Leak ${finding.ordinal}: ${field} does not follow from the labels.`,
              `${path}.derived.${field}`,
            ),
          );
    if (text(finding.level) !== text(resolved?.level ?? null))
      faults.push(
        issue(
          'claim-level',
          `Leak ${finding.ordinal}: the level does not follow from the mark.`,
          `${path}.level`,
        ),
      );
    if (finding.side !== resolved?.side)
      faults.push(
        issue(
          'claim-side',
          `Leak ${finding.ordinal}: the side does not follow from the mark.`,
          `${path}.side`,
        ),
      );
    return faults;
  });
}

function regionClaims(plan: TargetingPlan, derived: CaseDerived): readonly Issue[] {
  return plan.regions.flatMap((region) =>
    text(region.extent) === text(derived.extents[region.id] ?? null)
      ? []
      : [
          issue(
            'claim-extent',
            `Extravasation ${region.ordinal}: the extent does not follow from the labels.`,
            `regions.${region.id}.extent`,
          ),
        ],
  );
}

/** A hazard left out and a hazard that does not fire are both wrong. */
function hazardClaims(claimed: readonly PlanHazard[], fired: readonly PlanHazard[]): readonly Issue[] {
  const [claims, facts] = [new Set(claimed.map(hazardKey)), new Set(fired.map(hazardKey))];
  return [
    ...fired
      .filter((hazard) => !claims.has(hazardKey(hazard)))
      .map((hazard) =>
        issue(
          'hazard-left-out',
          `${hazard.id} fires and is not in the plan: ${hazard.message}`,
          `hazards.${hazard.id}`,
        ),
      ),
    ...claimed
      .filter((hazard) => !facts.has(hazardKey(hazard)))
      .map((hazard) =>
        issue('hazard-unfounded', `${hazard.id} is in the plan but does not fire.`, `hazards.${hazard.id}`),
      ),
  ];
}

/** The case a plan was made from, as far as the plan tells it. */
export function documentOf(plan: TargetingPlan): CaseDocument {
  const { relative: _relative, ...numbering } = plan.numbering;
  return {
    ...emptyDocument(plan.planId),
    labelings: Object.fromEntries(plan.labelings.map((labeling) => [labeling.seriesUid, labeling])),
    projectionLabelings: Object.fromEntries(
      plan.projectionLabelings.map((labeling) => [
        projectionKey(labeling.sopInstanceUid, labeling.frame),
        labeling,
      ]),
    ),
    numbering,
    findings: plan.findings.map(({ derived: _derived, level: _level, side: _side, ...finding }) => finding),
    regions: plan.regions.map(({ extent: _extent, ...region }) => region),
    plan: {
      kind: plan.kind,
      sites: plan.sites,
      deviations: plan.deviations,
      declaredHazards: plan.declaredHazards,
      hazardAnswers: plan.hazardAnswers,
      conservativeTherapy: plan.conservativeTherapy,
      aftercare: plan.aftercare,
      rationale: plan.rationale,
      circumstances: plan.circumstances,
    },
    keyImages: plan.keyImages,
    postureDecisions: Object.fromEntries(
      plan.series.flatMap(({ seriesInstanceUid, postureReason: reason }) =>
        reason === undefined ? [] : [[seriesInstanceUid, { reason }]],
      ),
    ),
  };
}

const text = (level: Level | null): string | null => (level === null ? null : formatLevel(level));
const hazardKey = (hazard: PlanHazard): string => `${hazard.id}|${hazard.siteId ?? ''}|${hazard.severity}`;
