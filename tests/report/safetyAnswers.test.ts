import { describe, expect, it } from 'vitest';
import type { DeclaredHazard } from '../../src/domain/case/document.ts';
import { safetyAnswerFacts } from '../../src/report/content/hazardBlocks.ts';
import { interspaceOf } from '../domain/builders.ts';

const answer = (patch: Partial<DeclaredHazard> & Pick<DeclaredHazard, 'id'>): DeclaredHazard => ({
  present: 'no',
  level: null,
  note: '',
  ...patch,
});
const rows = (...declaredHazards: readonly DeclaredHazard[]): Readonly<Record<string, string>> =>
  Object.fromEntries(safetyAnswerFacts({ declaredHazards }).map(({ label, value }) => [label, value]));

describe('safety answers, as the reviewer and the report show them', () => {
  it('put what is present first, with its level and note', () => {
    const pump = answer({ id: 'H4', present: 'yes', level: interspaceOf('L3', 'L4'), note: 'baclofen pump' });
    const scar = answer({ id: 'H5', present: 'yes' });
    const facts = safetyAnswerFacts({ declaredHazards: [answer({ id: 'H1' }), pump, scar] });
    expect(facts.map(({ value }) => value).slice(0, 2)).toEqual([
      'Yes at L3-L4, baclofen pump',
      'Yes, level not stated',
    ]);
  });

  it('keep no, not stated and not answered apart', () => {
    const shown = rows(answer({ id: 'H1' }), answer({ id: 'H8', present: 'not-stated' }));
    expect(shown['Answered no']).toBe('H1 Active infection');
    expect(shown['H8 Pregnancy or breastfeeding']).toBe('Not stated');
    expect(shown['Not answered']).toContain('H2 Bleeding risk');
    expect(shown['Not answered']).not.toMatch(/H1 |H8/);
  });

  it('never leave a question out: an open one is named', () => {
    expect(Object.keys(rows())).toEqual(['Not answered']);
    expect(rows()['Not answered']).toMatch(/H1 .*H2 .*H3 .*H4 .*H8 .*H9 /);
  });

  it('name what was asked where the rule fires on more than the answer', () => {
    expect(rows(answer({ id: 'H15' }))['Answered no']).toBe('H15 Procedure on the spine since the imaging');
  });
});
