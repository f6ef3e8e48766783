import { siteLimitWords } from '../../domain/plan/rules/limits.ts';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { registeredPosture } from '../../domain/posture/registered.ts';
import { answerWords, levelWords, sideWords, words } from '../../interchange/words.ts';
import {
  fact,
  facts,
  heading,
  pageHeading,
  quiet,
  sentence,
  subheading,
  type Block,
  type ReportPicture,
} from './blocks.ts';
import { circumstanceFacts, negativeFacts } from './circumstanceFacts.ts';
import { findingBlocks, regionBlocks, seriesName } from './findingBlocks.ts';
import { declaredHazardBlocks } from './hazardBlocks.ts';
import { signatureWords } from './identity.ts';
import { numberingBlocks } from './numberingBlocks.ts';
import { capital, capitalWords, momentWords, orNotStated } from './reportWords.ts';
import { siteFacts } from './siteFacts.ts';

/** The pages after the first: what the plan rests on, where it departs from geometry, and who said so. */
export function evidencePages(
  plan: TargetingPlan,
  review: PlanReview | null,
  pictures: readonly ReportPicture[],
): readonly Block[] {
  return [
    pageHeading('What the plan rests on'),
    ...siteBlocks(plan),
    ...findingBlocks(plan),
    ...negativeBlocks(plan),
    ...regionBlocks(plan),
    ...numberingBlocks(plan),
    ...deviationBlocks(plan),
    ...declaredHazardBlocks(plan),
    ...aroundBlocks(plan),
    ...seriesBlocks(plan),
    ...signatureBlocks(plan, review),
    ...pictureBlocks(pictures),
  ];
}

function siteBlocks(plan: TargetingPlan): readonly Block[] {
  if (plan.sites.length < 2) return [];
  return [
    heading('Sites'),
    ...plan.sites.flatMap((site, index): readonly Block[] => [
      subheading(
        `Site ${index + 1}: ${levelWords(site.target)}, ${sideWords(site.side)}, ${words(site.approach)}`,
      ),
      facts(siteFacts(site)),
    ]),
  ];
}

function negativeBlocks(plan: TargetingPlan): readonly Block[] {
  const rows = negativeFacts(plan);
  return [
    heading('Examinations that showed no leak'),
    rows.length === 0 ? quiet('None is recorded.') : facts(rows),
  ];
}

function deviationBlocks(plan: TargetingPlan): readonly Block[] {
  if (plan.deviations.length === 0)
    return [heading('Departures from geometry'), quiet('None: the plan takes what was derived.')];
  const siteOf = (id: string): string => {
    const at = plan.sites.findIndex((site) => site.id === id);
    return at < 0 ? '' : String(at + 1);
  };
  return [
    heading('Departures from geometry'),
    {
      kind: 'table',
      head: ['Site', 'What', 'Derived', 'Chosen', 'Reason'],
      rows: plan.deviations.map(({ siteId, field, derived, chosen, reason }) => [
        siteOf(siteId),
        capital(field),
        derived,
        chosen,
        reason,
      ]),
    },
  ];
}

const aroundBlocks = (plan: TargetingPlan): readonly Block[] => [
  heading('Around the injection'),
  facts([
    ...circumstanceFacts(plan.circumstances),
    fact('Conservative therapy', capital(answerWords(plan.conservativeTherapy))),
    fact('Aftercare', capital(answerWords(plan.aftercare))),
    fact('Rationale', orNotStated(plan.rationale)),
  ]),
];

function seriesBlocks({ series }: TargetingPlan): readonly Block[] {
  if (series.length === 0) return [heading('Images'), quiet('The plan rests on no images.')];
  return [
    heading('Images'),
    {
      kind: 'table',
      head: ['Series', 'Class', 'Posture', 'Accession', 'Series Instance UID'],
      rows: series.map((one) => [
        seriesName(one),
        capitalWords(one.class),
        [
          positionWords(one.patientPosition),
          ...(one.postureReason === undefined ? [] : [one.postureReason]),
        ].join('; '),
        orNotStated(one.accessionNumber),
        one.seriesInstanceUid,
      ]),
    },
  ];
}

/** "Supine, HFS": the posture in words, and the code of (0018,5100) that it was read from. */
function positionWords(code: string | null): string {
  const posture = registeredPosture(code);
  if (code === null) return 'not stated';
  return posture === null ? code : `${capital(words(posture))}, ${code}`;
}

function signatureBlocks(plan: TargetingPlan, review: PlanReview | null): readonly Block[] {
  const { signature } = plan;
  return [
    heading('Signatures and versions'),
    facts([
      fact('Signed', signature === null ? 'Not signed' : signatureWords(signature)),
      fact('Review', reviewWords(review)),
      fact(
        'Plan',
        `${plan.planId}, version ${plan.version}${plan.replacesVersion === null ? '' : `, replaces version ${plan.replacesVersion}`}`,
      ),
      fact('Made', `${momentWords(plan.createdAt)} with ${plan.software.name} ${plan.software.version}`),
      fact('Plan schema', `${plan.schema}, version ${plan.schemaVersion}`),
      fact('Rules', `version ${plan.rules.version}, thresholds: ${siteLimitWords(plan.rules.limits)}`),
    ]),
    sentence(
      'Names typed by hand are not authenticated: no identity provider vouches for them. A version is never edited; a change is a new version.',
    ),
  ];
}

function reviewWords(review: PlanReview | null): string {
  if (review === null) return 'Not yet reviewed by a pain physician';
  const comment = review.comment.trim() === '' ? '' : `: “${review.comment}”`;
  return `${capital(review.decision)} by ${signatureWords(review.reviewer)}${comment}`;
}

function pictureBlocks(pictures: readonly ReportPicture[]): readonly Block[] {
  if (pictures.length === 0) return [];
  return [pageHeading('Key images'), { kind: 'pictures', pictures }];
}
