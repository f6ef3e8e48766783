/** HL7 v2 segments (HL7 2.5.1 chapter 2): `|^~\&`, one segment a line, carriage returns. */
/** One component, several, or repetitions of several. */
export type Field = string | readonly string[] | { readonly repetitions: readonly (readonly string[])[] };

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '~': '\\R\\',
  '&': '\\T\\',
  '\r': '',
  '\n': '\\.br\\',
};
/** Text of one component, delimiters escaped. */
export const escapeHl7 = (text: string): string =>
  text.replaceAll(/[\\|^~&\r\n]/g, (char) => ESCAPES[char] ?? '');

const components = (values: readonly string[]): string => values.map(escapeHl7).join('^').replace(/\^+$/, '');

function field(value: Field): string {
  if (typeof value === 'string') return escapeHl7(value);
  return 'repetitions' in value ? value.repetitions.map(components).join('~') : components(value);
}

export const segment = (name: string, ...fields: readonly Field[]): string =>
  [name, ...fields.map(field)].join('|').replace(/\|+$/, '');

/** MSH: field 1 is the separator itself, field 2 is written as it is. */
export const header = (...fields: readonly Field[]): string =>
  ['MSH', '^~\\&', ...fields.map(field)].join('|').replace(/\|+$/, '');

export const message = (segments: readonly string[]): string => `${segments.join('\r')}\r`;

/** ISO timestamp → HL7 TS in UTC. */
export const hl7Time = (iso: string): string =>
  `${new Date(iso).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}+0000`;
