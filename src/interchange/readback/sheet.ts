import { firstText } from '../../dicom/attributes.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { R } from '../foreign/readTags.ts';
import type { Claim, Claims } from './claims.ts';
import { identityLineClaims } from './lines.ts';
import { patientClaims, type readAttributes } from './sr.ts';

type Attributes = Extract<ReturnType<typeof readAttributes>, { readonly ok: true }>['value'];

const PANEL =
  /^Picture (\d+), frame (\d+|none), SHA-256 ([0-9a-f]{64})(?:, clean copy SHA-256 ([0-9a-f]{64}))?, image ([0-9.]+|none)$/;

/** Reads a sheet of key images back: each panel's line, and the source images in the order of the panels. */
export function sheetClaims(attributes: Attributes): Result<Claims> {
  const [identity = '', title = '', ...lines] = firstText(attributes, R.imageComments)
    .trimEnd()
    .split(/\r?\n/);
  const number = /^Sheet (\d+)$/.exec(title)?.[1];
  const panels = lines.map((line) => PANEL.exec(line));
  if (number === undefined || panels.length === 0 || panels.includes(null))
    return err(issue('unreadable', 'The comment of the sheet cannot be read.'));
  const said = panels.flatMap((panel) => (panel?.[5] === undefined || panel[5] === 'none' ? [] : [panel[5]]));
  const named = attributes.items(R.sourceImages).map((item) => firstText(item, R.refSopInstance));
  if (said.join(' ') !== named.join(' '))
    return err(issue('said-twice', 'The sheet names other source images than its lines.'));
  const lossy = firstText(attributes, R.lossyImageCompression) === '01';
  return ok(
    new Map<string, Claim>([
      ...identityLineClaims(identity),
      ...patientClaims(attributes),
      ...panels.flatMap((panel): (readonly [string, Claim])[] => {
        const at = `keyImage[${panel?.[1] ?? ''}]`;
        return [
          [`${at}.frame`, panel?.[2] === 'none' ? 'none' : [Number(panel?.[2])]],
          [`${at}.sha256`, panel?.[3] ?? ''],
          [`${at}.clean`, panel?.[4] ?? 'none'],
          [`${at}.image`, panel?.[5] ?? 'none'],
          [`${at}.sheet`, `${number}${lossy ? ', lossy' : ''}`],
        ];
      }),
    ]),
  );
}

/** Is the comment that of a sheet? */
export const isSheet = (comment: string): boolean => /^[^\n]*\r?\nSheet \d+\r?\n/.test(comment);
