import { describe, expect, it } from 'vitest';
import { CODECS } from '../../src/interchange/codecs.ts';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';

/** What a person may type or a header may say never keeps a plan from leaving. */

const plan = fullPlan();
const context = contextOf(plan);

describe('a sex that DICOM has no code for', () => {
  const withSex = (sex: string) => ({ ...plan, patient: { ...plan.patient, sex } });

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
