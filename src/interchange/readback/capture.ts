import { firstNumber, firstText } from '../../dicom/attributes.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { R } from '../foreign/readTags.ts';
import type { Claim, Claims } from './claims.ts';
import { descriptionClaims } from './description.ts';
import { isSheet, sheetClaims } from './sheet.ts';
import { patientClaims, readAttributes } from './sr.ts';

/** Reads one secondary capture back: a key image, or a sheet of them. */
export function captureClaims(bytes: Uint8Array): Result<Claims> {
  const attributes = readAttributes(bytes);
  if (!attributes.ok) return attributes;
  const { value } = attributes;
  const comment = firstText(value, R.imageComments).trimEnd();
  if (isSheet(comment)) return sheetClaims(value);
  const picture =
    /\nPicture (\d+), frame (\d+|none), SHA-256 ([0-9a-f]{64})(?:, clean copy SHA-256 ([0-9a-f]{64}))?$/.exec(
      comment,
    );
  if (picture === null) return err(issue('unreadable', 'The comment of the capture cannot be read.'));
  const described = descriptionClaims(comment.slice(0, picture.index));
  if (!described.ok) return described;
  const at = `keyImage[${picture[1] ?? ''}]`;
  const [source] = value.items(R.sourceImages);
  const named = source === undefined ? null : firstNumber(source, R.refFrames);
  const frame = picture[2] === 'none' ? null : Number(picture[2]);
  if (named !== null && named !== frame)
    return err(issue('said-twice', 'The capture names two frames.', `${at}.frame`));
  const [rows, columns] = [firstNumber(value, R.rows) ?? 0, firstNumber(value, R.columns) ?? 0];
  return ok(
    new Map<string, Claim>([
      ...described.value,
      ...patientClaims(value),
      [`${at}.sha256`, picture[3] ?? ''],
      [`${at}.clean`, picture[4] ?? 'none'],
      [`${at}.sizePx`, [columns, rows]],
      [`${at}.lossy`, firstText(value, R.lossyImageCompression) === '01' ? 'yes' : 'not stated'],
      [`${at}.image`, source === undefined ? 'none' : firstText(source, R.refSopInstance)],
      [`${at}.frame`, frame === null ? 'none' : [frame]],
    ]),
  );
}
