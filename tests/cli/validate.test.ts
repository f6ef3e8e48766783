import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planFixture } from '../domain/builders.ts';
import { runPatchpoint } from './runPatchpoint.ts';

const validate = (input: string) => runPatchpoint(['validate', '-'], input);

describe('patchpoint validate', () => {
  it('reads standard input, with a byte order mark too', async () => {
    const { code, stdout, stderr } = await validate(`\uFEFF${JSON.stringify(planFixture())}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ valid: true, issues: [], notices: [] });
  });

  it.each([
    ['no JSON', '{', 'unreadable'],
    ['no plan', '{"schema":"other"}', 'not-a-plan'],
    ['a version to come', JSON.stringify({ ...planFixture(), schemaVersion: 99 }), 'unknown-version'],
  ])('%s is unreadable: exit code 2', async (_, input, issueCode) => {
    const { code, stdout, stderr } = await validate(input);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, issues: [{ code: issueCode }] });
    expect(stderr).toContain(issueCode);
  });

  it('a signed plan stands by the rules of its day, and newer ones are notices: exit code 0', async () => {
    const past = readFileSync('tests/schema/fixtures/plan-v2-decubitus-without-side.json', 'utf8');
    const { code, stdout, stderr } = await validate(past);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      issues: [],
      notices: [{ code: 'newer-rule', path: 'findings.leak-1.sideDecision' }],
    });
    expect(stderr).toContain('A rule newer than this plan');
  });

  it('says what is wrong with a plan, and where: exit code 1', async () => {
    const { code, stdout } = await validate(JSON.stringify({ ...planFixture(), findings: 7 }));
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, issues: [{ path: 'findings' }] });
  });

  it('--help of a command is answered', async () => {
    const { code, stdout } = await runPatchpoint(['validate', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: patchpoint validate PLAN.json');
  });
});
