import { describe, expect, it } from 'vitest';
import { err, issue } from '../../src/domain/result.ts';
import { openBench } from './workspaceFixture.ts';
import { MemoryServer, settle } from './support.ts';
import { after, click, newCase } from '../domain/builders.ts';

const say = (bench: ReturnType<typeof openBench>, rationale: string): void =>
  void bench.workspace.dispatch({ type: 'plan/set', patch: { rationale } });

const conflicted = async (): Promise<ReturnType<typeof openBench>> => {
  const bench = openBench();
  bench.server.version = 7;
  bench.server.document = after(newCase(), { type: 'plan/set', patch: { rationale: 'theirs' } });
  say(bench, 'mine');
  await bench.clock.advance(1_000);
  expect(bench.workspace.store.getState().save).toBe('conflict');
  expect(bench.server.document.plan.rationale).toBe('theirs');
  expect(bench.workspace.store.getState().other?.differs).toEqual(['rationale: theirs → mine']);
  return bench;
};

describe('autosave', () => {
  it('waits for a pause, saves the newest document once, and clears the copy in the browser', async () => {
    const bench = openBench();
    say(bench, 'a');
    say(bench, 'ab');
    expect(bench.journal.entries.get('case-1')?.document.plan.rationale).toBe('ab');
    expect(bench.workspace.store.getState().save).toBe('unsaved');
    await bench.clock.advance(1_000);
    expect(bench.server.saves).toBe(1);
    expect(bench.server.document?.plan.rationale).toBe('ab');
    expect(bench.journal.entries.size).toBe(0);
    expect(bench.workspace.store.getState().save).toBe('saved');
  });

  it('keeps the copy while the server is away, says so, and tries again by itself', async () => {
    const bench = openBench();
    bench.server.offline = true;
    say(bench, 'a');
    await bench.clock.advance(1_000);
    expect(bench.workspace.store.getState().save).toBe('failed');
    expect(bench.workspace.store.getState().saveMessage).toContain('kept in this browser');
    expect(bench.journal.entries.size).toBe(1);
    bench.server.offline = false;
    await bench.clock.advance(2_000);
    expect(bench.workspace.store.getState().save).toBe('saved');
    expect(bench.server.document?.plan.rationale).toBe('a');
  });

  it('does not save the middle of a drag', async () => {
    const bench = openBench();
    const [pane] = [bench.pane(1)];
    bench.workspace.setTool('leak');
    pane.emit({
      type: 'click',
      at: { pointLpsMm: [0, 0, 0], image: null },
      hit: null,
      shift: false,
      alt: false,
    });
    await bench.clock.advance(1_000);
    const id = `finding|${bench.workspace.store.getState().doc.findings[0]?.id}`;
    pane.emit({ type: 'drag-mark', phase: 'start', markId: id, at: { pointLpsMm: [0, 0, 0], image: null } });
    pane.emit({ type: 'drag-mark', phase: 'move', markId: id, at: { pointLpsMm: [0, 0, 9], image: null } });
    await bench.clock.advance(5_000);
    expect(bench.server.saves).toBe(1);
    pane.emit({ type: 'drag-mark', phase: 'end', markId: id, at: { pointLpsMm: [0, 0, 9], image: null } });
    await bench.clock.advance(1_000);
    expect(bench.server.document?.findings[0]?.place).toMatchObject({ pointLpsMm: [0, 0, 9] });
  });

  it('overwrites nothing on a conflict until a person has chosen', async () => {
    const mine = await conflicted();
    await mine.workspace.resolveConflict('mine');
    await mine.clock.advance(1_000);
    expect(mine.server.document?.plan.rationale).toBe('mine');

    const theirs = await conflicted();
    await theirs.workspace.resolveConflict('theirs');
    await theirs.clock.advance(5_000);
    expect(theirs.workspace.store.getState().doc.plan.rationale).toBe('theirs');
    expect(theirs.workspace.store.getState().canUndo).toBe(false);
    expect(theirs.server).toMatchObject({ version: 7, saves: 1 });
    expect(theirs.journal.entries.size).toBe(0);
  });

  it('shows the other version before it saves again: a change in between builds on it', async () => {
    const bench = await conflicted();
    const cleared: (() => void)[] = [];
    bench.journal.clear = async (caseId) => {
      bench.journal.entries.delete(caseId);
      await new Promise<void>((resolve) => cleared.push(resolve));
    };
    const chosen = bench.workspace.resolveConflict('theirs');
    await settle();
    expect(bench.workspace.store.getState()).toMatchObject({
      save: 'saved',
      doc: { plan: { rationale: 'theirs' } },
    });
    say(bench, `${bench.workspace.store.getState().doc.plan.rationale}, and more`);
    cleared[0]?.();
    await chosen;
    await bench.clock.advance(1_000);
    expect(bench.server.document?.plan.rationale).toBe('theirs, and more');
  });

  it.each([
    ['is not answered', () => Promise.resolve(err(issue('offline', 'The server does not answer.')))],
    ['cannot be understood', () => Promise.reject(new TypeError('no words'))],
  ])('asks also where the other version %s, and says that it is not known', async (_, caseById) => {
    const bench = openBench();
    bench.server.version = 7;
    bench.server.api.caseById = caseById;
    say(bench, 'mine');
    await bench.clock.advance(1_000);
    expect(bench.workspace.store.getState()).toMatchObject({ save: 'conflict', other: null });
  });

  it('sends what an earlier sitting left behind', async () => {
    const document = after(newCase(), click('L5'));
    const bench = openBench({ kept: { baseVersion: 0, document } });
    expect(bench.workspace.store.getState().doc).toEqual(document);
    await bench.clock.advance(1_000);
    expect(bench.server.document).toEqual(document);
  });

  it('asks when both the earlier sitting and the server have changed', async () => {
    const server = new MemoryServer();
    server.version = 3;
    const bench = openBench({ kept: { baseVersion: 2, document: after(newCase(), click('L5')) } }, server);
    await bench.clock.advance(1_000);
    expect(bench.workspace.store.getState().save).toBe('conflict');
    expect(server.document).toBeNull();
  });

  it('sends the last change when the case is closed', async () => {
    const bench = openBench();
    say(bench, 'last');
    bench.workspace.close();
    await settle();
    expect(bench.server.document?.plan.rationale).toBe('last');
  });
});
