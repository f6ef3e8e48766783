import type { PlanRecord } from './api.ts';

/** Which versions of a plan a person has looked at in this browser, by plan id and the name they gave. */
export interface Looks {
  at(name: string, planId: string): readonly number[];
  add(name: string, planId: string, version: number): void;
}

const STORAGE_KEY = 'patchpoint.looks';
/** More plans than anybody reviews before they are done; the oldest are forgotten first. */
const KEPT_PLANS = 300;

const keyOf = (name: string, planId: string): string => `${planId} ${name}`;

/** In `storage`, which a browser may forbid or have filled: then changes are told since the version before. */
export function createLooks(storage: Pick<Storage, 'getItem' | 'setItem'> | null): Looks {
  const read = (): ReadonlyMap<string, readonly number[]> => {
    try {
      const value: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}');
      return new Map(
        Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, versions]) =>
          Array.isArray(versions) ? [[key, versions.filter((each) => typeof each === 'number')]] : [],
        ),
      );
    } catch {
      return new Map();
    }
  };
  return {
    at: (name, planId) => read().get(keyOf(name, planId)) ?? [],
    add(name, planId, version) {
      const all = new Map(read());
      const key = keyOf(name, planId);
      const versions = new Set([...(all.get(key) ?? []), version]);
      all.delete(key);
      all.set(key, [...versions]);
      try {
        const kept = [...all].slice(-KEPT_PLANS);
        storage?.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(kept)));
      } catch {
        // Not remembered: the next look then compares with the version before.
      }
    },
  };
}

/** The version that a reviewer compares with: the newest earlier one they looked at, else the one that this replaces. */
export function comparedWith(
  versions: readonly PlanRecord[],
  shown: PlanRecord,
  looked: readonly number[],
): { readonly record: PlanRecord; readonly looked: boolean } | null {
  if (shown.plan.replacesVersion === null) return null;
  const seen = Math.max(...looked.filter((version) => version < shown.version));
  const known = versions.find((each) => each.version === seen);
  if (known !== undefined) return { record: known, looked: true };
  const replaced = versions.find((each) => each.version === shown.plan.replacesVersion);
  return replaced === undefined ? null : { record: replaced, looked: false };
}
