import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspectCommand } from '../../src/cli/inspect.ts';
import { concat, ctSlice, el, EXPLICIT, header, itemHeader, part10 } from '../dicom/part10Builder.ts';
import { zip } from '../dicom/zipBuilder.ts';
import { dataFiles, dataPath, noData } from '../dicom/sharedData.ts';

interface Answer {
  readonly series: readonly Readonly<Record<string, unknown>>[];
  readonly files: readonly Readonly<Record<string, unknown>>[];
}

/** Exit code, standard output and standard error of a run. */
async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(console, 'log').mockReturnValue();
  const err = vi.spyOn(console, 'error').mockReturnValue();
  try {
    const code = await inspectCommand(args);
    return { code, out: out.mock.calls.flat().join('\n'), err: err.mock.calls.flat().join('\n') };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
const answerOf = (out: string): Answer => JSON.parse(out);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchpoint-inspect-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('inspect', () => {
  it('answers as definitions.md says', async () => {
    await mkdir(join(folder, 'b'));
    for (const z of [0, 3, 6])
      await writeFile(join(folder, 'b', `${z}.dcm`), part10(EXPLICIT, ctSlice({ z })));
    await writeFile(join(folder, 'a.txt'), 'words');
    const { code, out, err } = await run([folder, '--json']);
    expect([code, err]).toEqual([0, '']);
    const answer = answerOf(out);
    expect(answer.files.map((row) => [row['path'], row['used'], row['code'], row['kept']])).toEqual([
      ['a.txt', false, 'not-dicom', null],
      ['b/0.dcm', true, 'ok', '1 image'],
      ['b/3.dcm', true, 'ok', '1 image'],
      ['b/6.dcm', true, 'ok', '1 image'],
    ]);
    expect(answer.series).toEqual([
      {
        uid: '1.2.3.4',
        modality: 'CT',
        class: 'ct-other',
        classReason: expect.stringContaining('no evidence of intrathecal contrast'),
        geometry: ['regular'],
        files: 3,
        frames: 3,
      },
    ]);
  });

  it('takes a single file, and speaks of trouble on standard error without --json', async () => {
    const path = join(folder, 'x');
    await writeFile(path, 'words');
    const { code, out, err } = await run([path]);
    expect(code).toBe(0);
    expect(answerOf(out).files.length).toBe(1);
    expect(err).toContain('not-dicom');
  });

  it('takes a DICOMDIR for the medium it lies on, whatever the index says', async () => {
    await mkdir(join(folder, 'IMAGES'));
    await writeFile(join(folder, 'IMAGES', '1'), part10(EXPLICIT, ctSlice({})));
    await writeFile(join(folder, 'DICOMDIR'), 'an index that lies');
    const { code, out } = await run([join(folder, 'DICOMDIR'), '--json']);
    expect(code).toBe(0);
    expect(answerOf(out).files.map((row) => [row['path'], row['code']])).toEqual([
      ['DICOMDIR', 'not-dicom'],
      ['IMAGES/1', 'ok'],
    ]);
    expect((await run([join(folder, 'absent', 'DICOMDIR'), '--json'])).code).toBe(2);
  });

  it('has a row for whatever stands below PATH, and waits for no pipe', async () => {
    const name = Buffer.concat([Buffer.from(`${folder}/odd`), Buffer.from([0xff, 0xfe])]);
    await writeFile(name, part10(EXPLICIT, ctSlice({})));
    await mkdir(join(folder, 'real'));
    await symlink('real', join(folder, 'folder-link'));
    await symlink('..', join(folder, 'real', 'loop'));
    await symlink('/nowhere/at/all', join(folder, 'dangling'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { code, out } = await run([folder, '--json']);
    expect(code).toBe(0);
    expect(answerOf(out).files.map((row) => [row['path'], row['code']])).toEqual([
      ['dangling', 'malformed'],
      ['folder-link', 'not-dicom'],
      ['oddÿþ', 'ok'],
      ['pipe', 'not-dicom'],
      ['real/loop', 'not-dicom'],
    ]);
  });

  it('has one row for each archive: empty, damaged half way, whole', async () => {
    const whole = await zip({ a: Buffer.from('one'), b: Buffer.from('two') });
    const damaged = Uint8Array.from(whole);
    const directory = Buffer.from(whole).indexOf('PK\x01\x02');
    damaged[Buffer.from(whole).indexOf('PK\x01\x02', directory + 4)] = 0;
    await writeFile(join(folder, 'damaged.zip'), damaged);
    await writeFile(join(folder, 'empty.zip'), await zip({}));
    await writeFile(join(folder, 'whole.zip'), whole);
    const rows = answerOf((await run([folder, '--json'])).out).files;
    expect(
      rows.filter((row) => String(row['path']).endsWith('.zip')).map((row) => [row['path'], row['code']]),
    ).toEqual([
      ['damaged.zip', 'malformed'],
      ['empty.zip', 'not-dicom'],
      ['whole.zip', 'ok'],
    ]);
  });

  it('tells pixels that cannot be decoded', async () => {
    const elements = ctSlice({}).filter((element) => element.tag !== 0x7fe00010);
    const broken = Uint8Array.from({ length: 64 }, (_, i) => (i < 2 ? ([0xff, 0x4f][i] ?? 0) : i));
    const bytes = concat([
      part10('1.2.840.10008.1.2.4.90', elements),
      header(0x7fe00010, 'OB', 0xffffffff, {}),
      itemHeader(0xe000, 0),
      itemHeader(0xe000, broken.length),
      broken,
      itemHeader(0xe0dd, 0),
    ]);
    await writeFile(join(folder, 'x.dcm'), bytes);
    const answer = answerOf((await run([folder, '--json'])).out);
    expect(answer.files[0]).toMatchObject({ used: false, code: 'decode-failed', kept: null });
    expect(answer.series).toEqual([]);
  });

  it('tells a codestream of another size than the header', async () => {
    const rle = new Uint8Array(70);
    rle.set([2, 0, 0, 0, 64, 0, 0, 0, 67, 0, 0, 0]);
    rle.set([0xfe, 1, 0x80, 0xfe, 1, 0x80], 64); // two segments of three bytes: half of 2 × 3 pixels
    const elements = ctSlice({}).filter((element) => element.tag !== 0x7fe00010);
    const bytes = concat([
      part10('1.2.840.10008.1.2.5', elements),
      header(0x7fe00010, 'OB', 0xffffffff, {}),
      itemHeader(0xe000, 0),
      itemHeader(0xe000, rle.length),
      rle,
      itemHeader(0xe0dd, 0),
    ]);
    await writeFile(join(folder, 'x.dcm'), bytes);
    expect(answerOf((await run([folder, '--json'])).out).files[0]?.['code']).toBe('decode-failed');
  });

  it('prints nothing but the answer, and nothing of the patient', async () => {
    await writeFile(
      join(folder, 'x.dcm'),
      part10(EXPLICIT, ctSlice({ extra: [el(0x00100010, 'PN', 'Secret^Name')] })),
    );
    const { out, err } = await run([folder]);
    expect(`${out}${err}`).not.toMatch(/secret/i);
  });

  it.each([[[]], [['/nowhere/at/all', '--json']], [['a', 'b']]])('exits 2 on %j', async (args) => {
    const { code, out } = await run(args);
    expect([code, out]).toEqual([2, '']);
  });
});

describe.skipIf(noData)('inspect over the odd files', () => {
  it('names every file', async () => {
    const { code, out } = await run([dataPath('odd'), '--json']);
    expect(code).toBe(0);
    const answer = answerOf(out);
    expect(answer.files.length).toBe(dataFiles('odd').length);
    expect(new Set(answer.files.map((row) => row['path']))).toEqual(new Set(dataFiles('odd')));
    expect(answer.files.filter((row) => row['code'] === 'decode-failed')).toEqual([]);
    expect(answer.series.filter((row) => row['class'] === 'ct-myelography')).toEqual([]);
  });
});
