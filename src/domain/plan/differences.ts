import type {
  Admixture,
  Catheter,
  DeclaredHazard,
  DraftPlan,
  DraftSite,
  KeyImage,
  LeakFinding,
  Needle,
  NumberingStatement,
} from '../case/document.ts';
import type { Level } from '../vocabulary/level.ts';
import type { Side } from '../vocabulary/terms.ts';
import { formatLevel } from '../vocabulary/levelText.ts';
import { DISCLOSURES } from './circumstances.ts';
import { negativeWords } from './negatives.ts';
import { HAZARD_RULES, questionTopic } from './rules/catalogue.ts';
import { siteLimitWords, type RuleLimits } from './rules/limits.ts';
import type { PlanHazard, PlanRegion } from './targetingPlan.ts';
import {
  approachWords,
  countedWords,
  guidanceWords,
  kindWords,
  levelWords,
  numberingWords,
  positionWords,
  sideShort,
} from './words.ts';

/** What words are found for: a plan, or a draft with what follows from it. Null is "not answered yet". */
export interface ComparedPlan extends Omit<DraftPlan, 'deviations' | 'hazardAnswers'> {
  readonly findings: readonly ComparedFinding[];
  readonly numbering: Omit<NumberingStatement, 'seriesUid'>;
  readonly hazards: readonly Pick<PlanHazard, 'id' | 'severity'>[];
  readonly regions: readonly Pick<PlanRegion, 'trackingUid' | 'ordinal' | 'extent' | 'measurement'>[];
  readonly keyImages: readonly Pick<KeyImage, 'sha256' | 'caption' | 'marked'>[];
  readonly rules: { readonly limits: RuleLimits };
}
type ComparedFinding = Pick<
  LeakFinding,
  'trackingUid' | 'ordinal' | 'place' | 'leakType' | 'compartment' | 'confidence' | 'note'
> & { readonly level: Level | null; readonly side: Side | null };

/** What changed from one version to the next, in words, the dangerous things first: "side: left → right". */
export function planDifferences(from: ComparedPlan, to: ComparedPlan): readonly string[] {
  return [
    ...siteDifferences(from, to),
    ...findingDifferences(from, to),
    ...fields('', planFields(from), planFields(to)),
    ...hazardDifferences(from, to),
    ...answerDifferences(from, to),
    ...regionDifferences(from, to),
    ...keyImageDifferences(from, to),
  ];
}

type Fields = readonly (readonly [name: string, text: string])[];

function fields(prefix: string, before: Fields, after: Fields): readonly string[] {
  return after.flatMap(([name, text], i) => {
    const old = before[i]?.[1];
    return old === text ? [] : [`${prefix}${name}: ${old ?? ''} → ${text}`];
  });
}

function siteDifferences(from: ComparedPlan, to: ComparedPlan): readonly string[] {
  const many = from.sites.length > 1 || to.sites.length > 1;
  const changed = to.sites.flatMap((site, i) => {
    const before = from.sites.find((candidate) => candidate.id === site.id);
    const prefix = many ? `site ${i + 1}: ` : '';
    return before === undefined
      ? [`new site: ${levelWords(site.target)} ${sideShort(site.side)}`]
      : fields(prefix, siteFields(before), siteFields(site));
  });
  const gone = from.sites
    .filter((site) => !to.sites.some((candidate) => candidate.id === site.id))
    .map((site) => `site removed: ${levelWords(site.target)} ${sideShort(site.side)}`);
  return [...changed, ...gone];
}

const siteFields = (site: DraftSite): Fields => [
  ['target', levelWords(site.target)],
  ['side', sideShort(site.side)],
  ['approach', approachWords(site.approach)],
  ['access', levelWords(site.access)],
  ['catheter tip', levelWords(site.catheterTip)],
  ['defect', levelWords(site.defect)],
  ['collection', levelWords(site.collection)],
  ['delivery', answered(site.delivery)],
  ['guidance', known(site.guidance, guidanceWords)],
  ['needle', known(site.needle, needleWords)],
  ['catheter', known(site.catheter, catheterWords)],
  ['planned blood', known(site.plannedVolumeMl, inMl)],
  ['maximum blood', known(site.maximumVolumeMl, inMl)],
  ['aliquot', known(site.aliquotMl, inMl)],
  ['contrast admixture', known(site.contrastAdmixture, admixtureWords)],
  ['position', known(site.position, positionWords)],
  ['stop criterion', answered(site.stopCriterion)],
  ['endpoint', answered(site.endpoint)],
  ['reason for the approach', plain(site.approachReason)],
];

function findingDifferences(from: ComparedPlan, to: ComparedPlan): readonly string[] {
  const changed = to.findings.flatMap((finding) => {
    const before = from.findings.find((candidate) => candidate.trackingUid === finding.trackingUid);
    if (before === undefined)
      return [
        `new mark: ${name(finding)}, ${finding.level === null ? 'level not known' : formatLevel(finding.level)} ${sideShort(finding.side)}`,
      ];
    const moved = JSON.stringify(before.place) !== JSON.stringify(finding.place);
    return [
      ...fields(`${name(finding)}: `, findingFields(before), findingFields(finding)),
      ...(moved ? [`${name(finding)}: the mark was moved`] : []),
    ];
  });
  const gone = from.findings
    .filter((finding) => !to.findings.some((candidate) => candidate.trackingUid === finding.trackingUid))
    .map((finding) => `mark removed: ${name(finding)}`);
  return [...changed, ...gone];
}

const name = (finding: ComparedFinding): string => `Leak ${finding.ordinal}`;
const findingFields = (finding: ComparedFinding): Fields => [
  ['level', finding.level === null ? 'not known' : formatLevel(finding.level)],
  ['side', sideShort(finding.side)],
  ['type', known(finding.leakType, ({ system, type }) => `${system} ${type}`)],
  ['compartment', answered(finding.compartment)],
  ['confidence', answered(finding.confidence)],
  ['note', plain(finding.note)],
];

const planFields = (plan: ComparedPlan): Fields => [
  ['kind', known(plan.kind, kindWords)],
  ['numbering', countedWords(plan.numbering.countedFrom)],
  ['anomalies', plan.numbering.anomalies.map(plain).join(', ') || 'none'],
  ['numbering statement', plain(numberingWords(plan.numbering))],
  ['conservative therapy', answered(plan.conservativeTherapy)],
  ['aftercare', answered(plan.aftercare)],
  ['rationale', plain(plan.rationale)],
  ...DISCLOSURES.map(
    (what) => [`disclosed ${what}`, answered(plan.circumstances.disclosures[what])] as const,
  ),
  ['CSF drained', drained(plan.circumstances.csfDrainedMl)],
  ['check afterwards', answered(plan.circumstances.postProcedureCheck)],
  ['thresholds of warnings', siteLimitWords(plan.rules.limits)],
  ['negative findings', plan.circumstances.negatives.map(negativeWords).join('; ') || 'none'],
];

function hazardDifferences(from: ComparedPlan, to: ComparedPlan): readonly string[] {
  const [before, after] = [titles(from), titles(to)];
  return [
    ...[...after].filter((title) => !before.has(title)).map((title) => `new warning: ${title}`),
    ...[...before].filter((title) => !after.has(title)).map((title) => `warning gone: ${title}`),
  ];
}

const titles = (plan: ComparedPlan): ReadonlySet<string> =>
  new Set(
    plan.hazards
      .filter((hazard) => hazard.severity !== 'inform')
      .map((hazard) => `${hazard.id} ${HAZARD_RULES[hazard.id].title}`),
  );

/** Safety answers: "H1 Active infection: no → yes at L3"; an open question is "unanswered", never no. */
function answerDifferences(from: ComparedPlan, to: ComparedPlan): readonly string[] {
  const before = new Map(from.declaredHazards.map((hazard) => [hazard.id, hazard]));
  const after = new Map(to.declaredHazards.map((hazard) => [hazard.id, hazard]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) =>
    fields(
      '',
      [[`${id} ${questionTopic(id)}`, answerWords(before.get(id))]],
      [[`${id} ${questionTopic(id)}`, answerWords(after.get(id))]],
    ),
  );
}

const answerWords = (hazard: DeclaredHazard | undefined): string =>
  hazard === undefined
    ? 'unanswered'
    : [
        plain(hazard.present),
        ...(hazard.level === null ? [] : [`at ${formatLevel(hazard.level)}`]),
        ...(hazard.note.trim() === '' ? [] : [`(${hazard.note.trim()})`]),
      ].join(' ');

function regionDifferences(from: ComparedPlan, to: ComparedPlan): readonly string[] {
  const [before, after] = [regionTexts(from), regionTexts(to)];
  return [
    ...[...after].flatMap(([uid, text]) => {
      const old = before.get(uid);
      if (old === undefined) return [`new region: ${text}`];
      return old === text ? [] : [`${old} → ${text}`];
    }),
    ...[...before].flatMap(([uid, text]) => (after.has(uid) ? [] : [`region removed: ${text}`])),
  ];
}

const regionTexts = (plan: ComparedPlan): ReadonlyMap<string, string> =>
  new Map(
    plan.regions.map((region) => [
      region.trackingUid,
      `Extravasation ${region.ordinal}: ${region.extent === null ? 'extent not known' : formatLevel(region.extent)}, ${region.measurement.volumeMl === null ? 'no volume' : `${region.measurement.volumeMl.toFixed(1)} mL`}`,
    ]),
  );

function keyImageDifferences(from: ComparedPlan, to: ComparedPlan): readonly string[] {
  return hashes(from) === hashes(to)
    ? []
    : [`key images: ${from.keyImages.length} → ${to.keyImages.length}, or other pictures`];
}

/** By the marked picture: the strip below it names another version each time. */
const hashes = (plan: ComparedPlan): string =>
  plan.keyImages.map((image) => `${image.marked?.sha256 ?? image.sha256} ${image.caption}`).join('\n');

const known = <T>(value: T | null, words: (value: T) => string): string =>
  value === null ? 'unanswered' : words(value);
const inMl = (value: number | string): string => amount(value, 'mL');
const answered = (text: string | null): string => (text === null ? 'unanswered' : plain(text));
const drained = (value: ComparedPlan['circumstances']['csfDrainedMl']): string =>
  value === null ? 'unanswered' : amount(value, 'mL');
const plain = (text: string): string =>
  text === '' ? 'none' : /^[a-z-]+$/.test(text) ? text.replaceAll('-', ' ') : text;
const amount = (value: number | string, unit: string): string =>
  typeof value === 'number' ? `${value} ${unit}` : plain(value);
const needleWords = (needle: Needle | 'not-stated'): string =>
  needle === 'not-stated'
    ? 'not stated'
    : `${needle.type}, ${amount(needle.gaugeG, 'G')}, ${amount(needle.lengthMm, 'mm')}`;
const catheterWords = (catheter: Catheter | 'not-stated' | 'not-applicable'): string =>
  typeof catheter === 'string'
    ? plain(catheter)
    : `${catheter.type}, ${amount(catheter.gaugeG, 'G')}, ${amount(catheter.insertionLengthMm, 'mm')}`;
const admixtureWords = (admixture: Admixture | 'not-stated' | 'none'): string =>
  typeof admixture === 'string'
    ? plain(admixture)
    : `${admixture.agent}, ${amount(admixture.volumeMl, 'mL')}`;
