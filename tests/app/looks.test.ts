import { describe, expect, it } from 'vitest';
import { comparedWith, createLooks } from '../../src/app/looks.ts';
import type { PlanRecord } from '../../src/app/api.ts';
import { planFixture } from '../domain/builders.ts';

const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};
const version = (n: number, replacesVersion: number | null = n === 1 ? null : n - 1): PlanRecord => ({
  planId: 'plan-1',
  version: n,
  caseId: 'case-1',
  state: 'signed',
  plan: planFixture({ version: n, replacesVersion }),
  review: null,
  handoff: { kind: 'none' },
  course: [],
  procedureHandoff: { kind: 'none' },
});
const [first, second, third] = [version(1), version(2), version(3)];
const versions = [third, second, first];

describe('what a reviewer looked at', () => {
  it('is kept over a reload, by plan and by name', () => {
    const tab = memory();
    createLooks(tab).add('Dr P', 'plan-1', 1);
    createLooks(tab).add('Dr P', 'plan-1', 3);
    expect(createLooks(tab).at('Dr P', 'plan-1')).toEqual([1, 3]);
    expect(createLooks(tab).at('Dr Q', 'plan-1')).toEqual([]);
    expect(createLooks(tab).at('Dr P', 'plan-2')).toEqual([]);
  });

  it('forgets the oldest plans first, and fails nothing where nothing can be kept', () => {
    const looks = createLooks(memory());
    for (let n = 0; n <= 300; n++) looks.add('Dr P', `plan-${n}`, 1);
    expect([looks.at('Dr P', 'plan-0'), looks.at('Dr P', 'plan-300')]).toEqual([[], [1]]);
    for (const storage of [null, { getItem: () => '[7', setItem: () => undefined }]) {
      createLooks(storage).add('Dr P', 'plan-1', 1);
      expect(createLooks(storage).at('Dr P', 'plan-1')).toEqual([]);
    }
  });
});

describe('what a version is compared with', () => {
  it('is the newest earlier one the reviewer looked at, however many were signed since', () => {
    expect(comparedWith(versions, third, [1])).toEqual({ record: first, looked: true });
    expect(comparedWith(versions, third, [1, 2, 3])).toEqual({ record: second, looked: true });
  });

  it('is the one it replaces for somebody who looked at none, also after a reload of this one', () => {
    expect(comparedWith(versions, third, [])).toEqual({ record: second, looked: false });
    expect(comparedWith(versions, third, [3])).toEqual({ record: second, looked: false });
  });

  it('is none for a first version, and for the plan of another session', () => {
    expect(comparedWith(versions, first, [1])).toBeNull();
    expect(comparedWith([version(2, null), first], version(2, null), [1])).toBeNull();
  });
});
