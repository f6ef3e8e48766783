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

const named = (name: string): TargetingPlan => ({ ...plan, patient: { ...plan.patient, name } });
const textOf = (format: 'fhir' | 'oru', name: string): string => {
  const written = exportVerified(named(name), format, context);
  if (!written.ok) throw new Error('not written');
  return new TextDecoder().decode(written.value[0]?.bytes);
};

describe('a name of more than one spelling', () => {
  const formats = ['sr', 'fhir', 'oru', 'mdm', 'kos', 'json'] as const;

  it.each([
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
    'Hong^Gildong=洪^吉洞=홍^길동',
    'Wang^XiaoDong=王^小東',
    '=王^小東',
    '==やまだ^たろう',
    'Adams^John Robert^Quincy^Rev.^B.A.',
    'Doe^^Middle',
    'Doe^Jane^^^',
    '',
  ])('"%s" leaves whole in every format', (name) => {
    for (const format of formats) {
      const written = exportVerified(named(name), format, context);
      expect([format, written.ok ? [] : written.error]).toEqual([format, []]);
    }
  });

  it.each([
    ['the ideographic one missing', 'Yamada^Tarou==やまだ^たろう'],
    ['the ideographic one of another person', 'Yamada^Tarou=山本^太郎=やまだ^たろう'],
    ['two spellings changed about', 'Yamada^Tarou=やまだ^たろう=山田^太郎'],
  ])('and %s is caught', (_, other) => {
    for (const format of formats) {
      const written = CODECS[format].write(named('Yamada^Tarou=山田^太郎=やまだ^たろう'), context);
      if (!written.ok) throw new Error(written.error.message);
      const faults = readBackFaults(named(other), format, written.value, context);
      expect([format, faults.some(({ path }) => path === 'patient.name')]).toEqual([format, true]);
    }
  });

  it('is written as FHIR and HL7 write it', () => {
    const name = 'Yamada^Tarou^^Dr^Jr=山田^太郎';
    expect(textOf('oru', name)).toContain('|Yamada^Tarou^^Jr^Dr^^^A~山田^太郎^^^^^^I|');
    const bundle = JSON.parse(textOf('fhir', name));
    const patient = bundle.entry.find(
      (entry: { resource: { resourceType: string } }) => entry.resource.resourceType === 'Patient',
    );
    expect(patient.resource.name).toEqual([
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation', valueCode: 'ABC' },
        ],
        family: 'Yamada',
        given: ['Tarou'],
        prefix: ['Dr'],
        suffix: ['Jr'],
      },
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation', valueCode: 'IDE' },
        ],
        family: '山田',
        given: ['太郎'],
      },
    ]);
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

const because = (reason: string): TargetingPlan => ({
  ...plan,
  numbering: {
    ...plan.numbering,
    keptCounts: [{ id: '2.25.1.L1-L2', against: 'L1 to L2 measures 60 mm', reason }],
  },
});

describe('counts that do not meet', () => {
  it.each(['sr', 'oru', 'fhir'] as const)('which one won, and why, leaves as %s', (format) => {
    const typed = because('L2 is a block vertebra.');
    const written = exportVerified(typed, format, contextOf(typed));
    if (!written.ok) throw new Error(JSON.stringify(written.error));
    const faults = readBackFaults(because('Nobody said so.'), format, written.value, context);
    expect(faults.map(({ path }) => path)).toContain('plan.statement');
  });
});
