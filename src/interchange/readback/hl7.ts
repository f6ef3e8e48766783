import { err, issue, ok, type Result } from '../../domain/result.ts';
import { tidyName } from '../../domain/vocabulary/personName.ts';
import { bytesOfBase64 } from '../base64.ts';
import { fold, type Claim, type Claims } from './claims.ts';
import {
  ANSWER_WORDS,
  APPROACH_WORDS,
  COMPARTMENT_WORDS,
  CONFIDENCE_WORDS,
  COUNTED_WORDS,
  DELIVERY_WORDS,
  ENDPOINT_WORDS,
  GUIDANCE_WORDS,
  KIND_WORDS,
  LEAK_TYPE_WORDS,
  levelOfCode,
  POSITION_WORDS,
  PRESENCE_WORDS,
  SIDE_WORDS,
} from './codes/vocabulary.ts';
import { descriptionClaims } from './description.ts';
import { unspoken } from './spokenWords.ts';

type Rows = readonly (readonly [string, Claim])[];
/** Fields by number (0 is the name), each split into repetitions and these into components, escapes resolved. */
type Segment = readonly (readonly (readonly string[])[])[];

/** Parses a message by the delimiters it declares. */
export function parseHl7(text: string): readonly Segment[] | null {
  if (!text.startsWith('MSH') || text.length < 9) return null;
  const [bar = '|', caret = '^', tilde = '~', backslash = '\\'] = [text[3], text[4], text[5], text[6]];
  const names: Readonly<Record<string, string>> = {
    F: bar,
    S: caret,
    R: tilde,
    T: text[7] ?? '&',
    E: backslash,
    '.br': '\n',
  };
  const plain = (part: string): string =>
    part
      .split(backslash)
      .map((piece, index) => (index % 2 === 0 ? piece : (names[piece] ?? '')))
      .join('');
  return text
    .split(/\r\n?|\n/)
    .filter((line) => line !== '')
    .map((line) => {
      const fields = line.split(bar);
      // MSH-1 is the separator itself: the fields of MSH count one higher than those of other segments.
      const counted = fields[0] === 'MSH' ? ['MSH', bar, ...fields.slice(1)] : fields;
      return counted.map((field, index) =>
        fields[0] === 'MSH' && index <= 2
          ? [[field]]
          : field.split(tilde).map((repetition) => repetition.split(caret).map(plain)),
      );
    });
}

const first = (segment: Segment | undefined, field: number, component = 0): string =>
  segment?.[field]?.[0]?.[component] ?? '';

function patientRows(pid: Segment | undefined): Rows {
  return [
    ['patient.id', first(pid, 3)],
    ['patient.issuer', first(pid, 3, 3)],
    ['patient.name', patientName(pid?.[5] ?? [])],
    ['patient.birthDate', first(pid, 7)],
    ['patient.sex', first(pid, 8)],
  ];
}

/** XPN-8 of a repetition → its place in a DICOM name; one without a code is in letters. */
const SPELLINGS = ['A', 'I', 'P'];

/** Repetitions of PID-5 → `alphabetic=ideographic=phonetic`, suffix and prefix in the order of DICOM. */
function patientName(repetitions: readonly (readonly string[])[]): string {
  const name = ['', '', ''];
  for (const [family = '', given = '', middle = '', suffix = '', prefix = '', , , code = ''] of repetitions)
    name[Math.max(0, SPELLINGS.indexOf(code))] = [family, given, middle, prefix, suffix].join('^');
  return tidyName(name.join('='));
}

interface Statement {
  readonly name: string;
  readonly type: string;
  readonly value: readonly string[];
  readonly unit: string;
}
const statementOf = (obx: Segment): Statement => ({
  name: `${first(obx, 3, 2)} ${first(obx, 3)}`,
  type: first(obx, 2),
  value: obx[5]?.[0] ?? [''],
  unit: first(obx, 6),
});

/** ORU^R01 → claims; each OBX sub-id is one leak, region, site or the plan. */
export function oruClaims(text: string): Result<Claims> {
  const segments = parseHl7(text);
  const message = segments?.[0];
  if (segments === null || first(message, 9) !== 'ORU')
    return err(issue('unreadable', 'This is no ORU message.'));
  const groups = new Map<string, Statement[]>();
  for (const obx of segments.filter((one) => first(one, 0) === 'OBX')) {
    const sub = first(obx, 4);
    groups.set(sub, [...(groups.get(sub) ?? []), statementOf(obx)]);
  }
  const claims = new Map<string, Claim>(patientRows(segments.find((one) => first(one, 0) === 'PID')));
  const count: Record<string, number> = { LEAK: 0, EXTRAV: 0, SITE: 0, NEG: 0 };
  for (const [sub, statements] of groups) {
    const [kind = '', ordinal = ''] = sub.split('-');
    const read = READERS[kind];
    if (read === undefined) return err(issue('unreadable', 'A group of the message is unknown.'));
    if (kind !== 'PLAN') count[kind] = (count[kind] ?? 0) + 1;
    for (const row of read(ordinal, statements)) claims.set(...row);
  }
  claims.set('plan.findings', [count['LEAK'] ?? 0]);
  claims.set('plan.regions', [count['EXTRAV'] ?? 0]);
  claims.set('plan.sites', [count['SITE'] ?? 0]);
  claims.set('plan.negatives', [count['NEG'] ?? 0]);
  return ok(claims);
}

const READERS: Readonly<Record<string, (ordinal: string, statements: readonly Statement[]) => Rows>> = {
  PLAN: (_ordinal, statements) => planRows(statements),
  LEAK: leakRows,
  EXTRAV: regionRows,
  SITE: siteRows,
  NEG: negativeRows,
};

/** Look-ups in one group. */
function reader(statements: readonly Statement[]) {
  const all = (name: string) => statements.filter((one) => one.name === name);
  const find = (name: string) => all(name)[0];
  const keyOf = (one: Statement | undefined): string => `${one?.value[2] ?? ''} ${one?.value[0] ?? ''}`;
  const say = (name: string): string => fold(find(name)?.value[0] ?? '');
  const number = (name: string, unit: string): Claim => {
    const found = find(name);
    if (found === undefined) return 'none';
    if (found.type === 'CWE') return ANSWER_WORDS[keyOf(found)] ?? 'unknown';
    return found.unit === unit ? [Number(found.value[0])] : `in ${found.unit}`;
  };
  return {
    all,
    find,
    say,
    number,
    word: (name: string, words: Readonly<Record<string, string>>): string =>
      words[keyOf(find(name))] ?? 'unknown',
    vector: (name: string): Claim => (find(name)?.value[0] ?? '').split(' ').map(Number),
    spelledLevel: (name: string): string => unspoken(find(name)?.value[8] ?? ''),
    levelEnds: (name: string): string => {
      const keys = all(name).map(keyOf);
      if (keys.join() === '99CSFPLAN NONE') return 'none';
      return keys.map((key) => levelOfCode(key) ?? 'unknown').join(' ');
    },
    side: (): readonly [string, string] => {
      const found = find('SCT 272741003');
      return [unspoken(found?.value[8] ?? ''), SIDE_WORDS[keyOf(found)] ?? 'none'];
    },
  };
}

function planRows(statements: readonly Statement[]): Rows {
  const { all, say, number, word, find } = reader(statements);
  const signed = find('99CSFPLAN SIGNED-BY') !== undefined;
  const presence = (name: string): string =>
    find(name) === undefined ? 'unanswered' : word(name, PRESENCE_WORDS);
  return [
    ['plan.id', say('99CSFPLAN PLAN-ID')],
    ['plan.version', number('99CSFPLAN PLAN-VERSION', '')],
    ['plan.replaces', number('99CSFPLAN PLAN-REPLACES', '')],
    ['plan.kind', word('99CSFPLAN PLAN-KIND', KIND_WORDS)],
    ['plan.countedFrom', word('99CSFPLAN NUM-METHOD', COUNTED_WORDS)],
    ['plan.statement', say('99CSFPLAN NUM-STATEMENT')],
    ['plan.relative', say('99CSFPLAN NUM-RELATIVE')],
    ['plan.rationale', say('99CSFPLAN RATIONALE')],
    ['plan.conservativeTherapy', say('99CSFPLAN CONSERVATIVE')],
    ['plan.aftercare', say('99CSFPLAN AFTERCARE')],
    ['plan.notice', say('99CSFPLAN NOTICE')],
    ['plan.anticoagulant', presence('99CSFPLAN DISCL-ANTICOAG')],
    ['plan.pregnancy', presence('99CSFPLAN DISCL-PREGNANCY')],
    ['plan.fever', presence('99CSFPLAN DISCL-FEVER')],
    [
      'plan.csfDrainedMl',
      find('99CSFPLAN CSF-DRAINED') === undefined ? 'unanswered' : number('99CSFPLAN CSF-DRAINED', 'mL'),
    ],
    ['plan.check', say('99CSFPLAN POST-CHECK') || 'unanswered'],
    ['signature.name', signed ? say('99CSFPLAN SIGNED-BY') : 'not-signed'],
    ['signature.role', signed ? say('99CSFPLAN SIGNED-ROLE') : 'not-signed'],
    ['signature.at', signed ? say('99CSFPLAN SIGNED-AT') : 'not-signed'],
    [
      'signature.authenticated',
      signed ? String(find('99CSFPLAN SIGNED-AUTH')?.value[0] === 'ID-AUTH') : 'not-signed',
    ],
    [
      'images',
      all('99CSFPLAN IMAGE-REF')
        .map((one) => one.value[0] ?? '')
        .toSorted()
        .join(' '),
    ],
    ...all('99CSFPLAN HAZARD').map((one, index): readonly [string, Claim] => [
      `hazard[${index + 1}].statement`,
      (one.value[0] ?? '').split('\n')[0] ?? '',
    ]),
    ...all('99CSFPLAN HAZARD-ANSWER').map((one, index): readonly [string, Claim] => [
      `hazardAnswer[${index + 1}].statement`,
      fold(one.value[0] ?? ''),
    ]),
  ];
}

function leakRows(ordinal: string, statements: readonly Statement[]): Rows {
  const { say, word, number, vector, spelledLevel, levelEnds, side, find } = reader(statements);
  const at = `finding[${ordinal}]`;
  const level = spelledLevel('SCT 363698007');
  const [said, coded] = side();
  return [
    [`${at}.trackingUid`, say('DCM 112040')],
    [`${at}.level`, level],
    [`${at}.levelEnds`, levelEnds('SCT 363698007')],
    [`${at}.side`, said],
    ...(level === 'not-derived' ? [] : [[`${at}.sideCode`, coded] as const]),
    [`${at}.compartment`, word('SCT 106233006', COMPARTMENT_WORDS)],
    [`${at}.confidence`, word('99CSFPLAN LOC-CONF', CONFIDENCE_WORDS)],
    [`${at}.leakType`, word('99CSFPLAN LEAK-TYPE', LEAK_TYPE_WORDS)],
    [`${at}.exitingRoot`, say('99CSFPLAN EXIT-ROOT') || 'none'],
    [`${at}.note`, say('DCM 121106')],
    [`${at}.series`, say('DCM 112002')],
    ...(find('99CSFPLAN IMAGE-REF') === undefined
      ? ([
          [`${at}.frameOfReference`, say('99CSFPLAN FOR-UID')],
          [`${at}.pointMm`, vector('99CSFPLAN POINT-MM')],
        ] as const)
      : ([
          [`${at}.image`, say('99CSFPLAN IMAGE-REF')],
          [`${at}.frame`, number('99CSFPLAN FRAME-REF', '')],
          [`${at}.pointPx`, vector('99CSFPLAN POINT-PX')],
        ] as const)),
  ];
}

function regionRows(ordinal: string, statements: readonly Statement[]): Rows {
  const { say, number, spelledLevel, levelEnds, find } = reader(statements);
  const at = `region[${ordinal}]`;
  const inHu = find('DCM 112031') !== undefined;
  return [
    [`${at}.trackingUid`, say('DCM 112040')],
    [`${at}.extent`, spelledLevel('99CSFPLAN EXTENT')],
    [`${at}.extentEnds`, levelEnds('99CSFPLAN EXTENT')],
    [`${at}.volumeMl`, find('SCT 118565006') === undefined ? 'not-computed' : number('SCT 118565006', 'mL')],
    [`${at}.mean`, inHu ? number('DCM 112031', "[hnsf'U]") : number('99CSFPLAN SIGNAL', '1')],
    [`${at}.unit`, inHu ? 'HU' : 'signal'],
    [`${at}.series`, say('DCM 112002')],
    [`${at}.frameOfReference`, say('99CSFPLAN FOR-UID')],
  ];
}

function negativeRows(ordinal: string, statements: readonly Statement[]): Rows {
  const { say, word, spelledLevel, levelEnds } = reader(statements);
  const at = `negative[${ordinal}]`;
  return [
    [`${at}.posture`, word('99CSFPLAN EXAM-POSTURE', POSITION_WORDS)],
    [`${at}.coverage`, spelledLevel('SCT 363698007')],
    [`${at}.coverageEnds`, levelEnds('SCT 363698007')],
    [`${at}.series`, say('DCM 112002') || 'none'],
    [`${at}.note`, say('DCM 121106')],
  ];
}

const own = (name: string): string => `99CSFPLAN ${name}`;

function siteRows(ordinal: string, statements: readonly Statement[]): Rows {
  const { say, word, number, spelledLevel, levelEnds, side, find } = reader(statements);
  const at = `site[${ordinal}]`;
  const [said, coded] = side();
  const places = [
    ['defect', 'EBP-DEFECT'],
    ['collection', 'EBP-COLLECTION'],
    ['target', 'EBP-TARGET'],
    ['access', 'EBP-ACCESS'],
    ['catheterTip', 'EBP-TIP'],
  ] as const;
  const partOf = (name: string, whole: string, unit: string): Claim =>
    find(name) === undefined ? whole : number(name, unit);
  const [needle, catheter, agent] = [say(own('NDL-TYPE')), say(own('CATH-TYPE')), say(own('CONTRAST-AGENT'))];
  return [
    ...places.flatMap(([place, name]): Rows => [
      [`${at}.${place}`, spelledLevel(own(name))],
      [`${at}.${place}Ends`, levelEnds(own(name))],
    ]),
    [`${at}.finding`, number(own('LEAK-ORDINAL'), '')],
    [`${at}.side`, said],
    [`${at}.sideCode`, coded],
    [`${at}.approach`, word(own('APPROACH'), APPROACH_WORDS)],
    [`${at}.delivery`, word(own('DELIVERY'), DELIVERY_WORDS)],
    [`${at}.guidance`, word(own('GUIDE'), GUIDANCE_WORDS)],
    [`${at}.position`, word(own('POSITION'), POSITION_WORDS)],
    [`${at}.needleType`, needle],
    [`${at}.needleGaugeG`, partOf('DCM 111465', needle, '{gauge}')],
    [`${at}.needleLengthMm`, partOf('DCM 111467', needle, 'mm')],
    [`${at}.catheterType`, catheter],
    [`${at}.catheterGaugeG`, partOf(own('CATH-GAUGE'), catheter, '{gauge}')],
    [`${at}.catheterInsertionMm`, partOf(own('CATH-INSERT'), catheter, 'mm')],
    [`${at}.plannedVolumeMl`, number(own('VOL-PLAN'), 'mL')],
    [`${at}.maximumVolumeMl`, number(own('VOL-MAX'), 'mL')],
    [`${at}.aliquotMl`, number(own('VOL-ALIQUOT'), 'mL')],
    [`${at}.admixtureAgent`, agent],
    [`${at}.admixtureMl`, partOf(own('VOL-CONTRAST'), agent, 'mL')],
    [`${at}.stopCriterion`, say(own('STOP-CRITERION'))],
    [
      `${at}.endpoint`,
      find(own('ENDPOINT')) === undefined ? 'unanswered' : word(own('ENDPOINT'), ENDPOINT_WORDS),
    ],
    [`${at}.approachReason`, say(own('APPROACH-REASON'))],
  ];
}

/** MDM^T02 → claims of its words; the PDF inside, where one was given, byte for byte. */
export function mdmClaims(text: string, pdf: Uint8Array | undefined): Result<Claims> {
  const segments = parseHl7(text);
  if (segments === null || first(segments[0], 9) !== 'MDM')
    return err(issue('unreadable', 'This is no MDM message.'));
  const observations = segments.filter((one) => first(one, 0) === 'OBX');
  const lines = observations.filter((one) => first(one, 2) === 'TX').map((one) => first(one, 5));
  const described = descriptionClaims(lines.join('\n'));
  if (!described.ok) return described;
  const document = observations.find((one) => first(one, 2) === 'ED');
  if ((document === undefined) !== (pdf === undefined) || !sameDocument(document, pdf))
    return err(issue('document-differs', 'The document inside is not the one given.'));
  const parent = first(
    segments.find((one) => first(one, 0) === 'TXA'),
    13,
  );
  return ok(
    new Map<string, Claim>([
      ...described.value,
      ...patientRows(segments.find((one) => first(one, 0) === 'PID')),
      ['plan.replaces', parent === '' ? 'none' : [Number(/\.v(\d+)$/.exec(parent)?.[1])]],
    ]),
  );
}

function sameDocument(obx: Segment | undefined, pdf: Uint8Array | undefined): boolean {
  if (obx === undefined || pdf === undefined) return true;
  const inside = bytesOfBase64(first(obx, 5, 4));
  return inside.length === pdf.length && inside.every((byte, at) => byte === pdf[at]);
}
