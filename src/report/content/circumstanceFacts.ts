import {
  DISCLOSURES,
  type Disclosure,
  type Endpoint,
  type NegativeFinding,
  type PlanCircumstances,
} from '../../domain/plan/circumstances.ts';
import { decubitusFactsOf, decubitusNotices } from '../../domain/plan/decubitus.ts';
import { negativeWords } from '../../domain/plan/negatives.ts';
import type { PlanSeries, PlanSite, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { fact, type Fact } from './blocks.ts';
import { capital, dateWords } from './reportWords.ts';

/** What a plan holds around the injection, the same on the review page and in the report. Null is "not answered". */

const DISCLOSURE_WORDS: Readonly<Record<Disclosure, string>> = {
  anticoagulant: 'anticoagulant or antiplatelet drug',
  pregnancy: 'pregnancy or breastfeeding',
  fever: 'fever or infection',
};
const ENDPOINT_WORDS: Readonly<Record<Endpoint, string>> = {
  'pressure-or-pain': 'At pressure or pain',
  pressure: 'At pressure',
  'planned-volume': 'At the planned volume',
  'spread-on-imaging': 'When the spread is seen on imaging',
  'not-stated': 'Not stated',
};

export const injectionFacts = ({ endpoint, approachReason }: PlanSite): readonly Fact[] => [
  fact('Injection ends', endpoint === null ? 'Not answered' : ENDPOINT_WORDS[endpoint]),
  fact('Why this approach', approachReason.trim() === '' ? 'No reason given' : approachReason),
];

export function circumstanceFacts(circumstances: PlanCircumstances): readonly Fact[] {
  const { disclosures, csfDrainedMl, postProcedureCheck } = circumstances;
  return [
    ...DISCLOSURES.map((what) =>
      fact(`Disclosed: ${DISCLOSURE_WORDS[what]}`, presenceWords(disclosures[what])),
    ),
    fact('CSF drained before', drainedWords(csfDrainedMl)),
    fact('Check afterwards', checkWords(postProcedureCheck)),
  ];
}

const presenceWords = (presence: PlanCircumstances['disclosures'][Disclosure]): string =>
  presence === null ? 'Not answered' : presence === 'not-stated' ? 'Not stated' : capital(presence);

function drainedWords(drained: PlanCircumstances['csfDrainedMl']): string {
  if (drained === null) return 'Not answered';
  if (typeof drained === 'number') return `${drained} mL`;
  return drained === 'none' ? 'None' : 'Not stated';
}
const checkWords = (check: PlanCircumstances['postProcedureCheck']): string =>
  check === null ? 'Not answered' : check === 'not-stated' ? 'Not stated' : check;

/** One row an examination that showed no leak, and what decubitus studies leave open: "right decubitus negative, T1..T12". */
export function negativeFacts(
  plan: Pick<TargetingPlan, 'findings' | 'circumstances' | 'series'>,
): readonly Fact[] {
  const { circumstances, series } = plan;
  return [
    ...circumstances.negatives.map((negative, index) =>
      fact(
        `Negative ${index + 1}`,
        [
          capital(negativeWords(negative)),
          seriesWords(negative, series),
          ...(negative.note.trim() === '' ? [] : [negative.note]),
        ].join('; '),
      ),
    ),
    ...decubitusNotices(decubitusFactsOf(plan)).map(({ message }) => fact('Decubitus', message)),
  ];
}

function seriesWords({ seriesUid }: NegativeFinding, series: readonly PlanSeries[]): string {
  const found = series.find((one) => one.seriesInstanceUid === seriesUid);
  if (found === undefined)
    return seriesUid === null ? 'series not among those opened' : 'series of this case';
  const name = found.description.trim() === '' ? found.modality : found.description;
  return `${name}, ${dateWords(found.studyDate)}`;
}
