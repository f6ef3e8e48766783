import { describe, expect, it } from 'vitest';
import { relativeDescription, type CountingBasis } from '../../../src/domain/spine/relative.ts';
import type { Level } from '../../../src/domain/vocabulary/level.ts';
import { parseLevel } from '../../../src/domain/vocabulary/levelText.ts';
import { STANDARD_SCHEME, vertebraeSpan } from '../../../src/domain/vocabulary/scheme.ts';

const level = (text: string, basis: CountingBasis): Level => {
  const read = parseLevel(text, basis.scheme);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};
const basis = (change: Partial<CountingBasis>): CountingBasis => ({
  scheme: STANDARD_SCHEME,
  countedFrom: null,
  labelled: [],
  ...change,
});
const say = (text: string, change: Partial<CountingBasis>): string | null =>
  relativeDescription(level(text, basis(change)), basis(change));

describe('relativeDescription', () => {
  it.each<[string, Partial<CountingBasis>, string | null]>([
    ['L4-L5', { countedFrom: 'sacrum' }, 'second interspace above the sacrum'],
    ['L5-S1', { countedFrom: 'sacrum' }, 'first interspace above the sacrum'],
    ['L5', { countedFrom: 'sacrum' }, 'first vertebra above the sacrum'],
    [
      'L5-L6',
      { countedFrom: 'sacrum', scheme: { absent: [], extra: ['L6'] } },
      'second interspace above the sacrum',
    ],
    [
      'L3-L4',
      { countedFrom: 'sacrum', scheme: { absent: ['L5'], extra: [] } },
      'second interspace above the sacrum',
    ],
    ['L1', { countedFrom: 'last-rib' }, 'first vertebra below the last rib'],
    ['T12-L1', { countedFrom: 'last-rib' }, 'first interspace below the last rib'],
    [
      'T11-L1',
      { countedFrom: 'last-rib', scheme: { absent: ['T12'], extra: [] } },
      'first interspace below the last rib',
    ],
    ['T12', { countedFrom: 'last-rib' }, 'the vertebra that bears the last rib'],
    ['T11-T12', { countedFrom: 'last-rib' }, 'first interspace above the last rib'],
    ['C5-C6', { countedFrom: 'C2' }, 'fourth interspace below C2'],
    ['T7-T8', { countedFrom: 'C2' }, '13th interspace below C2'],
    ['C1-C2', { countedFrom: 'C2' }, null],
    ['L2-L3', { countedFrom: 'unverified' }, null],
    ['L2-L3', {}, null],
    ['S1-S2', { countedFrom: 'sacrum' }, null],
    [
      'L2..L4',
      { countedFrom: 'sacrum' },
      'from fourth vertebra above the sacrum to second vertebra above the sacrum',
    ],
  ])('%s, %o', (text, change, expected) => expect(say(text, change)).toBe(expected));

  it('uses unbroken labels to the sacrum where nothing was stated', () => {
    const labelled = vertebraeSpan(STANDARD_SCHEME, 'L2', 'S1');
    expect(say('L2-L3', { labelled })).toBe('fourth interspace above the sacrum');
    expect(say('L2-L3', { labelled: labelled.filter((name) => name !== 'L4') })).toBeNull();
    expect(say('L2-L3', { labelled, countedFrom: 'last-rib' })).toBe(
      'third interspace below the last rib; fourth interspace above the sacrum',
    );
  });
});
