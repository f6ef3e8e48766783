import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { datasetAttributes } from '../../src/dicom/attributes.ts';
import { readPart10 } from '../../src/dicom/part10.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { planToSr } from '../../src/interchange/dicom/sr/document.ts';
import { exportVerified } from '../../src/interchange/exportVerified.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { readSrTree } from '../../src/interchange/foreign/srTree.ts';
import { findProgram } from '../support/programs.ts';
import { contextOf, fullPlan, PUBLISHED } from './support/exportInput.ts';
import { templateFaults } from './support/templateRows.ts';

/** Every format of the published cases and of the fullest plan, before every validator this machine has. */
const FULL = process.env['FORMATS'] === 'full';
const PLANS: readonly (readonly [string, () => TargetingPlan])[] = [
  ['everything at once', fullPlan],
  ...(FULL ? PUBLISHED : PUBLISHED.slice(0, 1)),
];
const folder = mkdtempSync(join(tmpdir(), 'patchpoint-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly format: string;
  readonly paths: readonly string[];
}
const table: Record<string, string>[] = [];

/** Writes what can be written; a format without its source (no region, no mark) is named, never skipped unseen. */
function write(name: string, plan: TargetingPlan): readonly Outcome[] {
  const context = contextOf(plan);
  return PLAN_FORMATS.map(({ id, extension }) => {
    const files = exportVerified(plan, id, context);
    if (!files.ok) {
      const [fault] = files.error;
      if (fault?.code !== 'needs-source' && fault?.code !== 'no-marks')
        throw new Error(`${name} as ${id}: ${fault?.code ?? ''}`);
      table.push({ plan: name, format: id, outcome: `not applicable: ${fault.message}` });
      return { format: id, paths: [] };
    }
    const paths = files.value.map(({ bytes }, index) => {
      const path = join(folder, `${name.replaceAll(' ', '-')}-${index}.${extension}`);
      writeFileSync(path, bytes);
      return path;
    });
    table.push({ plan: name, format: id, outcome: `read back identical, ${paths.length} file` });
    return { format: id, paths };
  });
}

const run = (program: string, args: readonly string[]) => spawnSync(program, args, { encoding: 'utf8' });
const DCIODVFY = findProgram('dciodvfy');
const DSRDUMP = findProgram('dsrdump');
const DCENTVFY = findProgram('dcentvfy');
for (const [name, program] of Object.entries({ dciodvfy: DCIODVFY, dsrdump: DSRDUMP, dcentvfy: DCENTVFY }))
  if (program === null) console.warn(`SKIPPED: ${name} is not installed`);

describe.each(PLANS)('%s', (name, make) => {
  const plan = make();
  const outcomes = write(name, plan);
  const dicom = outcomes.flatMap(({ paths }) => paths.filter((path) => path.endsWith('.dcm')));

  it.skipIf(DCIODVFY === null)('dciodvfy finds no error in any DICOM object', () => {
    expect(dicom.length).toBeGreaterThan(2);
    for (const path of dicom) {
      const { stdout, stderr } = run(DCIODVFY ?? '', ['-new', path]);
      const errors = `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'));
      expect(errors).toEqual([]);
    }
  });

  it.skipIf(DCENTVFY === null)('dcentvfy finds one patient and one study in all of them', () => {
    const { stdout, stderr, status } = run(DCENTVFY ?? '', dicom);
    expect(status).toBe(0);
    const errors = `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'));
    expect(errors).toEqual([]);
  });

  it.skipIf(DSRDUMP === null)('dsrdump reads report and key objects whole', () => {
    for (const path of dicom.filter((one) => /\.(sr|kos)\.dcm$/.test(one))) {
      const { stdout, stderr, status } = run(DSRDUMP ?? '', [path]);
      expect(status).toBe(0);
      expect(stdout).toMatch(/<(CONTAINER|contains)/);
      // VR checks of UTF-8 text are beyond this version of DCMTK, and it says so.
      expect(stderr.split('\n').filter((line) => /^[EF]:/.test(line))).toEqual([]);
    }
  });

  it('every content item of the report stands on a row of TID 1500, 1410 or 1501', () => {
    const file = readPart10(planToSr(plan, undefined));
    if (file === null) throw new Error('no report');
    expect(templateFaults(readSrTree(datasetAttributes(file.dataset)))).toEqual([]);
  });
});

describe('the row checker can fail', () => {
  it.each([
    ['a finding site by CONTAINS, as dcmjs writes it', 'HAS CONCEPT MOD ', 'CONTAINS'],
    ['a group without its tracking UID', '112040', '112041'],
  ])('%s', (_what, from, to) => {
    const bytes = planToSr(fullPlan(), undefined);
    const text = Buffer.from(bytes).toString('latin1');
    const at = text.indexOf(from, text.indexOf('126010'));
    const broken = Uint8Array.from(bytes);
    broken.set(Buffer.from(to.padEnd(from.length), 'latin1'), at);
    const file = readPart10(broken);
    if (file === null) throw new Error('no report');
    expect(templateFaults(readSrTree(datasetAttributes(file.dataset)))).not.toEqual([]);
  });
});

/** A Python with pydicom (and highdicom, where it could be installed): FORMATS_PYTHON, else python3. */
const PYTHON = process.env['FORMATS_PYTHON'] ?? 'python3';
const hasPydicom = run(PYTHON, ['-c', 'import pydicom']).status === 0;
if (!hasPydicom) console.warn('SKIPPED: no Python with pydicom');

describe.skipIf(!hasPydicom)('pydicom and highdicom', () => {
  it('open every object; highdicom finds the marks by their tracking UIDs and the voxels of the regions', () => {
    const plan = fullPlan();
    const paths = write('python', plan)
      .flatMap((one) => one.paths)
      .filter((path) => path.endsWith('.dcm'));
    const { stdout, stderr, status } = run(PYTHON, [
      resolve('tests/interchange/support/checkDicom.py'),
      ...paths,
    ]);
    expect(status, stderr).toBe(0);
    const seen = JSON.parse(stdout) as {
      pydicom: string;
      highdicom: string | null;
      files: Record<string, Record<string, unknown>>;
    };
    expect(Object.keys(seen.files)).toHaveLength(paths.length);
    table.push({
      plan: 'python',
      format: `pydicom ${seen.pydicom}`,
      outcome: `opened ${paths.length} objects`,
    });
    if (seen.highdicom === null) {
      console.warn('SKIPPED: highdicom is not installed');
      return;
    }
    const report = Object.entries(seen.files).find(([path]) => path.endsWith('.sr.dcm'))?.[1];
    expect(report?.['planarGroups']).toEqual(
      [...plan.findings, plan.regions[1]]
        .flatMap((one) => one?.trackingUid ?? [])
        .toSorted((a, b) => (a < b ? -1 : 1)),
    );
    const segmentation = Object.entries(seen.files).find(([path]) => path.endsWith('.seg.dcm'))?.[1];
    expect(segmentation?.['segments']).toEqual(plan.regions.map((region) => region.measurement.voxelCount));
    table.push({
      plan: 'python',
      format: `highdicom ${seen.highdicom}`,
      outcome: 'SR groups and SEG voxels equal',
    });
  });
});

afterAll(() => {
  if (FULL) console.table(table);
});
