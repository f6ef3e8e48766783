import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_CIRCUMSTANCES } from '../../src/domain/plan/circumstances.ts';
import { verifyPlan } from '../../src/domain/plan/verifyPlan.ts';
import { parseTargetingPlan } from '../../src/schema/plan.ts';
import { caseDocumentSchema } from '../../src/schema/caseDocument.ts';
import { planJsonSchema } from '../../src/schema/planJsonSchema.ts';
import { planFixture, rightL2L3Draft } from '../domain/builders.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(resolve(path), 'utf8'));
const version1 = (name: string): unknown => read(`tests/schema/fixtures/plan-v1-${name}.json`);

describe('plans of schema version 1', () => {
  it.each(['right-l2-l3', 'intrathecal-pump'])(
    '%s: reads as version 2, and what nobody asked is unanswered',
    (name) => {
      const parsed = parseTargetingPlan(version1(name));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      expect(parsed.value).toMatchObject({ schemaVersion: 2, circumstances: NO_CIRCUMSTANCES });
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

  it('version 2 fields in a plan that claims version 2 are not made up', () => {
    const { circumstances: _left, ...plan } = planFixture();
    expect(parseTargetingPlan(JSON.parse(JSON.stringify(plan)))).toMatchObject({
      ok: false,
      error: [{ path: 'circumstances' }],
    });
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
