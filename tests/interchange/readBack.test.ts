import { describe, expect, it } from 'vitest';
import { CODECS } from '../../src/interchange/codecs.ts';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { NO_CONTEXT } from '../../src/interchange/context.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { parseTargetingPlan } from '../../src/schema/plan.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';

/** What a person may type or a header may say never keeps a plan from leaving. */

const plan = fullPlan();
const context = contextOf(plan);
const withSex = (sex: string) => ({ ...plan, patient: { ...plan.patient, sex } });
/** As the server takes a plan in: through the schema. */
const taken = (patch: Partial<TargetingPlan['sites'][number]>, check: string | null): TargetingPlan => {
  const parsed = parseTargetingPlan({
    ...plan,
    sites: plan.sites.map((site, index) => (index === 0 ? { ...site, ...patch } : site)),
    circumstances: { ...plan.circumstances, postProcedureCheck: check },
  });
  if (!parsed.ok) throw new Error('The plan does not parse.');
  return parsed.value;
};
const faultsOf = (typed: TargetingPlan) =>
  (['fhir', 'text'] as const).flatMap((format) => {
    const written = exportVerified(typed, format, NO_CONTEXT);
    return written.ok ? [] : written.error;
  });

describe('a sex that DICOM has no code for', () => {
  it.each(['U', 'm', ''])('"%s" leaves as key objects and captures', (sex) => {
    for (const format of ['kos', 'sc'] as const) {
      const written = exportVerified(withSex(sex), format, context);
      expect(written.ok ? [] : written.error).toEqual([]);
    }
  });

  it('and another sex than the plan says is still caught', () => {
    const written = CODECS.kos.write(withSex('F'), context);
    if (!written.ok) throw new Error(written.error.message);
    const faults = readBackFaults(withSex('M'), 'kos', written.value, context);
    expect(faults.map(({ path }) => path)).toEqual(['patient.sex']);
  });
});

describe('words typed into the plan', () => {
  it.each(['Tuohy, 90 mm', 'Tuohy, length not stated', '', 'Coaxial, Quincke bevel'])(
    'the needle type "%s" leaves with and without a length',
    (type) => {
      for (const lengthMm of ['not-stated', 90] as const)
        for (const gaugeG of ['not-stated', 18] as const)
          expect(faultsOf(taken({ needle: { type, gaugeG, lengthMm } }, null))).toEqual([]);
    },
  );

  it.each(['not stated', ' Not  stated ', 'NOT-STATED'])('"%s" is the answer not-stated', (words) => {
    const typed = taken({ stopCriterion: words }, words);
    expect(typed.sites[0]?.stopCriterion).toBe('not-stated');
    expect(typed.circumstances.postProcedureCheck).toBe('not-stated');
    expect(faultsOf(typed)).toEqual([]);
  });

  it('a check of spaces only is unanswered, and other words stay as they were typed', () => {
    expect(faultsOf(taken({}, '  '))).toEqual([]);
    expect(taken({ stopCriterion: 'Not stated by the ward' }, null).sites[0]?.stopCriterion).toBe(
      'Not stated by the ward',
    );
  });
});
