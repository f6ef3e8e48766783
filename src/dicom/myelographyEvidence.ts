import type { InstanceHeader } from './model.ts';

/**
 * What a header says about contrast in the thecal sac. Evidence is quoted by the word that was found and the element
 * it stood in, never by the whole text: descriptions may hold names.
 */
export interface MyelographyEvidence {
  readonly kind: 'route' | 'agent' | 'series-text' | 'study-text';
  /** "Contrast Route says INTRATHECAL". */
  readonly words: string;
}

/** Lower case, accents off, separators to blanks. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[_\-./^,;:()[\]]+/g, ' ');

/**
 * Into the subarachnoid space. Epidural, intravenous and intra-articular routes are none of these.
 * SNOMED CT 72607000 is "intrathecal route"; coded routes arrive as their meaning, or as the code where none is given.
 */
const INTRATHECAL =
  /\bintra ?thecal|\bsubarachnoid|\bintraspinal\b|\bintradural\b|\bintracisternal\b|\bit injection\b|\bi t\b|\b72607000\b/;
/** Iopamidol sold for intrathecal use only. */
const INTRATHECAL_AGENT = /\bisovue ?m\b/;
/**
 * Myelography in the languages of the worklists we know: myelography, -gram, myélographie, mielografía, mielografia,
 * myelografie, миелография, 脊髄造影, 脊髓造影, 椎管造影, ミエログラフィー, 척수조영. Not myeloma, myelopathy, myelitis.
 */
const MYELOGRAPHY =
  /m[yi]{1,3}elogra|\bmyelo\b|\bmyelo ?ct\b|\bct ?myelo\b|\bct ?m\b(?= *(spine|l spine|t spine|c spine|lumbar|thoracic|cervical))|\bctm\b|миелограф|脊髄造影|脊髓造影|椎管造影|ミエロ|척수 ?조영/;
const NEGATED =
  /\b(no|non|not|without|w o|wo|pre|prior|before|plain|native|nativ|ohne|vor|sans|avant|sin|sem|senza|prima|zonder|bez)\b[^|]{0,25}(m[yi]{1,3}elo|intra ?thecal|subarachnoid)/;
/** Said after the word: "CT myelogram without contrast", "Myelo nativ". Contrast into a vein is another matter. */
const NEGATED_AFTER =
  /m[yi]{1,3}elo[^|]{0,25}\b((without|w o|wo|ohne|sans|sin|sem|senza|bez)\b(?! *(iv|i v|intravenous))|no (contrast|it|intrathecal|km)\b|(non ?con|noncon|not (done|performed)|cancel)|(pre|plain|native|nativ)\b)/;
/** "CT lumbar spine w/o contrast post myelogram": the sac was filled before, whatever else was left out. */
const AFTER_MYELOGRAPHY = /\b(post|after|nach|apres|tras|dopo|apos)\b *(ct *)?m[yi]{1,3}elo/;
const isNegated = (words: string): boolean =>
  !AFTER_MYELOGRAPHY.test(words) && (NEGATED.test(words) || NEGATED_AFTER.test(words));
/** A series of a myelogram study that was taken before or beside it. */
const BEFORE_CONTRAST =
  /\b(pre|plain|native|nativ|without|w o|non ?con(trast)?|noncon|scout|localizer|topogram|surview|monitoring|bolus|test)\b/;

interface Field {
  readonly name: string;
  readonly text: string;
}

const found = (pattern: RegExp, fields: readonly Field[]): string | null => {
  for (const { name, text } of fields) {
    const words = plain(text);
    const match = pattern.exec(words);
    if (match !== null && !isNegated(words)) return `${name} says "${match[0].trim()}"`;
  }
  return null;
};

/** Evidence of intrathecal contrast or of myelography, strongest first; [] when the header holds none. */
export function myelographyEvidence(header: InstanceHeader): readonly MyelographyEvidence[] {
  const series: readonly Field[] = [
    { name: 'Series Description', text: header.seriesDescription },
    { name: 'Protocol Name', text: header.protocolName },
    { name: 'Image Type', text: header.imageType.join(' ') },
  ];
  const study: readonly Field[] = [
    { name: 'Study Description', text: header.study.description },
    { name: 'Requested Procedure', text: header.requestedProcedureDescription },
    { name: 'Performed Procedure Step', text: header.performedProcedureStepDescription },
  ];
  const route = found(INTRATHECAL, [{ name: 'Contrast Route', text: header.contrastBolusRoute }]);
  const agentText = [{ name: 'Contrast Agent', text: header.contrastBolusAgent }];
  const agent = found(INTRATHECAL, agentText) ?? found(INTRATHECAL_AGENT, agentText);
  const bySeries = found(MYELOGRAPHY, series) ?? found(INTRATHECAL, series);
  const beforeContrast = series.some(({ text }) => BEFORE_CONTRAST.test(plain(text)));
  const byStudy = beforeContrast ? null : (found(MYELOGRAPHY, study) ?? found(INTRATHECAL, study));
  const all: readonly (MyelographyEvidence | null)[] = [
    route === null ? null : { kind: 'route', words: route },
    agent === null ? null : { kind: 'agent', words: agent },
    bySeries === null ? null : { kind: 'series-text', words: bySeries },
    byStudy === null ? null : { kind: 'study-text', words: byStudy },
  ];
  return all.filter((evidence) => evidence !== null);
}

/** A stated route that is not intrathecal (intravenous, oral, epidural …): it contradicts words about myelography. */
export function otherRouteStated(header: InstanceHeader): boolean {
  const route = plain(header.contrastBolusRoute);
  return (
    /\b(iv|i v|oral|rectal|epidural|peridural|arterial)\b|intravenous|intra ?venous|intraarterial|vein/.test(
      route,
    ) && !INTRATHECAL.test(route)
  );
}

/** Words that a heavily T2-weighted series is not of the spine, or not of plain fluid. */
export const notSpinalFluid = (header: InstanceHeader): boolean =>
  /flair|stir|tirm|dark ?fluid|mrcp|cholangi|urogra|\bmru\b|brain|head|\biac\b|inner ear|orbit|fetal|breast|pelvis|abdomen|liver|knee/.test(
    plain(
      `${header.seriesDescription} ${header.protocolName} ${header.bodyPartExamined} ${header.study.description}`,
    ),
  );

/** The header says spine, in one of the usual words. */
export const saysSpine = (header: InstanceHeader): boolean =>
  /spine|spinal|lumbar|thoracic|cervical|lspine|tspine|cspine|sacr|\b[ctl] sp\b|wirbel|\b[lbh]ws\b|rachis|columna|colonna|vertebr/.test(
    plain(
      `${header.bodyPartExamined} ${header.seriesDescription} ${header.protocolName} ${header.study.description}`,
    ),
  );

export const saysMrMyelography = (header: InstanceHeader): string | null =>
  found(/m[yi]{1,3}elogra|\bmyelo\b|\bmrm\b|\bmr ?myelo\b|миелограф|ミエロ|脊髄造影|脊髓造影|척수 ?조영/, [
    { name: 'Series Description', text: header.seriesDescription },
    { name: 'Protocol Name', text: header.protocolName },
    { name: 'Sequence Name', text: header.sequenceName },
  ]);
