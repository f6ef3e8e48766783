import { describe, expect, it } from 'vitest';
import { CODECS } from '../../src/interchange/codecs.ts';
import { NO_CONTEXT } from '../../src/interchange/context.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { planToText } from '../../src/interchange/text.ts';
import { parseTargetingPlan } from '../../src/schema/plan.ts';
import { planFixture } from '../domain/builders.ts';

describe('two-line text', () => {
  it('is two lines: what was found, what is planned', () => {
    const lines = planToText(planFixture()).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("leak 1 at L2-L3, patient's right, dorsal, definite");
    expect(lines[0]).toContain('counted from sacrum');
    expect(lines[1]).toContain("target L2-L3, patient's right, interlaminar by needle");
    expect(lines[1]).toContain('blood 15 mL (maximum 20 mL)');
    expect(lines[1]).toContain('Not signed');
  });
  it('folds line breaks of free text into one line', () => {
    const plan = planFixture();
    const broken = { ...plan, notice: 'one\ntwo' };
    expect(planToText(broken).trimEnd().split('\n')).toHaveLength(2);
  });
  it('says "not stated" where the source is silent', () => {
    const plan = planFixture();
    const sites = plan.sites.map(
      (site) => ({ ...site, needle: 'not-stated', plannedVolumeMl: 'not-stated' }) as const,
    );
    expect(planToText({ ...plan, sites })).toContain('needle not stated, blood not stated');
  });
});

describe('formats', () => {
  it('has unique ids', () => {
    expect(new Set(PLAN_FORMATS.map((format) => format.id)).size).toBe(PLAN_FORMATS.length);
  });
  it('JSON reads back as the same plan', () => {
    const plan = planFixture();
    const written = CODECS.json.write(plan, NO_CONTEXT);
    if (!written.ok) throw new Error(written.error.message);
    const text = Buffer.from(written.value[0]?.bytes ?? []).toString('utf8');
    expect(parseTargetingPlan(JSON.parse(text))).toEqual({ ok: true, value: plan });
  });
});
