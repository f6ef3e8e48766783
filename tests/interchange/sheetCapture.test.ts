import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { firstNumber, firstText } from '../../src/dicom/attributes.ts';
import { CODECS } from '../../src/interchange/codecs.ts';
import type { ExportContext } from '../../src/interchange/context.ts';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { R } from '../../src/interchange/foreign/readTags.ts';
import { pictureSheet } from '../../src/interchange/pictures/sheet.ts';
import { readAttributes } from '../../src/interchange/readback/sr.ts';
import { findProgram } from '../support/programs.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';

const DCIODVFY = findProgram('dciodvfy');

const grey = (level: number) => ({ width: 60, height: 40, rgb: new Uint8Array(60 * 40 * 3).fill(level) });
const png = (level: number): string =>
  Buffer.from(encode({ width: 60, height: 40, channels: 3, data: grey(level).rgb })).toString('base64');

/** A plan with key images of 60 × 40; the second came from images compressed with loss. */
function withPictures(count: number) {
  const base = fullPlan();
  const [first] = base.keyImages;
  if (first === undefined) throw new Error('no key image');
  const keyImages = Array.from({ length: count }, (_, index) => ({
    ...first,
    id: `ki-${String(index + 1)}`,
    widthPx: 60,
    heightPx: 40,
    ...(index === 1 ? { lossy: true as const } : {}),
  }));
  const plan = { ...base, keyImages };
  const context: ExportContext = {
    ...contextOf(plan),
    keyImagePngs: Object.fromEntries(keyImages.map(({ id }, index) => [id, png(index * 10)])),
  };
  return { plan, context };
}

function written(count: number) {
  const { plan, context } = withPictures(count);
  const files = exportVerified(plan, 'sc', context);
  if (!files.ok)
    throw new Error(files.error.map(({ path, message }) => `${path ?? ''} ${message}`).join('\n'));
  return { plan, context, files: files.value };
}

const attributesOf = (bytes: Uint8Array) => {
  const read = readAttributes(bytes);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};

describe('sheets of key images as secondary captures', () => {
  it.each([
    [1, 1],
    [2, 3],
    [9, 10],
    [10, 12],
  ])('%d pictures leave as %d objects and read back the same', (count, objects) => {
    expect(written(count).files).toHaveLength(objects);
  });

  it('names every source, the burned-in marks and the loss of one of them', () => {
    const { plan, files } = written(3);
    const sheet = attributesOf(files.at(-1)?.bytes ?? new Uint8Array());
    const sources = sheet.items(R.sourceImages).map((item) => firstText(item, R.refSopInstance));
    expect(sources).toEqual(plan.keyImages.map(({ sopInstanceUid }) => sopInstanceUid));
    expect(firstText(sheet, R.lossyImageCompression)).toBe('01');
    expect(firstText(sheet, 0x00280301)).toBe('YES');
    expect(firstNumber(sheet, R.columns)).toBe(16 + 2 * (60 + 16));
  });

  it.skipIf(DCIODVFY === null)('dciodvfy finds no error in a sheet', () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchpoint-sheet-'));
    const path = join(folder, 'sheet.dcm');
    writeFileSync(path, written(3).files.at(-1)?.bytes ?? new Uint8Array());
    const { stdout, stderr } = spawnSync(DCIODVFY ?? '', ['-new', path], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(`${stdout}${stderr}`).toContain('SCImage');
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
  });

  it('a sheet that is missing, or of another plan, is caught', () => {
    const { plan, context, files } = written(2);
    const without = readBackFaults(plan, 'sc', files.slice(0, 2), context);
    expect(without.map(({ path }) => path)).toEqual(['keyImage[1].sheet', 'keyImage[2].sheet']);
    const other = CODECS.sc.write({ ...plan, version: plan.version + 1 }, context);
    if (!other.ok) throw new Error(other.error.message);
    const mixed = [...files.slice(0, 2), ...other.value.slice(2)];
    expect(readBackFaults(plan, 'sc', mixed, context).map(({ path }) => path)).toEqual(['plan.version']);
  });

  it('keeps the pixels of each picture in its own panel, its number in the corner', () => {
    const sheet = pictureSheet([
      { ordinal: 1, picture: grey(50) },
      { ordinal: 12, picture: grey(200) },
    ]);
    const at = (x: number, y: number) => sheet.rgb[(y * sheet.width + x) * 3];
    expect([at(16 + 59, 16 + 39), at(92 + 59, 16 + 39), at(8, 8)]).toEqual([50, 200, 0]);
    // The upright of the "1": the second of three dots.
    expect([at(16 + 12, 16 + 12), at(16 + 2, 16 + 2)]).toEqual([255, 0]);
  });
});
