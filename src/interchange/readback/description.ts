import { err, ok, type Result } from '../../domain/result.ts';
import { firstText } from '../../dicom/attributes.ts';
import { R } from '../foreign/readTags.ts';
import { codeKey, readSrTree } from '../foreign/srTree.ts';
import { issue } from '../../domain/result.ts';
import type { Claim, Claims } from './claims.ts';
import { identityLineClaims, keyImageLineClaims, placeLineClaims } from './lines.ts';
import { evidenceUids, patientClaims, readAttributes } from './sr.ts';
import { textClaims } from './text.ts';

/** The plan in words as KOS, secondary captures and HL7 documents carry it: two lines, then one line per statement. */
export function descriptionClaims(text: string): Result<Claims> {
  const lines = text.trimEnd().split(/\r?\n/);
  const two = textClaims(lines.slice(0, 2).join('\n'));
  if (!two.ok) return two;
  const claims = new Map<string, Claim>(two.value);
  for (const line of lines.slice(2)) {
    const rows = [...identityLineClaims(line), ...placeLineClaims(line), ...keyImageLineClaims(line)];
    if (rows.length === 0) return err(issue('unreadable', 'A line of the description cannot be read.'));
    for (const [path, claim] of rows) {
      const before = claims.get(path);
      if (before !== undefined && String(before) !== String(claim))
        return err(issue('said-twice', 'The description says one thing in two ways.', path));
      claims.set(path, claim);
    }
  }
  return ok(claims);
}

/** A key object selection: its images must be those of its evidence. */
export function keyObjectClaims(bytes: Uint8Array): Result<Claims> {
  const attributes = readAttributes(bytes);
  if (!attributes.ok) return attributes;
  const tree = readSrTree(attributes.value);
  const words = tree.children.find((node) => codeKey(node.name) === 'DCM 113012')?.text ?? '';
  const described = descriptionClaims(words);
  if (!described.ok) return described;
  const images = tree.children
    .filter((node) => node.type === 'IMAGE')
    .flatMap((node) => node.images.map((image) => image.sopInstanceUid))
    .toSorted();
  const evidence = evidenceUids(attributes.value);
  if (images.join(' ') !== evidence.join(' '))
    return err(issue('evidence-differs', 'The images and the evidence list differ.', 'images'));
  if (firstText(attributes.value, R.modality) !== 'KO')
    return err(issue('unreadable', 'This is not a key object selection.'));
  return ok(
    new Map<string, Claim>([
      ...described.value,
      ...patientClaims(attributes.value),
      ['images', images.join(' ')],
    ]),
  );
}
