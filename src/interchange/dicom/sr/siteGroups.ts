import type { Answer } from '../../../domain/case/document.ts';
import type { PlanSite, TargetingPlan } from '../../../domain/plan/targetingPlan.ts';
import type { Level } from '../../../domain/vocabulary/level.ts';
import { APPROACH_CODES, CONCEPTS, GUIDANCE_CODES, POSITION_CODES, type Code } from '../../codes/codes.ts';
import { AROUND, ENDPOINT_CODES } from '../../codes/circumstanceConcepts.ts';
import { PLAN, SR, UNITS } from '../../codes/planConcepts.ts';
import { derivedUid } from '../uids.ts';
import { code, container, num, text, type SrItem } from './items.ts';
import { groupHead, levelItems } from './levelItems.ts';

/**
 * One injection site: five TID 1501 groups, one per place (defect, collection, target, access, catheter tip), so that
 * no reader can take one for another. The target group carries how the blood is to be given.
 */
export function siteGroups(plan: TargetingPlan, site: PlanSite, ordinal: number): readonly SrItem[] {
  const group = (name: string, finding: Code, level: Level | string, items: readonly SrItem[]) =>
    container('CONTAINS', SR.group, '1501', [
      ...groupHead(
        `SITE-${ordinal}-${name}`,
        derivedUid('site', plan.planId, site.id, name),
        CONCEPTS.plan,
        finding,
      ),
      ...levelItems(level, name === 'TARGET' ? site.side : null),
      num(PLAN.siteOrdinal, ordinal, UNITS.none),
      ...items,
    ]);
  return [
    group('TARGET', PLAN.target, site.target, targetItems(plan, site)),
    group('DEFECT', PLAN.defect, site.defect, []),
    group('COLLECTION', PLAN.collection, site.collection, []),
    group('ACCESS', PLAN.access, site.access, []),
    group('TIP', PLAN.catheterTip, site.catheterTip, []),
  ];
}

function targetItems(plan: TargetingPlan, site: PlanSite): readonly SrItem[] {
  const { needle, catheter, contrastAdmixture: admixture } = site;
  const aimsAt = plan.findings.find((finding) => finding.id === site.findingId);
  return [
    ...(aimsAt === undefined ? [] : [num(PLAN.findingOrdinal, aimsAt.ordinal, UNITS.none)]),
    code('CONTAINS', CONCEPTS.approach, APPROACH_CODES[site.approach] ?? PLAN.notStated),
    code('CONTAINS', PLAN.delivery, site.delivery === 'needle' ? PLAN.byNeedle : PLAN.byCatheter),
    code('CONTAINS', CONCEPTS.guidance, GUIDANCE_CODES[site.guidance] ?? PLAN.notStated),
    code('CONTAINS', CONCEPTS.position, POSITION_CODES[site.position] ?? PLAN.notStated),
    ...(typeof needle === 'string'
      ? [answered(PLAN.needleType, needle)]
      : [
          ...words(PLAN.needleType, needle.type),
          amount(SR.needleGauge, needle.gaugeG, UNITS.gauge),
          amount(SR.needleLength, needle.lengthMm, UNITS.mm),
        ]),
    ...(typeof catheter === 'string'
      ? [answered(PLAN.catheterType, catheter)]
      : [
          ...words(PLAN.catheterType, catheter.type),
          amount(PLAN.catheterGauge, catheter.gaugeG, UNITS.gauge),
          amount(PLAN.catheterInsertion, catheter.insertionLengthMm, UNITS.mm),
        ]),
    amount(CONCEPTS.plannedVolume, site.plannedVolumeMl, UNITS.mL),
    amount(PLAN.maximumVolume, site.maximumVolumeMl, UNITS.mL),
    amount(PLAN.aliquot, site.aliquotMl, UNITS.mL),
    ...(typeof admixture === 'string'
      ? [answered(PLAN.contrastAgent, admixture)]
      : [
          ...words(PLAN.contrastAgent, admixture.agent),
          amount(PLAN.contrastVolume, admixture.volumeMl, UNITS.mL),
        ]),
    ...words(PLAN.stop, site.stopCriterion),
    ...(site.endpoint === null ? [] : [code('CONTAINS', AROUND.endpoint, ENDPOINT_CODES[site.endpoint])]),
    ...words(AROUND.approachReason, site.approachReason),
  ];
}

const ANSWERS: Readonly<Record<'not-stated' | 'not-applicable' | 'none', Code>> = {
  'not-stated': PLAN.notStated,
  'not-applicable': PLAN.notApplicable,
  none: PLAN.none,
};
const answered = (name: Code, value: keyof typeof ANSWERS): SrItem => code('CONTAINS', name, ANSWERS[value]);
const amount = (name: Code, value: Answer<number>, unit: Code): SrItem =>
  value === 'not-stated' ? answered(name, value) : num(name, value, unit);
const words = (name: Code, value: string): readonly SrItem[] =>
  value.trim() === '' ? [] : [text('CONTAINS', name, value)];
