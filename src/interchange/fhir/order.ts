import type { BundleEntry, CodeableConcept } from '@medplum/fhirtypes';
import type { PlanSite, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { numberingWords } from '../../domain/plan/words.ts';
import {
  APPROACH_CODES,
  CONCEPTS,
  COUNTED_FROM_CODES,
  GUIDANCE_CODES,
  levelCodes,
  PATCH_CODES,
  POSITION_CODES,
  SIDE_CODES,
} from '../codes/codes.ts';
import {
  admixtureWords,
  amount,
  answerWords,
  catheterWords,
  levelWords,
  needleWords,
  sideWords,
  words,
} from '../words.ts';
import {
  concept,
  concepts,
  createOnce,
  identifier,
  IDENTIFIER_BASE,
  narrative,
  planKey,
  reference,
  type BundleInput,
} from './entries.ts';
import { observationKey } from './findings.ts';
import { patientKey, studyKey, studyUids } from './subjects.ts';
import { ENDPOINT_CODES } from '../codes/circumstanceConcepts.ts';
import { circumstanceNotes } from './circumstances.ts';
import { planToText } from '../text.ts';

/** ServiceRequest: the order, sent once on acceptance (definitions.md). A new version `replaces` the one before. */

export const orderKey = (plan: TargetingPlan): string => `ServiceRequest/${planKey(plan)}`;
export const orderIdentifier = (plan: TargetingPlan, version = plan.version) =>
  identifier('plan', planKey(plan, version));

export function orderEntry(input: BundleInput): BundleEntry {
  const { plan, review, replacesHandedOffVersion } = input;
  const id = orderIdentifier(plan);
  return createOnce(
    orderKey(plan),
    {
      resourceType: 'ServiceRequest',
      text: narrative(planToText(plan)),
      identifier: [id],
      ...(replacesHandedOffVersion === null
        ? {}
        : {
            replaces: [
              { type: 'ServiceRequest', identifier: orderIdentifier(plan, replacesHandedOffVersion) },
            ],
          }),
      requisition: { system: `${IDENTIFIER_BASE}/plan-series`, value: plan.planId },
      status: 'active',
      intent: 'order',
      category: [concept(CONCEPTS.plan, 'Epidural blood patch targeting plan')],
      code: concept(PATCH_CODES[plan.kind], `${words(plan.kind)} epidural blood patch`),
      subject: reference(patientKey(plan)),
      authoredOn: review?.reviewer.at ?? plan.signature?.at ?? plan.createdAt,
      requester: {
        display:
          review === null ? 'not accepted yet' : signer(review.reviewer.name, review.reviewer.authenticated),
      },
      orderDetail: [
        ...plan.sites.flatMap((site, index) => siteDetails(site, index, plan.sites.length)),
        concept(
          COUNTED_FROM_CODES[plan.numbering.countedFrom],
          `Levels counted from ${words(plan.numbering.countedFrom)}`,
        ),
      ],
      bodySite: plan.sites.flatMap(siteBody),
      reasonReference: plan.findings.map((finding) => reference(observationKey(plan, finding.id))),
      supportingInfo: [
        ...plan.regions.map((region) => reference(observationKey(plan, region.id))),
        ...plan.circumstances.negatives.map((negative) => reference(observationKey(plan, negative.id))),
        ...studyUids(plan).map((uid) => reference(studyKey(uid))),
      ],
      note: notes(input).map((text) => ({ text })),
    },
    id,
  );
}

/** Target level, then side: R4 ServiceRequest has no laterality element, so the side is a body site of its own. */
function siteBody(site: PlanSite): CodeableConcept[] {
  return [
    concepts(levelCodes(site.target), `Target ${levelWords(site.target)}, ${sideWords(site.side)}`),
    concept(SIDE_CODES[site.side], `Side: ${sideWords(site.side)}`),
  ];
}

function siteDetails(site: PlanSite, index: number, count: number): CodeableConcept[] {
  const prefix = count === 1 ? '' : `Site ${index + 1}: `;
  const line = (text: string): CodeableConcept => ({ text: `${prefix}${text}` });
  return [
    concept(APPROACH_CODES[site.approach], `${prefix}Approach: ${words(site.approach)}`),
    line(`Delivery: ${site.delivery}`),
    concept(GUIDANCE_CODES[site.guidance], `${prefix}Guidance: ${words(site.guidance)}`),
    concept(POSITION_CODES[site.position], `${prefix}Position: ${words(site.position)}`),
    line(`Defect: ${levelWords(site.defect)}`),
    line(`Collection: ${levelWords(site.collection)}`),
    line(`Access: ${levelWords(site.access)}`),
    line(`Catheter tip: ${levelWords(site.catheterTip)}`),
    line(`Needle: ${needleWords(site.needle)}`),
    line(`Catheter: ${catheterWords(site.catheter)}`),
    line(`Blood planned: ${amount(site.plannedVolumeMl, 'mL')}`),
    line(`Blood maximum: ${amount(site.maximumVolumeMl, 'mL')}`),
    line(`Blood aliquot: ${amount(site.aliquotMl, 'mL')}`),
    line(`Contrast admixture: ${admixtureWords(site.contrastAdmixture)}`),
    line(`Stop when: ${answerWords(site.stopCriterion)}`),
    ...(site.endpoint === null
      ? []
      : [concept(ENDPOINT_CODES[site.endpoint], `${prefix}Injection ends: ${words(site.endpoint)}`)]),
    ...(site.approachReason.trim() === '' ? [] : [line(`Reason for the approach: ${site.approachReason}`)]),
  ];
}

function notes({ plan, review }: BundleInput): readonly string[] {
  const { numbering } = plan;
  return [
    `Levels counted from ${words(numbering.countedFrom)}. ${numberingWords(numbering)} ${numbering.relative ?? ''}`.trim(),
    plan.rationale === '' ? '' : `Rationale: ${plan.rationale}`,
    ...plan.hazards.map((hazard) => `${hazard.id} (${hazard.severity}): ${hazard.message}`),
    ...plan.hazardAnswers.map((answer) => `Radiologist on ${answer.id}: ${answer.reason}`),
    ...(review?.hazardAnswers ?? []).map((answer) => `Pain physician on ${answer.id}: ${answer.reason}`),
    review === null || review.comment === '' ? '' : `Reviewer: ${review.comment}`,
    ...circumstanceNotes(plan),
    `Conservative therapy: ${answerWords(plan.conservativeTherapy)}`,
    `Aftercare: ${answerWords(plan.aftercare)}`,
    plan.notice,
  ].filter((text) => text !== '');
}

const signer = (name: string, authenticated: boolean): string =>
  authenticated ? name : `${name} (not authenticated)`;
