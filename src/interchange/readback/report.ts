import { datasetAttributes, firstNumber, firstText, valueBytes } from '../../dicom/attributes.ts';
import { readPart10 } from '../../dicom/part10.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { R } from '../foreign/readTags.ts';
import type { Claim, Claims } from './claims.ts';
import { identityLineClaims, siteLineClaims } from './lines.ts';
import { patientClaims } from './sr.ts';

/** Reads an encapsulated PDF back; the document inside must be the one given, byte for byte. */
export function reportClaims(bytes: Uint8Array, pdf: Uint8Array | undefined): Result<Claims> {
  const file = readPart10(bytes);
  const element = file?.dataset.elements.get(R.document);
  if (file === null || file.problem !== null || element === undefined)
    return err(issue('unreadable', 'The encapsulated document cannot be read whole.'));
  const attributes = datasetAttributes(file.dataset);
  const inside = valueBytes(file.dataset, element).subarray(
    0,
    firstNumber(attributes, R.documentLength) ?? 0,
  );
  if (pdf !== undefined && (inside.length !== pdf.length || inside.some((byte, at) => byte !== pdf[at])))
    return err(issue('document-differs', 'The document inside is not the one given.'));
  const lines = firstText(attributes, R.documentTitle).split('\n');
  return ok(
    new Map<string, Claim>([
      ...patientClaims(attributes),
      ...lines.flatMap((line) => [...identityLineClaims(line), ...siteLineClaims(line)]),
      ['plan.sites', [lines.filter((line) => line.startsWith('Site ')).length]],
      [
        'images',
        attributes
          .items(0x00420013)
          .map((item) => firstText(item, R.refSopInstance))
          .toSorted()
          .join(' '),
      ],
    ]),
  );
}
