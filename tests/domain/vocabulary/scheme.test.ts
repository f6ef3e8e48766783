import { describe, expect, it } from 'vitest';
import { exitingRoot, hasDisc } from '../../../src/domain/vocabulary/interspace.ts';
import type { SpineScheme, Vertebra } from '../../../src/domain/vocabulary/level.ts';
import {
  interspacesOf,
  isAdjacent,
  schemeIssue,
  STANDARD_SCHEME,
  vertebraAbove,
  vertebraBelow,
  vertebraeBetween,
  vertebraeOf,
  vertebraeOfLevel,
} from '../../../src/domain/vocabulary/scheme.ts';

const FOUR_LUMBAR: SpineScheme = { absent: ['L5'], extra: [] };
const THIRTEEN_RIBS_SIX_LUMBAR: SpineScheme = { absent: [], extra: ['T13', 'L6'] };

describe('scheme', () => {
  it('holds 29 vertebrae in the standard numbering', () => {
    expect(vertebraeOf(STANDARD_SCHEME)).toHaveLength(7 + 12 + 5 + 5);
    expect(vertebraeOf(STANDARD_SCHEME)).not.toContain('T13');
    expect(vertebraeOf(STANDARD_SCHEME)).not.toContain('L6');
  });

  it('makes neighbours across an absent and beside an extra vertebra', () => {
    expect(isAdjacent(FOUR_LUMBAR, 'L4', 'S1')).toBe(true);
    expect(isAdjacent(STANDARD_SCHEME, 'L4', 'S1')).toBe(false);
    expect(isAdjacent(THIRTEEN_RIBS_SIX_LUMBAR, 'T12', 'L1')).toBe(false);
    expect(isAdjacent(THIRTEEN_RIBS_SIX_LUMBAR, 'T13', 'L1')).toBe(true);
    expect(isAdjacent(STANDARD_SCHEME, 'L3', 'L2')).toBe(false);
    expect(isAdjacent(STANDARD_SCHEME, 'T12', 'T13')).toBe(false);
    expect(vertebraAbove(FOUR_LUMBAR, 'S1')).toBe('L4');
    expect(vertebraBelow(THIRTEEN_RIBS_SIX_LUMBAR, 'L5')).toBe('L6');
    expect(vertebraAbove(STANDARD_SCHEME, 'C1')).toBeNull();
    expect(vertebraBelow(STANDARD_SCHEME, 'S5')).toBeNull();
  });

  it('lists what lies between, whichever end comes first', () => {
    expect(vertebraeBetween(STANDARD_SCHEME, 'T11', 'L2')).toEqual(['T12', 'L1']);
    expect(vertebraeBetween(STANDARD_SCHEME, 'L2', 'T11')).toEqual(['T12', 'L1']);
    expect(vertebraeOfLevel(STANDARD_SCHEME, { kind: 'range', from: 'L4', to: 'S1' })).toEqual([
      'L4',
      'L5',
      'S1',
    ]);
  });

  it('refuses a vertebra that is both absent and extra', () => {
    expect(schemeIssue({ absent: ['L6'], extra: ['L6'] })?.code).toBe('scheme-contradiction');
    expect(schemeIssue(THIRTEEN_RIBS_SIX_LUMBAR)).toBeNull();
  });
});

describe('exitingRoot', () => {
  it.each<[Vertebra, Vertebra, string]>([
    ['C1', 'C2', 'C2'],
    ['C2', 'C3', 'C3'],
    ['C6', 'C7', 'C7'],
    ['C7', 'T1', 'C8'],
    ['T1', 'T2', 'T1'],
    ['T12', 'L1', 'T12'],
    ['T13', 'L1', 'T13'],
    ['T11', 'L1', 'T11'],
    ['L4', 'L5', 'L4'],
    ['L5', 'S1', 'L5'],
    ['L6', 'S1', 'L6'],
  ])('%s-%s → %s', (upper, lower, root) => expect(exitingRoot(upper, lower)).toBe(root));

  it('names no root where C7 is absent', () => expect(exitingRoot('C6', 'T1')).toBeNull());

  it('gives each of the 23 discs of C2-S1 its own root and C1-C2 no disc', () => {
    const spaces = interspacesOf(STANDARD_SCHEME).filter(
      ({ lower }) => lower <= 'S1' || !lower.startsWith('S'),
    );
    expect(new Set(spaces.map(({ upper, lower }) => exitingRoot(upper, lower))).size).toBe(spaces.length);
    expect(spaces.filter(({ upper, lower }) => !hasDisc(upper, lower))).toEqual([
      { upper: 'C1', lower: 'C2' },
    ]);
    expect(spaces).toHaveLength(24);
  });
});
