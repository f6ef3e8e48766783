import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_CIRCUMSTANCES } from '../../src/domain/plan/circumstances.ts';
import { newerRules, verifyPlan } from '../../src/domain/plan/verifyPlan.ts';
import { RULES_VERSION } from '../../src/domain/plan/rules/ruleHistory.ts';
import { parseTargetingPlan } from '../../src/schema/plan.ts';
import { caseDocumentSchema } from '../../src/schema/caseDocument.ts';
import { planJsonSchema } from '../../src/schema/planJsonSchema.ts';
import { planFixture, rightL2L3Draft } from '../domain/builders.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(resolve(path), 'utf8'));
const version2 = (name: string): unknown => read(`tests/schema/fixtures/plan-v2-${name}.json`);
const version1 = (name: string): unknown => read(`tests/schema/fixtures/plan-v1-${name}.json`);

describe('plans of schema version 1', () => {
  it.each(['right-l2-l3', 'intrathecal-pump'])(
    '%s: reads as version 3, and what nobody asked is unanswered',
    (name) => {
      const parsed = parseTargetingPlan(version1(name));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      expect(parsed.value).toMatchObject({ schemaVersion: 3, circumstances: NO_CIRCUMSTANCES });
      expect(parsed.value.sites[0]).toMatchObject({ endpoint: null, approachReason: '' });
      expect(parseTargetingPlan(JSON.parse(JSON.stringify(parsed.value)))).toEqual(parsed);
    },
  );

  it('keeps level and side as they were signed', () => {
    const parsed = parseTargetingPlan(version1('right-l2-l3'));
    expect(parsed).toMatchObject({
      value: {
        findings: [{ side: 'right', level: { upper: 'L2', lower: 'L3' } }],
        sites: [{ side: 'right' }],
      },
    });
  });

  it('binds what was answered to what the plan states, so that no hazard is open again', () => {
    const parsed = parseTargetingPlan(version1('intrathecal-pump'));
    if (!parsed.ok) throw new Error('not read');
    expect(parsed.value.hazardAnswers).toMatchObject([
      { id: 'H4', answered: [{ severity: 'block', facts: expect.stringContaining('L2-L3') }] },
    ]);
    expect(verifyPlan(parsed.value).map((fault) => fault.code)).not.toContain('hazard-unanswered');
  });

  it('is refused with the fault named when it is no plan of version 1', () => {
    const broken = { ...(version1('right-l2-l3') as object), sites: 'none' };
    expect(parseTargetingPlan(broken)).toMatchObject({ ok: false, error: [{ path: 'sites' }] });
  });

  it('fields of a version in a plan that claims it are not made up', () => {
    const { circumstances: _left, ...plan } = planFixture();
    expect(parseTargetingPlan(JSON.parse(JSON.stringify(plan)))).toMatchObject({
      ok: false,
      error: [{ path: 'circumstances' }],
    });
  });
});

const readPlan = (name: string) => {
  const parsed = parseTargetingPlan(version2(name));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};

describe('plans of schema version 2', () => {
  it('read as version 3 with the thresholds every plan was judged by, and stand', () => {
    const plan = readPlan('right-l2-l3');
    const limits = {
      deviceInterspaces: 1,
      imagingAgeDays: 30,
      volumeMl: 20,
      cervicalVolumeMl: 8,
      pathMismatchPercent: 20,
    };
    expect(plan).toMatchObject({ schemaVersion: 3, rules: { version: 1, limits } });
    expect(verifyPlan(plan)).toEqual([]);
    expect(newerRules(plan)).toEqual([]);
    expect(parseTargetingPlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
  });

  it('signed on a decubitus series before a side was asked there, a plan stands; the newer rule is a notice', () => {
    const plan = readPlan('decubitus-without-side');
    expect(verifyPlan(plan)).toEqual([]);
    expect(newerRules(plan)).toMatchObject([{ code: 'newer-rule', path: 'findings.leak-1.sideDecision' }]);
  });

  it('the notice excuses nothing else: a changed side is still a fault, and so is the missing word on what is not signed', () => {
    const plan = readPlan('decubitus-without-side');
    const turned = {
      ...plan,
      findings: plan.findings.map((finding) => ({ ...finding, side: 'left' as const })),
    };
    expect(verifyPlan(turned).map(({ code }) => code)).toContain('claim-side');
    expect(verifyPlan({ ...plan, signature: null }).map(({ code }) => code)).toContain(
      'side-turned-without-roll',
    );
    expect(
      verifyPlan({ ...plan, rules: { ...plan.rules, version: RULES_VERSION } }).map(({ code }) => code),
    ).toContain('side-turned-without-roll');
  });

  it('a plan that states a doubt was judged by the rules that know it', () => {
    const input = version2('decubitus-without-side') as { findings: { derived: { problems: string[] } }[] };
    input.findings[0]?.derived.problems.push('turned-without-roll');
    expect(parseTargetingPlan(input)).toMatchObject({ value: { rules: { version: 4 } } });
  });
});

describe('the rules a plan names', () => {
  it('from the future are not guessed at', () => {
    const plan = planFixture();
    const rules = { ...plan.rules, version: RULES_VERSION + 1 };
    expect(verifyPlan({ ...plan, rules })).toMatchObject([{ code: 'rules-unknown' }]);
  });

  it.each([
    ['volumeMl', 1000],
    ['deviceInterspaces', 1.5],
    ['pathMismatchPercent', 0],
  ] as const)('have no threshold out of its range: %s %d', (id, value) => {
    const plan = planFixture();
    const rules = { ...plan.rules, limits: { ...plan.rules.limits, [id]: value } };
    expect(verifyPlan({ ...plan, rules })).toMatchObject([
      { code: 'limit-out-of-range', path: `rules.limits.${id}` },
    ]);
  });
});

describe('drafts saved before', () => {
  it('open with the new questions unanswered', () => {
    const draft = JSON.parse(JSON.stringify(rightL2L3Draft())) as {
      plan: { circumstances?: unknown; sites: { endpoint?: unknown; approachReason?: unknown }[] };
    };
    delete draft.plan.circumstances;
    for (const site of draft.plan.sites) {
      delete site.endpoint;
      delete site.approachReason;
    }
    expect(caseDocumentSchema.parse(draft)).toEqual(rightL2L3Draft());
  });
});

describe('docs/targeting-plan.schema.json', () => {
  it('is what the source says now (npm run schema)', () => {
    expect(read('docs/targeting-plan.schema.json')).toEqual(JSON.parse(JSON.stringify(planJsonSchema())));
  });
});
