import { unreachable } from '../../domain/result.ts';
import type { Admixture, Answer, Catheter, Needle } from '../../domain/case/document.ts';
import type { Level } from '../../domain/vocabulary/level.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import type { LeakType } from '../../domain/vocabulary/terms.ts';

const answerWords: Readonly<Record<string, string>> = {
  'not-stated': 'Not stated',
  'not-applicable': 'Not applicable',
  none: 'None',
  'sacral-hiatus': 'Sacral hiatus',
};

export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A place of a site: a level in its one spelling, or the answer that stands for none. */
export const placeWords = (answer: Level | string | null): string =>
  answer === null
    ? 'Unanswered'
    : typeof answer === 'string'
      ? (answerWords[answer] ?? answer)
      : formatLevel(answer);

export const textWords = (answer: Answer<string> | null): string =>
  answer === null ? 'Unanswered' : answer === 'not-stated' ? 'Not stated' : answer;

/** A quantity always wears its unit. */
export const amountWords = (answer: Answer<number> | null, unit: string): string =>
  answer === null ? 'unanswered' : answer === 'not-stated' ? 'not stated' : `${answer} ${unit}`;

export function needleWords(needle: Answer<Needle> | null): string {
  if (needle === null) return 'Unanswered';
  if (needle === 'not-stated') return 'Not stated';
  const gauge = needle.gaugeG === 'not-stated' ? 'gauge not stated' : `${needle.gaugeG} G`;
  return `${needle.type === '' ? 'Type not stated' : needle.type}, ${gauge}, length ${amountWords(needle.lengthMm, 'mm')}`;
}

export function catheterWords(catheter: Answer<Catheter> | 'not-applicable' | null): string {
  if (catheter === null || typeof catheter === 'string') return placeWords(catheter);
  const gauge = catheter.gaugeG === 'not-stated' ? 'gauge not stated' : `${catheter.gaugeG} G`;
  return `${catheter.type}, ${gauge}, inserted ${amountWords(catheter.insertionLengthMm, 'mm')}`;
}

export function admixtureWords(admixture: Answer<Admixture> | 'none' | null): string {
  if (admixture === null || typeof admixture === 'string') return placeWords(admixture);
  return `${amountWords(admixture.volumeMl, 'mL')} ${admixture.agent}`;
}

/** Always with its system: "type 2" alone means two different things. */
export function leakTypeWords({ system, type }: LeakType): string {
  switch (system) {
    case 'none':
      return 'Type not stated';
    case 'cause':
      return `cause: ${type.replaceAll('-', ' ')}`;
    case 'schievink':
    case 'farb':
    case 'freiburg':
      return `${capitalised(system)} type ${type}`;
    default:
      return unreachable(system);
  }
}
