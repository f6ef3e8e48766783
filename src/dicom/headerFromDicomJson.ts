import type { Result } from '../domain/result.ts';
import { err, issue, ok } from '../domain/result.ts';
import type { Attributes } from './attributes.ts';
import { decimalOf, firstText } from './attributes.ts';
import { headerFromAttributes } from './header.ts';
import type { InstanceHeader } from './model.ts';
import { TAG, tagKey } from './tags.ts';

const AVAILABLE_TRANSFER_SYNTAX_UID = 0x00083002;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Header of an instance from a WADO-RS metadata answer. The answer is outside data: anything that is not the DICOM
 * JSON model reads as absent. `pixelData` is null: metadata says nothing about where bytes are.
 *
 * @param json - one object of the answer's array
 * @param transferSyntaxUid - used where the archive does not tell it in (0008,3002) or (0002,0010)
 */
export function headerFromDicomJson(json: unknown, transferSyntaxUid: string): Result<InstanceHeader> {
  if (!isRecord(json)) return err(issue('not-dicom-json', 'The metadata answer is not DICOM JSON.'));
  const attributes = jsonAttributes(json);
  const header = headerFromAttributes(attributes, {
    transferSyntaxUid:
      firstText(attributes, AVAILABLE_TRANSFER_SYNTAX_UID) ||
      firstText(attributes, TAG.transferSyntaxUid) ||
      transferSyntaxUid,
    mediaStorageSopClassUid: '',
    mediaStorageSopInstanceUid: '',
    pixelData: null,
  });
  if (header.sopInstanceUid === '' || header.seriesInstanceUid === '' || header.studyInstanceUid === '')
    return err(issue('uid-missing', 'The metadata answer names no study, series or instance.'));
  return ok(header);
}

/** Attributes of a DICOM JSON object of any origin. */
export function jsonAttributes(json: Readonly<Record<string, unknown>>): Attributes {
  const valuesOf = (tag: number): readonly unknown[] => {
    const element = json[tagKey(tag)];
    return isRecord(element) && Array.isArray(element['Value']) ? element['Value'] : [];
  };
  return {
    has: (tag) => valuesOf(tag).length > 0,
    texts: (tag) => valuesOf(tag).map(textOf),
    numbers: (tag) =>
      valuesOf(tag).map((value) => (typeof value === 'number' ? value : decimalOf(textOf(value)))),
    items: (tag) => valuesOf(tag).filter(isRecord).map(jsonAttributes),
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (!isRecord(value)) return '';
  const groups = ['Alphabetic', 'Ideographic', 'Phonetic'].map((group) => value[group]);
  return groups
    .map((group) => (typeof group === 'string' ? group : ''))
    .join('=')
    .replace(/=+$/, '');
}
