import { describe, expect, it } from 'vitest';
import { comparedWith } from '../../src/app/looks.ts';
import type { PlanRecord } from '../../src/app/api.ts';
import { planFixture } from '../domain/builders.ts';

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
