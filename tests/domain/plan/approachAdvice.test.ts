import { describe, expect, it } from 'vitest';
import { approachAdvice, type AdviceFacts } from '../../../src/domain/plan/approachAdvice.ts';
import type { Approach, Compartment } from '../../../src/domain/vocabulary/terms.ts';
import { interspaceOf, SITE } from '../builders.ts';

const facts = (compartment: Compartment | null, patch: Partial<AdviceFacts> = {}): AdviceFacts => ({
  site: { id: SITE, target: interspaceOf('L4', 'L5'), side: 'right' },
  finding: compartment === null ? null : { compartment },
  hazards: [],
  ...patch,
});
const of = (approach: Approach, given: AdviceFacts) => {
  const advice = approachAdvice(given).find((one) => one.approach === approach);
  if (advice === undefined) throw new Error(`No advice on ${approach}.`);
  return {
    for: advice.for.map((a) => a.text).join(' '),
    against: advice.against.map((a) => a.text).join(' '),
  };
};

const scar = (siteId: string) =>
  facts('dorsal', { hazards: [{ id: 'H5', siteId, severity: 'acknowledge' }] });

describe('approach advice', () => {
  it('has every approach, and a source with every argument', () => {
    const all = approachAdvice(facts('dorsal'));
    expect(all.map((advice) => advice.approach)).toEqual([
      'interlaminar',
      'interlaminar-paramedian',
      'transforaminal',
      'caudal',
      'direct',
    ]);
    for (const { for: pro, against } of all)
      for (const argument of [...pro, ...against]) expect(argument.source).not.toBe('');
  });

  it('ventral speaks against the way from behind and for the foramen', () => {
    expect(of('interlaminar', facts('ventral')).against).toContain('ventral');
    expect(of('transforaminal', facts('ventral')).for).toContain('ventral');
    expect(of('interlaminar', facts('dorsal')).for).toContain('dorsal');
  });

  it('scar or hardware at this site speaks for the caudal way, at another site it says nothing', () => {
    expect(of('caudal', scar(SITE)).for).toContain('sacral hiatus');
    expect(of('interlaminar', scar(SITE)).against).toContain('scar');
    expect(of('caudal', scar('another')).for).toBe('');
  });

  it('what is only "not stated" is no argument', () => {
    const unknown = facts('dorsal', { hazards: [{ id: 'H5', siteId: null, severity: 'inform' }] });
    expect(of('caudal', unknown).for).toBe('');
  });

  it('the caudal way is long to the upper lumbar spine and above, and cervical targets are entered at C7-T1', () => {
    const at = (upper: 'L2' | 'C5', lower: 'L3' | 'C6') =>
      facts('dorsal', { site: { id: SITE, target: interspaceOf(upper, lower), side: 'right' } });
    expect(of('caudal', at('L2', 'L3')).against).toContain('long way');
    expect(of('caudal', facts('dorsal')).against).toBe('');
    expect(of('interlaminar', at('C5', 'C6')).for).toContain('C7-T1');
    expect(of('transforaminal', at('C5', 'C6')).against).toContain('Vertebral artery');
  });

  it('knows nothing of a direct way where nothing is known', () => {
    expect(of('direct', facts(null))).toEqual({ for: '', against: '' });
  });
});
