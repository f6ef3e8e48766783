import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level, SpineScheme } from '../../../src/domain/vocabulary/level.ts';
import {
  formatLevel,
  levelIssue,
  parseLevel,
  parseVertebra,
} from '../../../src/domain/vocabulary/levelText.ts';
import { interspacesOf, STANDARD_SCHEME, vertebraeOf } from '../../../src/domain/vocabulary/scheme.ts';

const SIX_LUMBAR: SpineScheme = { absent: [], extra: ['L6'] };
const ELEVEN_RIBS: SpineScheme = { absent: ['T12'], extra: [] };
const THIRTEEN_RIBS: SpineScheme = { absent: [], extra: ['T13'] };

const read = (text: string, scheme?: SpineScheme): string => {
  const level = parseLevel(text, scheme);
  return level.ok ? `${level.value.kind} ${formatLevel(level.value)}` : level.error.code;
};

describe('parseLevel', () => {
  it.each([
    ['L2/3', 'interspace L2-L3'],
    ['L2-3', 'interspace L2-L3'],
    ['L2-L3', 'interspace L2-L3'],
    ['L2/L3', 'interspace L2-L3'],
    ['l2 / l3', 'interspace L2-L3'],
    ['L2–L3', 'interspace L2-L3'],
    ['Th10', 'vertebra T10'],
    ['D10', 'vertebra T10'],
    ['th 10', 'vertebra T10'],
    ['TH10/11', 'interspace T10-T11'],
    ['D10-D11', 'interspace T10-T11'],
    ['C7/Th1', 'interspace C7-T1'],
    ['C7-T1', 'interspace C7-T1'],
    ['T12/L1', 'interspace T12-L1'],
    ['L5/S1', 'interspace L5-S1'],
    ['C1/2', 'interspace C1-C2'],
    ['L2..L4', 'range L2..L4'],
    ['L2..L3', 'range L2..L3'],
    ['C7-T3', 'range C7..T3'],
    ['L2-4', 'range L2..L4'],
    ['Th10 - 12', 'range T10..T12'],
    ['L4-S1', 'range L4..S1'],
    [' s1 ', 'vertebra S1'],
  ])('reads %s as %s', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['', 'level-empty'],
    ['L4/S1', 'level-not-adjacent'],
    ['C8/T1', 'level-unknown'],
    ['C8', 'level-unknown'],
    ['L0', 'level-unreadable'],
    ['L23', 'level-unknown'],
    ['T1 2', 'level-unreadable'],
    ['L3/L2', 'level-order'],
    ['L5/1', 'level-order'],
    ['L2-L2', 'level-order'],
    ['L6', 'level-not-in-numbering'],
    ['T13/L1', 'level-not-in-numbering'],
    ['X3', 'level-unreadable'],
    ['L2-L3-L4', 'level-unreadable'],
    ['L2,L3', 'level-unreadable'],
    ['sacral hiatus', 'level-unreadable'],
  ])('refuses %s with %s', (text, code) => expect(read(text)).toBe(code));

  it('follows the numbering of the patient', () => {
    expect(read('L6/S1', SIX_LUMBAR)).toBe('interspace L6-S1');
    expect(read('L5/S1', SIX_LUMBAR)).toBe('level-not-adjacent');
    expect(read('T11/L1', ELEVEN_RIBS)).toBe('interspace T11-L1');
    expect(read('T12', ELEVEN_RIBS)).toBe('level-not-in-numbering');
    expect(read('T13-L1', THIRTEEN_RIBS)).toBe('interspace T13-L1');
  });

  it('says why in words', () => {
    const pair = parseLevel('L4/S1');
    expect(pair.ok ? '' : pair.error.message).toContain('For a range write L4..S1');
    const root = parseVertebra('C8');
    expect(root.ok ? '' : root.error.message).toContain('nerve root');
  });

  it('reads back every level it writes, for every numbering', () => {
    const schemes = fc.constantFrom(STANDARD_SCHEME, SIX_LUMBAR, ELEVEN_RIBS, THIRTEEN_RIBS);
    fc.assert(
      fc.property(schemes, fc.nat(), fc.nat(), fc.nat(2), (scheme, a, b, kind) => {
        const all = vertebraeOf(scheme);
        const pairs = interspacesOf(scheme);
        const [i, j] = [a % all.length, b % all.length].toSorted((x, y) => x - y);
        const level: Level =
          kind === 0 || (kind === 2 && i === j)
            ? { kind: 'vertebra', level: all[i ?? 0] ?? 'C1' }
            : kind === 1
              ? { kind: 'interspace', ...(pairs[a % pairs.length] ?? { upper: 'C1', lower: 'C2' }) }
              : { kind: 'range', from: all[i ?? 0] ?? 'C1', to: all[j ?? 0] ?? 'C1' };
        expect(parseLevel(formatLevel(level), scheme)).toEqual({ ok: true, value: level });
        expect(levelIssue(level, scheme)).toBeNull();
      }),
    );
  });

  it('never throws and never returns a level outside the numbering', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const level = parseLevel(text);
        expect(level.ok ? levelIssue(level.value, STANDARD_SCHEME) : null).toBeNull();
      }),
    );
  });
});

describe('levelIssue', () => {
  it.each<[Level, string]>([
    [{ kind: 'vertebra', level: 'T13' }, 'level-not-in-numbering'],
    [{ kind: 'interspace', upper: 'L2', lower: 'L4' }, 'level-not-adjacent'],
    [{ kind: 'interspace', upper: 'L3', lower: 'L2' }, 'level-order'],
    [{ kind: 'range', from: 'L4', to: 'L2' }, 'level-order'],
  ])('%o: %s', (level, code) => expect(levelIssue(level, STANDARD_SCHEME)?.code).toBe(code));
});
