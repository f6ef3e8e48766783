import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { Claim, Claims } from './claims.ts';
import { spokenAmount, spokenLeakType, spokenLevel, spokenNeedle, unspoken } from './spokenWords.ts';

type Rows = readonly (readonly [string, Claim])[];

/** Reads the two lines back: every sentence must be one it knows. */
export function textClaims(text: string): Result<Claims> {
  const lines = text.trimEnd().split('\n');
  const [first = '', second = ''] = lines;
  const found =
    /^Spinal CSF leak: (.*)\. (?:Levels counted from ([^(]*?)|Levels (numbering unverified))(?: \((.*)\))?\.$/.exec(
      first,
    );
  const planned =
    /^Plan v(\d+), (\S+) epidural blood patch: (.*?)\. Asked: (anticoagulant [a-z ]+, pregnancy [a-z ]+, fever [a-z ]+; CSF drained .+?)\. (Not signed|Signed by .*?, \S+Z(?: \(not authenticated\))?)\. (.*)$/.exec(
      second,
    );
  if (lines.length !== 2 || found === null || planned === null)
    return err(issue('unreadable', 'These are not the two lines of a plan.'));
  const findings = findingRows(found[1] ?? '');
  const sites = siteRows(planned[3] ?? '');
  if (findings === null || sites === null)
    return err(issue('unreadable', 'A sentence of the two lines cannot be read.'));
  return ok(
    new Map<string, Claim>([
      ['plan.version', [Number(planned[1])]],
      ['plan.kind', planned[2] ?? ''],
      ['plan.countedFrom', found[3] === undefined ? unspoken(found[2] ?? '') : 'unverified'],
      ['plan.relative', found[4] ?? ''],
      ['plan.notice', planned[6] ?? ''],
      ...findings,
      ...sites,
      ...askedRows(planned[4] ?? ''),
      ...signatureRows(planned[5] ?? ''),
    ]),
  );
}

const LEAK = /^leak (\d+) at ([^,]+), ([^,]+), ([^,]+), ([^,]+), (.+?)(?:, exiting root (\S+))?$/;
const NEGATIVE = /^no leak seen ([^,]+), ([^,]+)$/;
const REGION = /^extravasation (\d+): ([^,]+)(?:, ([\d.]+) mL)?$/;

function findingRows(text: string): Rows | null {
  const rows: (readonly [string, Claim])[] = [];
  const count = { findings: 0, regions: 0, negatives: 0 };
  for (const sentence of text.split('; ')) {
    if (sentence === 'no leak marked') continue;
    const [leak, region, negative] = [LEAK.exec(sentence), REGION.exec(sentence), NEGATIVE.exec(sentence)];
    if (negative !== null) {
      count.negatives += 1;
      const at = `negative[${count.negatives}]`;
      rows.push(
        [`${at}.posture`, unspoken(negative[1] ?? '')],
        [`${at}.coverage`, spokenLevel(negative[2] ?? '')],
      );
    } else if (region !== null) {
      count.regions += 1;
      const at = `region[${region[1] ?? ''}]`;
      rows.push(
        [`${at}.extent`, spokenLevel(region[2] ?? '')],
        [`${at}.volumeMl`, region[3] === undefined ? 'not-computed' : [Number(region[3])]],
      );
    } else if (leak === null) return null;
    else {
      count.findings += 1;
      const [, ordinal = '', level = '', side = '', compartment = '', confidence = '', type = '', root] =
        leak;
      const at = `finding[${ordinal}]`;
      rows.push(
        [`${at}.level`, spokenLevel(level)],
        [`${at}.side`, unspoken(side)],
        [`${at}.compartment`, unspoken(compartment)],
        [`${at}.confidence`, confidence],
        [`${at}.leakType`, spokenLeakType(type)],
        [`${at}.exitingRoot`, root ?? 'none'],
      );
    }
  }
  return [
    ...rows,
    ['plan.findings', [count.findings]],
    ['plan.regions', [count.regions]],
    ['plan.negatives', [count.negatives]],
  ];
}

const SITE =
  /^target ([^,]+), ([^,]+), ([^,]+) by (\S+), access ([^,]+), needle (.*), blood (.+?) \(maximum (.+?)\), ([^,]+), ([^,]+), (endpoint not answered|until [^,]+)$/;

/** "lateral decubitus side not stated" and the other positions carry no comma: the last three words are three answers. */
function siteRows(text: string): Rows | null {
  const rows: (readonly [string, Claim])[] = [];
  const sentences = text.split(/; (?=target )/);
  for (const [index, sentence] of sentences.entries()) {
    const match = SITE.exec(sentence);
    if (match === null) return null;
    const [, target = '', side = '', approach = '', delivery = '', access = '', needle = ''] = match;
    const [planned = '', maximum = '', position = '', guidance = '', endpoint = ''] = match.slice(7);
    const at = `site[${index + 1}]`;
    const read = spokenNeedle(needle);
    rows.push(
      [`${at}.target`, spokenLevel(target)],
      [`${at}.side`, unspoken(side)],
      [`${at}.approach`, unspoken(approach)],
      [`${at}.delivery`, delivery],
      [`${at}.access`, spokenLevel(access)],
      [`${at}.needleType`, read.type],
      [`${at}.needleGaugeG`, read.gaugeG],
      [`${at}.needleLengthMm`, read.lengthMm],
      [`${at}.plannedVolumeMl`, spokenAmount(planned, 'mL')],
      [`${at}.maximumVolumeMl`, spokenAmount(maximum, 'mL')],
      [`${at}.position`, unspoken(position)],
      [`${at}.guidance`, unspoken(guidance)],
      [`${at}.endpoint`, answerTo(endpoint.replace(/^until |^endpoint (?=not answered)/, ''))],
    );
  }
  return [...rows, ['plan.sites', [sentences.length]]];
}

const answerTo = (words: string): string => (words === 'not answered' ? 'unanswered' : unspoken(words));

function askedRows(text: string): Rows {
  const [disclosed = '', drained = ''] = text.split('; CSF drained ');
  return [
    ...disclosed.split(', ').map((answer): readonly [string, Claim] => {
      const [name = '', ...said] = answer.split(' ');
      return [`plan.${name}`, answerTo(said.join(' '))];
    }),
    ['plan.csfDrainedMl', drained === 'not answered' ? 'unanswered' : spokenAmount(drained, 'mL')],
  ];
}

function signatureRows(text: string): Rows {
  const match = /^Signed by (.*), (radiologist|pain physician), (\S+?)( \(not authenticated\))?$/.exec(text);
  if (match === null)
    return ['name', 'role', 'at', 'authenticated'].map((part) => [`signature.${part}`, 'not-signed']);
  return [
    ['signature.name', match[1] ?? ''],
    ['signature.role', unspoken(match[2] ?? '')],
    ['signature.at', match[3] ?? ''],
    ['signature.authenticated', String(match[4] === undefined)],
  ];
}
