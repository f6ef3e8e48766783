import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstNumber, firstText } from '../../src/dicom/attributes.ts';
import { CODECS } from '../../src/interchange/codecs.ts';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { R } from '../../src/interchange/foreign/readTags.ts';
import { pictureSheet } from '../../src/interchange/pictures/sheet.ts';
import { readAttributes } from '../../src/interchange/readback/sr.ts';
import { findProgram } from '../support/programs.ts';
import { grey, picturedPlan, slope } from './support/picturedPlan.ts';

const DCIODVFY = findProgram('dciodvfy');

const greys = (count: number) => Array.from({ length: count }, (_, index) => grey(index * 10));

function written(count: number, pictures = greys(count)) {
  const { plan, context } = picturedPlan(pictures);
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

  it('a pixel that is not the picture is caught, on a single capture and in the panel of a sheet', () => {
    const pictures = [slope(900, 200), grey(40), slope(100, 150)];
    const { plan, context, files } = written(3, pictures);
    expect(files).toHaveLength(4);
    const last = files.length - 1;
    /** One bit of one pixel turned over, in a picture of this width and height. */
    const changed = (file: number, [width, height]: readonly [number, number], x: number, y: number) => {
      const bytes = Uint8Array.from(files[file]?.bytes ?? []);
      const at = bytes.length - Math.ceil((width * height * 3) / 2) * 2 + (y * width + x) * 3;
      bytes[at] = (bytes[at] ?? 0) ^ 0x80;
      return files.map((one, index) => (index === file ? { bytes } : one));
    };
    const sheet = attributesOf(files[last]?.bytes ?? new Uint8Array());
    const size = [firstNumber(sheet, R.columns) ?? 0, firstNumber(sheet, R.rows) ?? 0] as const;
    const faults = (file: number, of: readonly [number, number], x: number, y: number) =>
      readBackFaults(plan, 'sc', changed(file, of, x, y), context).map(({ path }) => path);
    expect(faults(0, [900, 200], 899, 199)).toEqual(['keyImage[1].pixels']);
    expect(faults(2, [100, 150], 0, 0)).toEqual(['keyImage[3].pixels']);
    expect(faults(last, size, 200, 100)).toEqual(['keyImage[1].pixels']);
    expect(faults(last, size, size[0] - 30, 100)).toEqual(['keyImage[2].pixels']);
    expect(faults(last, size, size[0] - 3, 100)).toEqual(['sheet.pixels']);
  });

  it('the pictures of another plan are caught', () => {
    const { plan, context, files } = written(2);
    const other = {
      ...context,
      keyImagePngs: { ...picturedPlan([grey(99), grey(10)]).context.keyImagePngs },
    };
    expect(readBackFaults(plan, 'sc', files, other).map(({ path }) => path)).toEqual([
      'keyImage[1].pixels',
      'keyImage[1].pixels',
    ]);
  });

  it('keeps every pixel of each picture in its own panel, its number above it', () => {
    const sheet = pictureSheet([
      { ordinal: 1, picture: grey(50) },
      { ordinal: 12, picture: grey(200) },
    ]);
    const at = (x: number, y: number) => sheet.rgb[(y * sheet.width + x) * 3];
    expect([at(16, 44), at(16 + 59, 44 + 39), at(92, 44), at(92 + 59, 44 + 39)]).toEqual([50, 50, 200, 200]);
    // The upright of the "1": the second of three dots; black beside it and between the panels.
    expect([at(16 + 7, 12), at(16 + 2, 12), at(8, 60), at(80, 60)]).toEqual([255, 0, 0, 0]);
  });
});
