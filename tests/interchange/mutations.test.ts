import { describe, expect, it } from 'vitest';
import { CODECS } from '../../src/interchange/codecs.ts';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { CARRIED } from '../../src/interchange/readback/carried.ts';
import { claimKind } from '../../src/interchange/readback/claims.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';
import { MUTATIONS } from './support/mutations.ts';

/**
 * One field changed in each written file: is it caught when the file is read back against the plan? Every kind of
 * statement a format carries is changed at least once.
 */
/** `npm run test:formats` takes every change; the SR is slow to write, so `npm test` takes every fourth there. */
const FULL = process.env['FORMATS'] === 'full';
const plan = fullPlan();
const context = contextOf(plan);
const rows: { format: string; changes: number; caught: number; refusedByWriter: number }[] = [];

describe.each(PLAN_FORMATS.map(({ id }) => id))('%s', (format) => {
  const carried: Readonly<Record<string, number>> = CARRIED[format];

  it('reads back as the plan it was written from', () => {
    const files = exportVerified(plan, format, context);
    expect(files.ok ? [] : files.error).toEqual([]);
  });

  it('has a mutation for every kind of statement it carries', () => {
    const changed = new Set(MUTATIONS.map(({ kind }) => kind));
    expect(Object.keys(carried).filter((kind) => !changed.has(kind))).toEqual([]);
  });

  it('catches every changed field that it carries', { timeout: FULL ? 300_000 : 60_000 }, () => {
    const missed: string[] = [];
    let [caught, refusedByWriter, changes] = [0, 0, 0];
    for (const [index, { kind, of }] of MUTATIONS.entries()) {
      if (carried[kind] === undefined) continue;
      if (format === 'sr' && !FULL && index % 4 !== 0) continue;
      changes += 1;
      const changedPlan = of(plan);
      // The other plan's own pictures and voxels: only the statement differs.
      const written = CODECS[format].write(changedPlan, changedContext(kind));
      if (!written.ok) {
        refusedByWriter += 1;
        continue;
      }
      const faults = readBackFaults(plan, format, written.value, context);
      // A fault without a path is a file that could not be read as what it should be.
      const named = faults.some(({ path }) => path === undefined || claimKind(path) === kind);
      if (named) caught += 1;
      else missed.push(`${kind} (${index})`);
    }
    rows.push({ format, changes, caught, refusedByWriter });
    expect(missed).toEqual([]);
    expect(caught + refusedByWriter).toBe(changes);
    if (rows.length === PLAN_FORMATS.length) console.table(rows);
  });
});

/** What a changed measurement looks like in the voxels that the SEG is written from. */
function changedContext(kind: string): typeof context {
  const voxels = context.voxels?.map((entry, index) => {
    if (index > 0) return entry;
    if (kind === 'region.voxels')
      return { ...entry, slices: entry.slices.map((one) => ({ ...one, bits: one.bits.with(100, 0) })) };
    if (kind === 'region.volumeMl') return { ...entry, sliceSpacingMm: entry.sliceSpacingMm * 1.1 };
    return entry;
  });
  return { ...context, voxels };
}
