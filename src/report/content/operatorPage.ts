import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { keptCountWords } from '../../domain/plan/words.ts';
import { amount, levelWords, needleWords, catheterWords, words } from '../../interchange/words.ts';
import { spineMapDrawing } from '../map/spineMapDrawing.ts';
import { spineMapOfPlan } from '../map/spineMapModel.ts';
import { fact, facts, heading, quiet, type Block, type Fact, type ReportPicture } from './blocks.ts';
import { leakFact } from './findingBlocks.ts';
import { hazardBlocks } from './hazardBlocks.ts';
import { capital, countedWords } from './reportWords.ts';
import { glanceRows, siteFacts } from './siteFacts.ts';

/** Page one, for the operator: where, which side, which way in, how to recount, what to beware of, and how it looks. */
export function operatorPage(
  plan: TargetingPlan,
  review: PlanReview | null,
  pictures: readonly ReportPicture[],
): readonly Block[] {
  const drawing = spineMapDrawing(spineMapOfPlan(plan), 'light');
  const [only] = plan.sites;
  const beside: readonly Block[] =
    only !== undefined && plan.sites.length === 1
      ? [facts([...purposeFacts(plan), ...siteFacts(only)])]
      : [facts(purposeFacts(plan)), siteTable(plan)];
  return [
    { kind: 'glance', rows: glanceRows(plan.sites) },
    countBlock(plan),
    { kind: 'beside', drawing, blocks: beside },
    heading('Warnings'),
    ...hazardBlocks(plan, review),
    ...(pictures.length === 0
      ? [quiet('Key images: none was captured.')]
      : [{ kind: 'front-pictures', title: 'Key images', pictures: pictures.slice(0, 2) } satisfies Block]),
  ];
}

/** What is done and why: the kind of patch, and each leak that a site aims at with what it was seen on. */
function purposeFacts(plan: TargetingPlan): readonly Fact[] {
  const aimedAt = plan.findings.filter(({ id }) => plan.sites.some(({ findingId }) => findingId === id));
  return [
    fact('Procedure', `${capital(words(plan.kind))} epidural blood patch`),
    ...(aimedAt.length === 0
      ? [fact('Leak', 'No site aims at a marked leak')]
      : aimedAt.map((finding) => leakFact(finding, plan.series))),
  ];
}

/** How the levels were counted, and how to count to the target under fluoroscopy. */
function countBlock({ numbering }: TargetingPlan): Block {
  const anomalies = numbering.anomalies.map((each) => each.replaceAll('-', ' '));
  return {
    kind: 'notice',
    title: `Levels ${countedWords[numbering.countedFrom]}${anomalies.length === 0 ? '' : `; ${anomalies.join(', ')}`}`,
    lines: [
      ...(numbering.statement.trim() === '' ? [] : [numbering.statement]),
      ...(numbering.keptCounts ?? []).map(keptCountWords),
      numbering.relative === null
        ? 'The place relative to sacrum and last rib is not known.'
        : `To recount: ${numbering.relative}.`,
      'Recount the level under fluoroscopy. Stop if it differs.',
    ],
  };
}

/** Several sites: what differs from site to site; everything else of each site is on the next page. */
const siteTable = (plan: TargetingPlan): Block => ({
  kind: 'table',
  head: ['Site', 'Access', 'Needle, catheter', 'Blood: planned, maximum, aliquots'],
  rows: plan.sites.map((site, index) => [
    String(index + 1),
    capital(levelWords(site.access)),
    [
      capital(needleWords(site.needle)),
      ...(site.delivery === 'catheter' ? [catheterWords(site.catheter)] : []),
    ].join('; '),
    [site.plannedVolumeMl, site.maximumVolumeMl, site.aliquotMl].map((ml) => amount(ml, 'mL')).join(', '),
  ]),
});
