import { describe, expect, it } from 'vitest';
import { err, issue } from '../../src/domain/result.ts';
import { markId } from '../../src/app/workspace/markIds.ts';
import { after, bodyCentre, CT, labelledSpine, rightL2L3Draft } from '../domain/builders.ts';
import { gate, inPatient, MemoryServer, settle, testViewer } from './support.ts';
import { openBench, type Bench } from './workspaceFixture.ts';

const rationale = (text: string) => ({ type: 'plan/set', patch: { rationale: text } }) as const;
const say = ({ workspace }: Bench, text: string): void => void workspace.dispatch(rationale(text));
const stateOf = ({ workspace }: Bench) => workspace.store.getState();

/** A signable case, changed elsewhere since it was opened here. */
async function conflicted(): Promise<Bench> {
  const server = new MemoryServer();
  [server.version, server.document] = [1, rightL2L3Draft()];
  const bench = openBench({}, server);
  [server.version, server.document] = [7, after(rightL2L3Draft(), rationale('theirs'))];
  say(bench, 'mine');
  await bench.clock.advance(1_000);
  expect(stateOf(bench).save).toBe('conflict');
  return bench;
}

/** Signing waits for the images; meanwhile the other version is taken. */
async function takenOver(bench: Bench) {
  const images = gate();
  bench.viewer.load = async () => {
    await images.passed;
    return { kind: 'complete', total: 100, skipped: [] };
  };
  const signing = bench.workspace.sign();
  await bench.workspace.resolveConflict('theirs');
  images.open();
  return signing;
}

/** Key images go no farther than to the gate. */
function held({ server: { api } }: Bench) {
  const upload = gate();
  const keep = api.uploadKeyImage.bind(api);
  api.uploadKeyImage = async (...picture) => {
    await upload.passed;
    return keep(...picture);
  };
  return upload;
}

describe('while a person is asked which version to keep', () => {
  it('a third version is not written over: what it changed is shown first', async () => {
    const bench = await conflicted();
    [bench.server.version, bench.server.document] = [8, after(rightL2L3Draft(), rationale('third'))];
    await bench.workspace.resolveConflict('mine');
    await bench.clock.advance(1_000);
    expect(bench.server.document.plan.rationale).toBe('third');
    expect(stateOf(bench)).toMatchObject({
      save: 'conflict',
      other: { differs: ['rationale: third → mine'] },
    });
    await bench.workspace.resolveConflict('mine');
    await bench.clock.advance(1_000);
    expect(bench.server.document.plan.rationale).toBe('mine');
  });

  it('the first answer holds: a second one, given while the dialog closes, gives nothing up', async () => {
    const bench = await conflicted();
    await Promise.all([bench.workspace.resolveConflict('mine'), bench.workspace.resolveConflict('theirs')]);
    await bench.workspace.resolveConflict('theirs');
    await bench.clock.advance(1_000);
    expect(stateOf(bench).doc.plan.rationale).toBe('mine');
    expect(bench.server.document?.plan.rationale).toBe('mine');
  });

  it('a browser that keeps no copy does not take the question away', async () => {
    const bench = await conflicted();
    bench.journal.write = () => Promise.reject(new DOMException('full'));
    say(bench, 'mine, and more');
    await settle();
    expect(stateOf(bench).save).toBe('conflict');
  });
});

describe('while images are read before signing', () => {
  it('the other version, taken meanwhile, is not signed unseen', async () => {
    const bench = await conflicted();
    expect(await takenOver(bench)).toMatchObject([{ code: 'changed-meanwhile' }]);
    expect(bench.server.plans).toEqual([]);
    expect(stateOf(bench)).toMatchObject({ busy: null, lock: null });
  });

  it('what somebody else signed meanwhile stays locked', async () => {
    const bench = await conflicted();
    const other = openBench({}, bench.server);
    expect(await other.workspace.sign()).toBeNull();
    expect(await takenOver(bench)).toMatchObject([{ code: 'changed-meanwhile' }]);
    expect(bench.server.plans).toHaveLength(1);
    expect(stateOf(bench)).toMatchObject({ busy: null, lock: { code: 'signed' } });
  });
});

describe('what a browser says late of its copy', () => {
  it('is not said of changes that are saved by then', async () => {
    const bench = openBench();
    const written = gate();
    bench.journal.write = async () => {
      await written.passed;
      throw new DOMException('full');
    };
    say(bench, 'a');
    await bench.clock.advance(1_000);
    expect(stateOf(bench).save).toBe('saved');
    written.open();
    await settle();
    expect(stateOf(bench)).toMatchObject({ save: 'saved', saveMessage: null });
  });
});

/** Captured, its case left before the picture is stored, then stored. */
const leftWhileHeld = async (bench: Bench, { offline }: { readonly offline: boolean }) => {
  const upload = held(bench);
  const captured = bench.workspace.captureKeyImage('pane-1', 'late');
  await settle();
  bench.workspace.close();
  bench.server.offline = offline;
  upload.open();
  await captured;
  await settle();
};

describe('a key image on its way', () => {
  it('reaches its case also where that was left meanwhile', async () => {
    const bench = openBench();
    await leftWhileHeld(bench, { offline: false });
    expect(bench.server.document?.keyImages).toMatchObject([{ caption: 'late' }]);
    expect(bench.journal.entries.size).toBe(0);
  });

  it('is kept in this browser where the server is away by then', async () => {
    const bench = openBench();
    await leftWhileHeld(bench, { offline: true });
    expect(bench.journal.entries.get('case-1')?.document.keyImages).toHaveLength(1);
  });

  it('does not end the word that the plan is being signed', async () => {
    const server = new MemoryServer();
    [server.version, server.document] = [1, rightL2L3Draft()];
    const bench = openBench({}, server);
    const [upload, decided] = [held(bench), gate()];
    server.api.sign = async () => {
      await decided.passed;
      return err(issue('offline', 'The server does not answer.'));
    };
    const captured = bench.workspace.captureKeyImage('pane-1', 'late');
    await settle();
    const signing = bench.workspace.sign();
    await settle();
    upload.open();
    await captured;
    expect(stateOf(bench)).toMatchObject({ busy: 'Signing the plan', lock: { code: 'signing' } });
    decided.open();
    await signing;
    expect(stateOf(bench).busy).toBeNull();
  });
});

describe('while a mark is dragged', () => {
  const [x, y, z] = bodyCentre('L4');
  const dragOf = (seriesUid: string) =>
    ({
      type: 'drag-mark',
      markId: markId({ kind: 'label', seriesUid, level: 'L4' }),
      at: inPatient(x, y, z + 1),
    }) as const;

  it('images that are there by then are asked when it is let go', () => {
    const [viewer, server] = [testViewer(), new MemoryServer()];
    const listeners: Parameters<typeof viewer.onLoadState>[0][] = [];
    viewer.onLoadState = (listener) => {
      listeners.push(listener);
      return () => undefined;
    };
    viewer.sample = (_, [, front]) => (front + 110 > 20 ? 400 : 0);
    [server.version, server.document] = [1, labelledSpine('L5', 'L4', 'L3')];
    const bench = openBench({ viewer }, server);
    const pane = viewer.panes.get('pane-1');
    pane?.emit({ ...dragOf(CT), phase: 'start' });
    for (const loaded of listeners) loaded(CT, { kind: 'complete', total: 100, skipped: [] });
    pane?.emit({ ...dragOf(CT), phase: 'cancel' });
    expect(stateOf(bench).postures).toMatchObject({ [CT]: 'agrees' });
  });

  it('the label has its images asked anew when it is let go', () => {
    const server = new MemoryServer();
    [server.version, server.document] = [1, labelledSpine('L5', 'L4', 'L3', 'L2')];
    const bench = openBench({}, server);
    let side = 1;
    bench.viewer.sample = (_, [, front]) => (side * (front + 110) > 20 ? 400 : 0);
    bench.workspace.dispatch({ type: 'label/remove', seriesUid: CT, level: 'L2' });
    expect(stateOf(bench).postures).toMatchObject({ [CT]: 'agrees' });
    side = -1;
    for (const phase of ['start', 'move', 'end'] as const) bench.pane(1).emit({ ...dragOf(CT), phase });
    expect(stateOf(bench).postures).toMatchObject({ [CT]: 'contradicts' });
  });
});
