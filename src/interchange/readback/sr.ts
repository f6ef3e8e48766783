import { datasetAttributes, firstText, type Attributes } from '../../dicom/attributes.ts';
import { readPart10 } from '../../dicom/part10.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { tidyName } from '../../domain/vocabulary/personName.ts';
import { R } from '../foreign/readTags.ts';
import { codeKey, readSrTree, type SrNode } from '../foreign/srTree.ts';
import { fold, type Claim, type Claims } from './claims.ts';
import {
  readFindingGroup,
  readLabelGroup,
  readNegativeGroup,
  readRegionGroup,
  readSiteGroup,
} from './srGroups.ts';
import { ANSWER_WORDS, COUNTED_WORDS, KIND_WORDS, PRESENCE_WORDS } from './codes/vocabulary.ts';

/** A DICOM file as attributes, by this product's own reader; refuses what is cut off. */
export function readAttributes(bytes: Uint8Array): Result<Attributes> {
  const file = readPart10(bytes);
  if (file === null || file.problem !== null)
    return err(issue('unreadable', 'The DICOM file cannot be read whole.'));
  return ok(datasetAttributes(file.dataset));
}

/** Imaging Measurements, and groups without coordinates beside it (reports written before had all in the first). */
const GROUP_CONTAINERS: ReadonlySet<string> = new Set(['DCM 126010', '99CSFPLAN PLACELESS']);

/** What a plan report in SR says, read from its content items alone (the JSON in the private element is not looked at). */
export function srClaims(bytes: Uint8Array): Result<Claims> {
  const attributes = readAttributes(bytes);
  if (!attributes.ok) return attributes;
  const tree = readSrTree(attributes.value);
  const claims = new Map<string, Claim>(patientClaims(attributes.value));
  const groups = tree.children
    .filter((node) => GROUP_CONTAINERS.has(codeKey(node.name)))
    .flatMap((node) => node.children);
  const statements = tree.children.find((node) => codeKey(node.name) === 'UMLS C0034375');
  const count = { findings: 0, regions: 0, negatives: 0, sites: new Set<number>() };
  for (const group of groups) {
    const finding = codeKey(group.children.find((node) => codeKey(node.name) === 'DCM 121071')?.code ?? null);
    if (finding === 'SCT 230744007') count.findings += 1;
    if (finding === '99CSFPLAN EXTRAV-CSF') count.regions += 1;
    if (finding === '99CSFPLAN EXAM-NEGATIVE') count.negatives += 1;
    const rows =
      finding === 'SCT 230744007'
        ? readFindingGroup(group)
        : finding === '99CSFPLAN EXTRAV-CSF'
          ? readRegionGroup(group)
          : finding === '99CSFPLAN VERT-LABELS'
            ? readLabelGroup(group)
            : finding === '99CSFPLAN EXAM-NEGATIVE'
              ? readNegativeGroup(group)
              : readSiteGroup(group, finding, count.sites);
    for (const [path, claim] of rows) {
      if (claims.has(path)) return err(issue('said-twice', 'The report says one thing twice.', path));
      claims.set(path, claim);
    }
  }
  claims.set('plan.findings', [count.findings]);
  claims.set('plan.regions', [count.regions]);
  claims.set('plan.negatives', [count.negatives]);
  claims.set('plan.sites', [count.sites.size]);
  for (const [path, claim] of statementClaims(statements?.children ?? [])) claims.set(path, claim);
  claims.set('images', evidenceUids(attributes.value).join(' '));
  return ok(claims);
}

export const patientClaims = (attributes: Attributes): readonly (readonly [string, Claim])[] => [
  ['patient.id', firstText(attributes, R.patientId)],
  ['patient.issuer', firstText(attributes, R.patientIssuer)],
  ['patient.name', tidyName(firstText(attributes, R.patientName))],
  ['patient.birthDate', firstText(attributes, R.birthDate)],
  ['patient.sex', firstText(attributes, R.sex)],
];

/** Every instance in the evidence sequences, sorted. */
export const evidenceUids = (attributes: Attributes): readonly string[] =>
  [...attributes.items(R.evidence), ...attributes.items(R.otherEvidence)]
    .flatMap((study) => study.items(R.referencedSeries))
    .flatMap((series) => series.items(R.referencedSops))
    .map((instance) => firstText(instance, R.refSopInstance))
    .toSorted();

const SIGNATURE_FLAGS: Readonly<Record<string, string>> = {
  '99CSFPLAN ID-AUTH': 'true',
  '99CSFPLAN ID-TYPED': 'false',
};

function statementClaims(nodes: readonly SrNode[]): readonly (readonly [string, Claim])[] {
  const first = (code: string) => nodes.find((node) => codeKey(node.name) === code);
  const say = (code: string, absent = '') => fold(first(`99CSFPLAN ${code}`)?.text ?? absent);
  const all = (code: string) => nodes.filter((node) => codeKey(node.name) === `99CSFPLAN ${code}`);
  const presence = (code: string): string => {
    const node = first(`99CSFPLAN ${code}`);
    return node === undefined ? 'unanswered' : (PRESENCE_WORDS[codeKey(node.code)] ?? 'unknown');
  };
  const number = (code: string): Claim => first(`99CSFPLAN ${code}`)?.numbers ?? 'none';
  return [
    ['plan.id', say('PLAN-ID')],
    ['plan.version', number('PLAN-VERSION')],
    ['plan.replaces', number('PLAN-REPLACES')],
    ['plan.kind', KIND_WORDS[codeKey(first('99CSFPLAN PLAN-KIND')?.code ?? null)] ?? 'unknown'],
    ['plan.countedFrom', COUNTED_WORDS[codeKey(first('99CSFPLAN NUM-METHOD')?.code ?? null)] ?? 'unknown'],
    ['plan.statement', say('NUM-STATEMENT')],
    ['plan.relative', say('NUM-RELATIVE')],
    ['plan.rationale', say('RATIONALE')],
    ['plan.conservativeTherapy', say('CONSERVATIVE')],
    ['plan.aftercare', say('AFTERCARE')],
    ['plan.notice', say('NOTICE')],
    ['plan.anticoagulant', presence('DISCL-ANTICOAG')],
    ['plan.pregnancy', presence('DISCL-PREGNANCY')],
    ['plan.fever', presence('DISCL-FEVER')],
    ['plan.csfDrainedMl', drained(first('99CSFPLAN CSF-DRAINED'))],
    ['plan.check', say('POST-CHECK', 'unanswered')],
    ['signature.name', say('SIGNED-BY', 'not-signed')],
    ['signature.role', say('SIGNED-ROLE', 'not-signed')],
    ['signature.at', say('SIGNED-AT', 'not-signed')],
    [
      'signature.authenticated',
      SIGNATURE_FLAGS[codeKey(first('99CSFPLAN SIGNED-AUTH')?.code ?? null)] ?? 'not-signed',
    ],
    ...all('HAZARD').map((node, index): readonly [string, Claim] => [
      `hazard[${index + 1}].statement`,
      (node.text ?? '').split('\n')[0] ?? '',
    ]),
    ...all('HAZARD-ANSWER').map((node, index): readonly [string, Claim] => [
      `hazardAnswer[${index + 1}].statement`,
      fold(node.text ?? ''),
    ]),
    ...all('KEY-IMAGE').flatMap((node, index) => keyImageClaims(node.text ?? '', index + 1)),
  ];
}

/** An amount in mL; in another unit it is another amount. */
function drained(node: SrNode | undefined): Claim {
  if (node === undefined) return 'unanswered';
  if (node.type === 'CODE') return ANSWER_WORDS[codeKey(node.code)] ?? 'unknown';
  return codeKey(node.unit) === 'UCUM mL' ? node.numbers : `in ${node.unit?.value ?? 'no unit'}`;
}

function keyImageClaims(text: string, ordinal: number): readonly (readonly [string, Claim])[] {
  const [place = '', ...caption] = text.split('\n');
  const [image = '', frame = ''] = place.split('#');
  return [
    [`keyImage[${ordinal}].image`, image],
    [`keyImage[${ordinal}].frame`, frame === 'none' ? 'none' : [Number(frame)]],
    [`keyImage[${ordinal}].caption`, fold(caption.join(' '))],
  ];
}
