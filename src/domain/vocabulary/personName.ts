/**
 * A person's name as DICOM writes it (VR PN): up to three spellings `alphabetic=ideographic=phonetic`, each
 * `family^given^middle^prefix^suffix`. Source: PS3.5 6.2.1.
 */
export interface NameSpellings {
  readonly alphabetic: string;
  readonly ideographic: string;
  readonly phonetic: string;
}
export interface NameParts {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly prefix: string;
  readonly suffix: string;
}

const spellingsOf = (name: string): readonly string[] =>
  name.split('=').map((spelling) => spelling.replace(/[\s^]+$/, '').trim());

/** The three spellings without empty components at their ends; '' for one that is not given. */
export function nameSpellings(name: string): NameSpellings {
  const [alphabetic = '', ideographic = '', phonetic = ''] = spellingsOf(name);
  return { alphabetic, ideographic, phonetic };
}

/** The name with nothing empty at the end of a spelling or of the whole: equal names are equal texts. */
export const tidyName = (name: string): string => spellingsOf(name).slice(0, 3).join('=').replace(/=+$/, '');

/** The first spelling that is given: the alphabetic one, or the ideographic or phonetic one where it stands alone. */
export const leadingSpelling = (name: string): string =>
  spellingsOf(name).find((spelling) => spelling !== '') ?? '';

export function nameParts(spelling: string): NameParts {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = spelling
    .split('^')
    .map((part) => part.trim());
  return { family, given, middle, prefix, suffix };
}

/** Han, kana and Hangul: family name first, without a comma. */
const EAST_ASIAN = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff65-\uffdc]|[\ud840-\ud888]/;

/** One spelling as people read it: "Family, Dr Given Middle Jr"; "山田 太郎". */
export function spellingWords(spelling: string): string {
  const { family, given, middle, prefix, suffix } = nameParts(spelling);
  const rest = [prefix, given, middle, suffix].filter((part) => part !== '').join(' ');
  return [family, rest].filter((part) => part !== '').join(EAST_ASIAN.test(spelling) ? ' ' : ', ');
}

/** A name as screens, captions and the report write it: "Yamada, Tarou (山田 太郎; やまだ たろう)". */
export function nameWords(name: string): string {
  const [first, ...others] = [...new Set(spellingsOf(name).map(spellingWords))].filter(
    (words) => words !== '',
  );
  if (first === undefined) return 'Name not stated';
  return others.length === 0 ? first : `${first} (${others.join('; ')})`;
}
