import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { multipartEnd, multipartPartHeader } from '../../../src/dicom/multipart.ts';
import { el, part10, type TestElement } from '../../dicom/part10Builder.ts';

export const EXPLICIT = '1.2.840.10008.1.2.1';
export const CT_CLASS = '1.2.840.10008.5.1.4.1.1.2';
export const STUDY = '2.25.11';
export const SERIES = '2.25.12';

/** A CT slice of 4 × 2 pixels at height z, as a Part 10 file. */
export function slice(
  n: number,
  zMm: number,
  patch: {
    readonly study?: string;
    readonly series?: string;
    readonly name?: string;
    readonly birthDate?: string;
    readonly more?: readonly TestElement[];
  } = {},
): Uint8Array {
  const pixels = new Uint8Array(16).map((_, index) => (n * 16 + index) & 0xff);
  return part10(EXPLICIT, [
    el(0x00080016, 'UI', CT_CLASS),
    el(0x00080018, 'UI', uidOf(n)),
    el(0x00080020, 'DA', '20240611'),
    el(0x00080030, 'TM', '101500'),
    el(0x00080050, 'SH', 'ACC1'),
    el(0x00080060, 'CS', 'CT'),
    el(0x0008103e, 'LO', 'Lumbar'),
    el(0x00100010, 'PN', patch.name ?? 'Test^Folder'),
    el(0x00100020, 'LO', 'FOLDER-1'),
    el(0x00100030, 'DA', patch.birthDate ?? '19800101'),
    el(0x0020000d, 'UI', patch.study ?? STUDY),
    el(0x0020000e, 'UI', patch.series ?? SERIES),
    el(0x00200011, 'IS', '3'),
    el(0x00200013, 'IS', String(n)),
    el(0x00200032, 'DS', `0\\0\\${String(zMm)}`),
    el(0x00200037, 'DS', '1\\0\\0\\0\\1\\0'),
    el(0x00200052, 'UI', '2.25.13'),
    el(0x00280002, 'US', 1),
    el(0x00280004, 'CS', 'MONOCHROME2'),
    el(0x00280010, 'US', 2),
    el(0x00280011, 'US', 4),
    el(0x00280030, 'DS', '1\\1'),
    el(0x00280100, 'US', 16),
    el(0x00280101, 'US', 16),
    el(0x00280102, 'US', 15),
    el(0x00280103, 'US', 0),
    ...(patch.more ?? []),
    el(0x7fe00010, 'OW', pixels),
  ]);
}

export const uidOf = (n: number): string => `2.25.100${String(n)}`;

export function writeFile(root: string, path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
}

/** Body of a STOW-RS request. */
export function stowBody(
  files: readonly Uint8Array[],
  boundary = 'b0',
): { readonly body: Buffer; readonly contentType: string } {
  return {
    body: Buffer.concat([
      ...files.flatMap((bytes) => [multipartPartHeader(boundary, 'application/dicom', bytes.length), bytes]),
      multipartEnd(boundary),
    ]),
    contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
  };
}
