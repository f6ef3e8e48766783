import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { planDifferences } from '../../../src/domain/plan/describe.ts';
import { HAZARD_RULES } from '../../../src/domain/plan/rules/catalogue.ts';
import {
  DEFAULT_LIMITS,
  LIMIT_IDS,
  limitFault,
  RULE_LIMITS,
  type LimitId,
} from '../../../src/domain/plan/rules/limits.ts';
import { RULES_VERSION } from '../../../src/domain/plan/rules/ruleHistory.ts';
import { verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import {
  after,
  answerSite,
  ctSeries,
  interspaceOf,
  noHazards,
  planOf,
  rightL2L3Draft,
  TODAY,
} from '../builders.ts';
import { SEED_DRAFTS } from '../seedCases.ts';

const fired = (doc: CaseDocument, id: LimitId, value: number) =>
  deriveCase(doc, [ctSeries({ studyDate: '20240520' })], TODAY, {
    version: RULES_VERSION,
    limits: { ...DEFAULT_LIMITS, [id]: value },
  }).hazards.filter((hazard) => hazard.id === RULE_LIMITS[id].rule && hazard.severity !== 'inform');

const pump = after(rightL2L3Draft(), ...noHazards('H4'), {
  type: 'hazard/declare',
  hazard: { id: 'H4', present: 'yes', level: interspaceOf('L4', 'L5'), note: '' },
});
const cervical = SEED_DRAFTS.cervical();
const caudal = SEED_DRAFTS.caudalCatheter();

describe('thresholds of the rules', () => {
  it.each(LIMIT_IDS)('%s: its default lies in its range and names its rule and source', (id) => {
    const { rule, value, source, unit } = RULE_LIMITS[id];
    expect(limitFault(id, value)).toBeNull();
    expect(limitFault(id, Number.NaN)).toContain(unit);
    expect(HAZARD_RULES[rule].id).toBe(rule);
    expect(source).not.toBe('');
  });

  it.each([
    ['deviceInterspaces', pump, 2, 1],
    ['imagingAgeDays', rightL2L3Draft(), 22, 23],
    ['volumeMl', rightL2L3Draft(), 19.5, 20],
    ['cervicalVolumeMl', cervical, 8, 20],
    ['pathMismatchPercent', caudal, 40, 100],
  ] as const)('%s: a site moves it, and the warning says whose value it is', (id, doc, fires, silent) => {
    const [hazard] = fired(doc, id, fires);
    expect(hazard?.source).toContain(`limit ${fires} ${RULE_LIMITS[id].unit}`);
    const own = hazard?.source.includes('set by this site') ?? false;
    expect(own).toBe(fires !== DEFAULT_LIMITS[id]);
    expect(fired(doc, id, silent)).toEqual([]);
  });

  it('a plan carries the thresholds it was judged by and stands by them, not by today’s', () => {
    const limits = { ...DEFAULT_LIMITS, volumeMl: 30 };
    const plan = planOf(after(rightL2L3Draft(), answerSite({ maximumVolumeMl: 25 })), { limits });
    expect(plan.rules).toEqual({ version: RULES_VERSION, limits });
    expect(plan.hazards.map(({ id }) => id)).not.toContain('H18');
    expect(verifyPlan(plan)).toEqual([]);
    const asDefault = { ...plan, rules: { ...plan.rules, limits: DEFAULT_LIMITS } };
    expect(verifyPlan(asDefault).map(({ code }) => code)).toContain('hazard-left-out');
  });

  it('a reviewer is told when thresholds differ from one version to the next', () => {
    const before = planOf(rightL2L3Draft());
    const next = planOf(rightL2L3Draft(), { limits: { ...DEFAULT_LIMITS, volumeMl: 25 } });
    expect(planDifferences(before, next)).toEqual(['thresholds of warnings: default → blood volume 25 mL']);
  });
});
