import { currentKeptCounts } from '../case/countConflicts.ts';
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
import { registeredSeries } from './registeredSeries.ts';
import { LIMIT_IDS, limitFault, RULE_LIMITS, type RuleSet } from './rules/limits.ts';
import { RULES_VERSION } from './rules/ruleHistory.ts';
import type { PlanHazard, TargetingPlan } from './targetingPlan.ts';

/**
 * Does everything the plan claims follow from its own marks? Levels, sides, extents and hazards are derived anew from
 * the labels in the plan, and what blocked a draft blocks the plan. The server refuses a plan with any issue; so does
 * whoever reads one from outside. Thresholds are the plan's own. A signed plan is judged by the rules of its day
 * (`newerRules` tells what today's would ask), one that is not signed by today's.
 *
 * Sentences for people (`words`, hazard messages) are not compared: they may be worded anew in a later version.
 *
 * @returns issues with the path of the claim; empty when the plan stands
 */
export function verifyPlan(plan: TargetingPlan): readonly Issue[] {
  const malformed = malformations(plan);
  if (malformed.length > 0) return malformed;
  const derived = derivedOf(plan, plan.signature === null ? RULES_VERSION : plan.rules.version);
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
    ...countClaims(plan),
    ...hazardClaims(plan.hazards, derived.hazards),
    ...derived.blockers.map(({ code, message, path }) => issue(code, message, path)),
    ...missingSeries(documentOf(plan), plan.series).map(({ code, message, path }) =>
      issue(code, message, path),
    ),
  ];
}

/**
 * What rules newer than a signed plan would ask of it today. Notices: the plan was signed by the rules of its day, and
 * stands (decisions/0013-rules-of-its-day.md).
 */
export function newerRules(plan: TargetingPlan): readonly Issue[] {
  if (plan.signature === null || plan.rules.version >= RULES_VERSION) return [];
  if (malformations(plan).length > 0) return [];
  const said = new Set(askedBy(plan, plan.rules.version).map(issueKey));
  return askedBy(plan, RULES_VERSION)
    .filter((asked) => !said.has(issueKey(asked)))
    .map(({ message, path }) => issue('newer-rule', `A rule newer than this plan: ${message}`, path));
}

/** Everything that rules of a version hold against the plan, and warn of. */
function askedBy(plan: TargetingPlan, version: number): readonly Issue[] {
  const { blockers, hazards } = derivedOf(plan, version);
  return [
    ...blockers,
    ...hazards.map(({ id, severity, siteId, message }) => issue(`${id} ${severity}`, message, siteId ?? '')),
  ];
}

const issueKey = ({ code, path }: Issue): string => `${code} ${path ?? ''}`;

/** What follows from a plan's own marks and thresholds. */
function derivedOf(plan: TargetingPlan, version: number): CaseDerived {
  const rules: RuleSet = { ...plan.rules, version };
  return deriveCase(documentOf(plan), registeredSeries(plan.series), dayOf(plan.createdAt), rules);
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
  if (plan.rules.version > RULES_VERSION)
    faults.push(
      issue('rules-unknown', 'The plan was judged by rules newer than this software knows.', 'rules.version'),
    );
  for (const id of LIMIT_IDS) {
    const fault = limitFault(id, plan.rules.limits[id]);
    if (fault !== null)
      faults.push(
        issue('limit-out-of-range', `Threshold ${RULE_LIMITS[id].name}: ${fault}.`, `rules.limits.${id}`),
      );
  }
  for (const [index, { planVersion }] of plan.keyImages.entries())
    if (planVersion !== undefined && planVersion !== plan.version)
      faults.push(
        issue(
          'key-image-version',
          `Key image ${index + 1} names version ${planVersion} of the plan, which is version ${plan.version}.`,
          `keyImages.${index}.planVersion`,
        ),
      );
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

/** A reason about counts that do meet, or not as it says, is a false one. */
function countClaims(plan: TargetingPlan): readonly Issue[] {
  const current = currentKeptCounts(documentOf(plan));
  return (plan.numbering.keptCounts ?? []).flatMap((kept) =>
    current.includes(kept)
      ? []
      : [
          issue(
            'claim-counts',
            'A reason about two counts that do not meet does not follow from the labels.',
            `numbering.counts.${kept.id}`,
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
