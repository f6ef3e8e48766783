import type { PlanSite, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import {
  admixtureWords,
  amountWords,
  catheterWords,
  leakTypeWords,
  needleWords,
  placeWords,
  textWords,
} from '../plan/siteWords.ts';
import {
  anomalyWords,
  compartmentWords,
  confidenceWords,
  countedFromWords,
  deliveryWords,
  guidanceWords,
  kindWords,
  positionWords,
  sideWords,
} from '../plan/words.ts';
import { numberingWords } from '../../domain/plan/words.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import type { Fact } from '../../report/content/blocks.ts';
import { circumstanceFacts, injectionFacts, negativeFacts } from '../../report/content/circumstanceFacts.ts';

const SILENT = ['Not stated', 'Not answered'] as const;

/** What says nothing in one row each at the end: a line for every one of them is read for nothing. The two stay apart. */
export function silentTogether(facts: readonly Fact[]): readonly Fact[] {
  const groups = SILENT.flatMap((words) => {
    const silent = facts.filter(({ value }) => value === words);
    return silent.length < 2 ? [] : [{ words, silent }];
  });
  return [
    ...facts.filter((fact) => !groups.some(({ silent }) => silent.includes(fact))),
    ...groups.map(({ words, silent }) => ({
      label: words,
      value: silent.map(({ label }) => label).join('; '),
    })),
  ];
}

/** What the operator needs of one site, in the order it is needed. */
export function siteFacts(site: PlanSite): readonly Fact[] {
  return [
    { label: 'Defect', value: placeWords(site.defect) },
    { label: 'Collection', value: placeWords(site.collection) },
    { label: 'Access', value: placeWords(site.access) },
    {
      label: 'Delivery',
      value: deliveryWords[site.delivery],
    },
    {
      label: 'Guidance',
      value: guidanceWords[site.guidance],
    },
    { label: 'Needle', value: needleWords(site.needle) },
    ...(site.delivery === 'catheter'
      ? [
          { label: 'Catheter', value: catheterWords(site.catheter) },
          { label: 'Catheter tip', value: placeWords(site.catheterTip) },
        ]
      : []),
    {
      label: 'Blood',
      value: `planned ${amountWords(site.plannedVolumeMl, 'mL')}, maximum ${amountWords(site.maximumVolumeMl, 'mL')}, aliquots ${amountWords(site.aliquotMl, 'mL')}`,
    },
    { label: 'Contrast admixture', value: admixtureWords(site.contrastAdmixture) },
    { label: 'Position', value: positionWords[site.position] },
    { label: 'Stop when', value: textWords(site.stopCriterion) },
    ...injectionFacts(site),
  ];
}

/** What holds for the whole plan: the count first, because a wrong count is a wrong level. */
export function planFacts(plan: TargetingPlan): readonly Fact[] {
  const { numbering } = plan;
  const anomalies = numbering.anomalies.map((each) => anomalyWords[each]).join(', ');
  return [
    {
      label: 'Numbering',
      value: [
        countedFromWords[numbering.countedFrom],
        ...(anomalies === '' ? [] : [anomalies]),
        ...[numberingWords(numbering)].filter((text) => text !== ''),
      ].join('; '),
    },
    ...(numbering.relative === null ? [] : [{ label: 'To recount', value: numbering.relative }]),
    ...plan.findings.map((finding) => ({
      label: `Leak ${finding.ordinal}`,
      value: [
        finding.level === null ? 'level not derived' : formatLevel(finding.level),
        sideWords[finding.side].toLowerCase(),
        compartmentWords[finding.compartment].toLowerCase(),
        leakTypeWords(finding.leakType),
        confidenceWords[finding.confidence].toLowerCase(),
      ].join(', '),
    })),
    ...plan.regions.map((region) => ({
      label: `Extravasation ${region.ordinal}`,
      value: [
        region.extent === null ? 'extent not derived' : formatLevel(region.extent),
        region.measurement.volumeMl === null
          ? (region.measurement.volumeProblem ?? 'volume not computed')
          : `${region.measurement.volumeMl.toFixed(1)} mL`,
      ].join(', '),
    })),
    ...negativeFacts(plan),
    { label: 'Kind', value: kindWords[plan.kind] },
    ...circumstanceFacts(plan.circumstances),
    { label: 'Conservative therapy', value: textWords(plan.conservativeTherapy) },
    { label: 'Aftercare', value: textWords(plan.aftercare) },
    { label: 'Rationale', value: plan.rationale.trim() === '' ? 'Not stated' : plan.rationale },
  ];
}
