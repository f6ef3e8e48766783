import { codeKey, type SrNode } from '../foreign/srTree.ts';
import { fold, type Claim } from './claims.ts';
import {
  ANSWER_WORDS,
  APPROACH_WORDS,
  COMPARTMENT_WORDS,
  CONFIDENCE_WORDS,
  DELIVERY_WORDS,
  ENDPOINT_WORDS,
  GUIDANCE_WORDS,
  LEAK_TYPE_WORDS,
  levelOfCode,
  POSITION_WORDS,
  SIDE_WORDS,
} from './codes/vocabulary.ts';

/** Measurement groups of a plan report → claims. */
type Rows = readonly (readonly [string, Claim])[];

const child = (node: SrNode | undefined, name: string): SrNode | undefined =>
  node?.children.find((one) => codeKey(one.name) === name);
const textOf = (node: SrNode, name: string): string => fold(child(node, name)?.text ?? '');
const word = (node: SrNode, name: string, words: Readonly<Record<string, string>>): string =>
  words[codeKey(child(node, name)?.code ?? null)] ?? 'unknown';
/** The number after the last dash of the tracking identifier: `LEAK-2` → 2. */
const ordinalOf = (node: SrNode): number => Number(/\d+/.exec(textOf(node, 'DCM 112039'))?.[0] ?? Number.NaN);

const FINDING_SITE = 'SCT 363698007';
const LATERALITY = 'SCT 272741003';
const TOPOGRAPHY = 'SCT 106233006';
const SERIES = 'DCM 112002';
const EXTENTS = new Set(['99CSFPLAN EXTENT-CRAN', '99CSFPLAN EXTENT-CAUD']);

/** Vertebrae of all finding sites, head to foot, as their codes name them; `unknown` for a code that is no level. */
function siteEnds(group: SrNode): string {
  const sites = group.children.filter((node) => codeKey(node.name) === FINDING_SITE);
  return sites.length === 0
    ? 'none'
    : sites.map((site) => levelOfCode(codeKey(site.code)) ?? 'unknown').join(' ');
}

/** Laterality of the finding sites; where they differ, that is said and fits nothing. */
function siteSide(group: SrNode): string {
  const sites = group.children.filter((node) => codeKey(node.name) === FINDING_SITE);
  const sides = new Set(
    sites.map((site) => {
      const code = child(site, LATERALITY)?.code ?? null;
      return code === null ? 'none' : (SIDE_WORDS[codeKey(code)] ?? 'unknown');
    }),
  );
  return sides.size === 0 ? 'none' : [...sides].join(' and ');
}

export function readFindingGroup(group: SrNode): Rows {
  const at = `finding[${ordinalOf(group)}]`;
  const mark = child(group, 'DCM 111030');
  const image = mark?.children.find((node) => node.type === 'IMAGE')?.images[0];
  const ends = siteEnds(group);
  return [
    [`${at}.trackingUid`, textOf(group, 'DCM 112040')],
    [`${at}.level`, textOf(group, '99CSFPLAN LEVEL-TEXT')],
    [`${at}.levelEnds`, ends],
    [`${at}.side`, textOf(group, '99CSFPLAN SIDE-TEXT')],
    // Without a finding site there is nothing a laterality could hang on.
    ...(ends === 'none' ? [] : [[`${at}.sideCode`, siteSide(group)] as const]),
    [`${at}.compartment`, agreeing(group)],
    [`${at}.confidence`, word(group, '99CSFPLAN LOC-CONF', CONFIDENCE_WORDS)],
    [`${at}.leakType`, word(group, '99CSFPLAN LEAK-TYPE', LEAK_TYPE_WORDS)],
    [`${at}.exitingRoot`, textOf(group, '99CSFPLAN EXIT-ROOT') || 'none'],
    [`${at}.note`, textOf(group, 'DCM 121106')],
    [`${at}.series`, textOf(group, SERIES)],
    ...(mark?.graphic == null
      ? []
      : mark.type === 'SCOORD3D'
        ? ([
            [`${at}.frameOfReference`, mark.graphic.frameOfReferenceUid ?? ''],
            [`${at}.pointMm`, mark.graphic.data],
          ] as const)
        : ([
            [`${at}.image`, image?.sopInstanceUid ?? ''],
            // An image without a frame number has one frame.
            [`${at}.frame`, image === undefined || image.frames.length === 0 ? [1] : image.frames],
            [`${at}.pointPx`, mark.graphic.data.map((value) => value - 0.5)],
          ] as const)),
  ];
}

/** Compartment of the evaluation; the modifier below the finding site must say the same. */
function agreeing(group: SrNode): string {
  const said = word(group, TOPOGRAPHY, COMPARTMENT_WORDS);
  const below = group.children
    .filter((node) => codeKey(node.name) === FINDING_SITE)
    .flatMap((site) => site.children.filter((node) => codeKey(node.name) === TOPOGRAPHY))
    .map((node) => codeKey(node.code))
    .filter((key) => !EXTENTS.has(key))
    .map((key) => COMPARTMENT_WORDS[key] ?? 'unknown');
  return below.every((one) => one === said) ? said : [said, ...below].join(' and ');
}

export function readRegionGroup(group: SrNode): Rows {
  const at = `region[${ordinalOf(group)}]`;
  const [hu, signal, volume] = ['DCM 112031', '99CSFPLAN SIGNAL', 'SCT 118565006'].map((name) =>
    child(group, name),
  );
  const drawn = child(group, 'DCM 111030')?.graphic ?? null;
  const seed = child(group, '99CSFPLAN GROW-SEED')?.graphic ?? null;
  const bounds = child(group, '99CSFPLAN GROW-BOUNDS')?.graphic ?? null;
  const frames = new Set([drawn, seed, bounds].flatMap((one) => one?.frameOfReferenceUid ?? []));
  return [
    [`${at}.trackingUid`, textOf(group, 'DCM 112040')],
    [`${at}.extent`, textOf(group, '99CSFPLAN LEVEL-TEXT')],
    [`${at}.extentEnds`, siteEnds(group)],
    [`${at}.series`, textOf(group, SERIES)],
    [`${at}.frameOfReference`, [...frames].join(' and ')],
    [`${at}.volumeMl`, volume === undefined ? 'not-computed' : unitAmount(volume, 'UCUM mL')],
    [`${at}.mean`, hu === undefined ? unitAmount(signal, 'UCUM 1') : unitAmount(hu, "UCUM [hnsf'U]")],
    [`${at}.unit`, hu === undefined ? 'signal' : 'HU'],
    [`${at}.shape`, seed === null ? (drawn?.type === 'ELLIPSE' ? 'ellipse' : 'freehand') : 'grow'],
    [
      `${at}.pointsMm`,
      seed === null
        ? drawn?.type === 'POLYGON'
          ? drawn.data.slice(0, -3)
          : (drawn?.data ?? [])
        : [...seed.data, ...(bounds?.data ?? [])],
    ],
  ];
}

/** A number in the unit it must have; in another unit it is another amount. */
function unitAmount(node: SrNode | undefined, unit: string): Claim {
  if (node === undefined) return 'not-said';
  if (node.type === 'CODE') return ANSWER_WORDS[codeKey(node.code)] ?? 'unknown';
  if (node.type === 'TEXT') return fold(node.text ?? '');
  return codeKey(node.unit) === unit ? node.numbers : `in ${node.unit?.value ?? 'no unit'}`;
}

/** Series and points by vertebra: their names are the vertebrae. */
export function readLabelGroup(group: SrNode): Rows {
  const series = textOf(group, SERIES);
  return group.children.flatMap((node): Rows => {
    if (node.graphic === null) return [];
    const level = levelOfCode(codeKey(node.name)) ?? 'unknown';
    const image = node.children.find((one) => one.type === 'IMAGE')?.images[0];
    if (node.type === 'SCOORD3D') return [[`label[${series} ${level}].pointMm`, node.graphic.data]];
    return [
      [
        `projectionLabel[${image?.sopInstanceUid ?? ''} ${image?.frames.join(',') || '1'} ${level}].pointPx`,
        node.graphic.data.map((value) => value - 0.5),
      ],
    ];
  });
}

/** An examination that showed no leak. */
export function readNegativeGroup(group: SrNode): Rows {
  const at = `negative[${ordinalOf(group)}]`;
  return [
    [`${at}.posture`, word(group, '99CSFPLAN EXAM-POSTURE', POSITION_WORDS)],
    [`${at}.coverage`, textOf(group, '99CSFPLAN LEVEL-TEXT')],
    [`${at}.coverageEnds`, siteEnds(group)],
    [`${at}.series`, textOf(group, SERIES) || 'none'],
    [`${at}.note`, textOf(group, 'DCM 121106')],
  ];
}

const PLACES: Readonly<Record<string, string>> = {
  '99CSFPLAN EBP-TARGET': 'target',
  '99CSFPLAN EBP-DEFECT': 'defect',
  '99CSFPLAN EBP-COLLECTION': 'collection',
  '99CSFPLAN EBP-ACCESS': 'access',
  '99CSFPLAN EBP-TIP': 'catheterTip',
};

export function readSiteGroup(group: SrNode, finding: string, sites: Set<number>): Rows {
  const place = PLACES[finding];
  const ordinal = child(group, '99CSFPLAN SITE-ORDINAL')?.numbers[0];
  if (place === undefined || ordinal === undefined)
    return [[`group[${group.path}].notUnderstood`, group.path]];
  sites.add(ordinal);
  const at = `site[${ordinal}]`;
  const amount = (name: string, unit: string) => unitAmount(child(group, name), unit);
  const places: Rows = [
    [`${at}.${place}`, textOf(group, '99CSFPLAN LEVEL-TEXT')],
    [`${at}.${place}Ends`, siteEnds(group)],
  ];
  if (place !== 'target') return places;
  // A part of an answer that is no object (needle "not stated") is that answer.
  const partOf = (name: string, whole: Claim, unit: string): Claim =>
    child(group, name) === undefined ? whole : amount(name, unit);
  const [needle, catheter, agent] = ['NDL-TYPE', 'CATH-TYPE', 'CONTRAST-AGENT'].map((name): Claim => {
    const node = child(group, `99CSFPLAN ${name}`);
    return node === undefined ? '' : unitAmount(node, '');
  });
  return [
    ...places,
    [`${at}.finding`, child(group, '99CSFPLAN LEAK-ORDINAL')?.numbers ?? 'none'],
    [`${at}.side`, textOf(group, '99CSFPLAN SIDE-TEXT')],
    [`${at}.sideCode`, siteSide(group)],
    [`${at}.approach`, word(group, '99CSFPLAN APPROACH', APPROACH_WORDS)],
    [`${at}.delivery`, word(group, '99CSFPLAN DELIVERY', DELIVERY_WORDS)],
    [`${at}.guidance`, word(group, '99CSFPLAN GUIDE', GUIDANCE_WORDS)],
    [`${at}.position`, word(group, '99CSFPLAN POSITION', POSITION_WORDS)],
    [`${at}.needleType`, needle ?? ''],
    [`${at}.needleGaugeG`, partOf('DCM 111465', needle ?? '', 'UCUM {gauge}')],
    [`${at}.needleLengthMm`, partOf('DCM 111467', needle ?? '', 'UCUM mm')],
    [`${at}.catheterType`, catheter ?? ''],
    [`${at}.catheterGaugeG`, partOf('99CSFPLAN CATH-GAUGE', catheter ?? '', 'UCUM {gauge}')],
    [`${at}.catheterInsertionMm`, partOf('99CSFPLAN CATH-INSERT', catheter ?? '', 'UCUM mm')],
    [`${at}.plannedVolumeMl`, amount('99CSFPLAN VOL-PLAN', 'UCUM mL')],
    [`${at}.maximumVolumeMl`, amount('99CSFPLAN VOL-MAX', 'UCUM mL')],
    [`${at}.aliquotMl`, amount('99CSFPLAN VOL-ALIQUOT', 'UCUM mL')],
    [`${at}.admixtureAgent`, agent ?? ''],
    [`${at}.admixtureMl`, partOf('99CSFPLAN VOL-CONTRAST', agent ?? '', 'UCUM mL')],
    [`${at}.stopCriterion`, textOf(group, '99CSFPLAN STOP-CRITERION')],
    [
      `${at}.endpoint`,
      child(group, '99CSFPLAN ENDPOINT') === undefined
        ? 'unanswered'
        : word(group, '99CSFPLAN ENDPOINT', ENDPOINT_WORDS),
    ],
    [`${at}.approachReason`, textOf(group, '99CSFPLAN APPROACH-REASON')],
  ];
}
