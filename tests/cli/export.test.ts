import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exportCommand } from '../../src/cli/export.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { planFixture } from '../domain/builders.ts';
import { LUMBAR_SERIES, lumbarPlan } from '../interchange/support/lumbarPlan.ts';
import { SHARED_DATA } from '../support/programs.ts';
import { runPatchpoint } from './runPatchpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchpoint-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const save = (name: string, plan: TargetingPlan): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(plan));
  return path;
};

describe('patchpoint export', () => {
  const plan = save('plan.json', planFixture());

  it('writes every format that needs the plan alone, and says that it read back', async () => {
    for (const { id, extension } of PLAN_FORMATS.filter(({ needs }) => needs === 'plan')) {
      const out = join(folder, `plan.${extension}`);
      expect(await exportCommand([plan, '--format', id, '--out', out]), id).toBe(0);
      expect(readFileSync(out).length).toBeGreaterThan(100);
    }
    const out = join(folder, 'again.sr.dcm');
    const { code, stdout } = await runPatchpoint(['export', plan, '--format', 'sr', '--out', out]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'sr', readBack: 'identical', files: [out] });
    expect(readFileSync(out)).toEqual(readFileSync(join(folder, 'plan.sr.dcm')));
  });

  it('writes nothing where a source is missing', async () => {
    const out = join(folder, 'missing.seg.dcm');
    expect(await exportCommand([plan, '--format', 'seg', '--out', out])).toBe(1);
    expect(readdirSync(folder)).not.toContain('missing.seg.dcm');
  });

  it.each([
    ['a folder that is not there', join(folder, 'absent', 'plan.json'), 'ENOENT'],
    ['a folder in its place', folder, 'EISDIR'],
  ])('says that it cannot write (%s), and leaves nothing behind', async (_, out, code) => {
    const run = await runPatchpoint(['export', plan, '--format', 'json', '--out', out]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(new RegExp(`^Nothing was written.*\\(${code}\\).*\n$`));
    expect(readdirSync(dirname(folder))).not.toContain(`${basename(folder)}.partial`);
  });

  it('refuses an unknown format', async () => {
    expect(await exportCommand([plan, '--format', 'docx', '--out', '-'])).toBe(2);
  });

  it('refuses a plan whose side does not follow from its mark', async () => {
    const fixture = planFixture();
    const wrong = {
      ...fixture,
      findings: fixture.findings.map((one) => ({ ...one, side: 'left' as const })),
    };
    const { code, stderr } = await runPatchpoint([
      'export',
      save('wrong.json', wrong),
      '--format',
      'sr',
      '--out',
      '-',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('claim-side');
  });
});

describe.skipIf(SHARED_DATA === null)('on a real CT', () => {
  it('marks and segmentation are written from the images and read back; the ellipse has its area', async () => {
    const plan = await lumbarPlan();
    const path = save('real.json', plan);
    for (const format of ['gsps', 'seg', 'sr']) {
      const out = join(folder, `real.${format}.dcm`);
      expect(await exportCommand([path, '--format', format, '--out', out, '--images', LUMBAR_SERIES])).toBe(
        0,
      );
    }
    // π·9·6 mm² on 3 mm pixels, one slice: within the error of pixel counting.
    const voxels = plan.regions[0]?.measurement.voxelCount ?? 0;
    expect(Math.abs(voxels - (Math.PI * 9 * 6) / 9)).toBeLessThan(4);
    const { stdout } = await runPatchpoint(['read', folder, '--json', '--images', LUMBAR_SERIES]);
    const answer = JSON.parse(stdout) as {
      objects: { kind: string; placed: unknown[]; unplaced: unknown[]; plan: TargetingPlan | null }[];
    };
    const report = answer.objects.find((one) => one.plan?.regions[0]?.shape.kind === 'ellipse');
    expect(report?.plan).toEqual(plan);
    for (const kind of ['presentation', 'segmentation'])
      expect(answer.objects.find((one) => one.kind === kind)).toMatchObject({
        placed: [expect.anything()],
        unplaced: [],
      });
  });
});
