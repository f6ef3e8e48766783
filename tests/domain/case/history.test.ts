import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import {
  bail,
  canRedo,
  canUndo,
  commit,
  createHistory,
  mark,
  record,
  redo,
  undo,
  type History,
} from '../../../src/domain/case/history.ts';
import { bodyCentre, CT, CT_FRAME, newCase } from '../builders.ts';

const walk = (...values: readonly string[]) =>
  values.slice(1).reduce((history, value) => record(history, value), createHistory(values[0] ?? ''));

describe('a history of a toy document', () => {
  it('goes back and forth, and a new step ends the future', () => {
    const history = walk('a', 'b', 'c');
    expect(undo(history).present).toBe('b');
    expect(redo(undo(history))).toEqual(history);
    const branched = record(undo(history), 'd');
    expect([branched.present, canRedo(branched)]).toEqual(['d', false]);
    expect(undo(branched).present).toBe('b');
  });

  it('makes one step of a drag, and none of a drag that came back', () => {
    const dragged = commit(
      ['b', 'c', 'd'].reduce((history, value) => record(history, value), mark(walk('a'))),
    );
    expect(dragged.past).toEqual(['a']);
    expect(undo(dragged).present).toBe('a');
    expect(commit(record(record(mark(walk('a')), 'b'), 'a'))).toEqual(createHistory('a'));
  });

  it('keeps the future when a drag changed nothing', () => {
    const before = undo(walk('a', 'b'));
    expect(commit(mark(before))).toEqual(before);
    expect(redo(commit(mark(before))).present).toBe('b');
    const backAgain = commit(record(record(mark(before), 'x'), 'a'));
    expect(redo(backAgain).present).toBe('b');
  });

  it('bails to where the drag began, with the future it had', () => {
    const before = undo(walk('a', 'b'));
    const bailed = bail(record(mark(before), 'x'));
    expect(bailed).toEqual(before);
    expect(redo(bailed).present).toBe('b');
  });

  it('undoes an open drag before anything else', () => {
    const open = record(mark(walk('a', 'b')), 'c');
    expect([canUndo(open), canRedo(open)]).toEqual([true, false]);
    expect(undo(open).present).toBe('b');
  });

  it('keeps at most its limit', () => {
    let history = createHistory(0, 3);
    for (let i = 1; i <= 10; i++) history = record(history, i);
    expect(history.past).toEqual([7, 8, 9]);
    expect(() => createHistory(0, 0)).toThrow('limit');
  });

  it('does not count the same document as a step', () => {
    const history = walk('a');
    expect(record(history, 'a')).toBe(history);
    expect([undo(history), redo(history)]).toEqual([history, history]);
  });
});

const LEVELS = ['T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1'] as const;
const level = fc.constantFrom(...LEVELS);
const id = fc.constantFrom('a', 'b', 'c');
const point = level.chain((name) =>
  fc
    .tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -6, max: 6, noNaN: true }))
    .map(([dx, dz]) => {
      const [x, y, z] = bodyCentre(name);
      return [x + dx, y, z + dz] as const;
    }),
);
const command: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({
    type: fc.constant('label/place' as const),
    seriesUid: fc.constant(CT),
    frameOfReferenceUid: fc.constant(CT_FRAME),
    level,
    pointLpsMm: point,
  }),
  fc.record({
    type: fc.constant('label/move' as const),
    seriesUid: fc.constant(CT),
    level,
    pointLpsMm: point,
  }),
  fc.record({ type: fc.constant('label/remove' as const), seriesUid: fc.constant(CT), level }),
  fc.record({ type: fc.constant('label/insert' as const), seriesUid: fc.constant(CT), pointLpsMm: point }),
  fc.record({ type: fc.constant('label/take-out' as const), seriesUid: fc.constant(CT), level }),
  fc.record({
    type: fc.constant('label/confirm' as const),
    seriesUid: fc.constant(CT),
    levels: fc.oneof(fc.constant('all' as const), fc.array(level, { maxLength: 2 })),
  }),
  fc.record({
    type: fc.constant('numbering/set' as const),
    patch: fc.record({ anomalies: fc.subarray(['six-lumbar', 'eleven-ribs'] as const) }),
  }),
  fc.record({
    type: fc.constant('finding/add' as const),
    id,
    trackingUid: id,
    place: point.map((pointLpsMm) => ({
      kind: 'patient' as const,
      seriesUid: CT,
      frameOfReferenceUid: CT_FRAME,
      pointLpsMm,
    })),
  }),
  fc.record({
    type: fc.constant('finding/update' as const),
    id,
    patch: fc.record({ note: fc.string({ maxLength: 4 }) }),
  }),
  fc.record({ type: fc.constant('finding/remove' as const), id }),
  fc.record({ type: fc.constant('plan/prefill' as const), newSiteId: fc.constantFrom('s', 't') }),
  fc.record({ type: fc.constant('site/add' as const), id, findingId: fc.option(id) }),
  fc.record({
    type: fc.constant('site/set' as const),
    id: fc.constantFrom('a', 'b', 's'),
    patch: fc.record({ approach: fc.constantFrom('interlaminar' as const, 'caudal' as const) }),
  }),
  fc.record({ type: fc.constant('site/remove' as const), id: fc.constantFrom('a', 's') }),
);
type Step = CaseCommand | 'undo' | 'redo' | 'mark' | 'commit' | 'bail';
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: command },
  { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
  { weight: 1, arbitrary: fc.constantFrom('mark' as const, 'commit' as const, 'bail' as const) },
);

function take(history: History<CaseDocument>, taken: Step): History<CaseDocument> {
  switch (taken) {
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
    case 'mark':
      return mark(history);
    case 'commit':
      return commit(history);
    case 'bail':
      return bail(history);
    default: {
      const applied = applyCommand(history.present, taken);
      return applied.ok ? record(history, applied.value) : history;
    }
  }
}

function exhaust<D>(history: History<D>, move: (history: History<D>) => History<D>): History<D> {
  let current = history;
  for (let next = move(current); next !== current; next = move(current)) current = next;
  return current;
}

describe('a history of a case', () => {
  it('undoing all gives the start, redoing all gives the end, whatever was done', () => {
    const start = newCase();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const done = commit(steps.reduce(take, createHistory(start)));
        const end = exhaust(done, redo);
        const undone = exhaust(end, undo);
        expect(undone.present).toBe(start);
        expect(exhaust(undone, redo).present).toEqual(end.present);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps labels in order, confirmed ones where they were, and one mark per id', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const doc = commands.reduce((current, next) => {
          const applied = applyCommand(current, next);
          return applied.ok ? applied.value : current;
        }, newCase());
        for (const { labels } of Object.values(doc.labelings)) {
          const heights = labels
            .filter((label) => label.confirmed && label.level !== 'S1')
            .map((label) => label.pointLpsMm[2]);
          expect(heights).toEqual(heights.toSorted((a, b) => b - a));
          const sacrum = labels.find((label) => label.level === 'S1')?.pointLpsMm[2] ?? -Infinity;
          expect(sacrum).toBeLessThan(Math.min(...heights) + 15);
          expect(new Set(labels.map((label) => label.level)).size).toBe(labels.length);
          expect(labels.at(0)?.confirmed).toBe(true);
          expect(labels.at(-1)?.confirmed).toBe(true);
        }
        expect(new Set(doc.findings.map((finding) => finding.id)).size).toBe(doc.findings.length);
        for (const site of doc.plan.sites)
          expect(
            site.findingId === null || doc.findings.some((finding) => finding.id === site.findingId),
          ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('replays to an equal document', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const run = () =>
          commands.reduce((current, next) => {
            const applied = applyCommand(current, next);
            return applied.ok ? applied.value : current;
          }, newCase());
        expect(run()).toEqual(run());
      }),
      { numRuns: 50 },
    );
  });
});
