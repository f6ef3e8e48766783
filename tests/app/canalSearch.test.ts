import { describe, expect, it } from 'vitest';
import { takeOutLabel } from '../../src/app/workspace/markActions.ts';
import type { Vec3 } from '../../src/domain/geometry/vec3.ts';
import { ct, MemoryServer, run, study, testViewer, type TestClock } from './support.ts';
import { openBench, type Bench } from './workspaceFixture.ts';

const SPACING_MM = 32;
const myelogram: typeof ct = { ...ct, class: 'ct-myelography' };
const uid = myelogram.seriesInstanceUid;
const LEVELS = ['L5', 'L4', 'L3', 'L2'] as const;

/** Contrast of 600 HU in a round sac 23 mm behind bodies of 200 HU; muscle around. */
const contrast = ([x, y]: Vec3): number => {
  if (Math.hypot(x / 9, (y - 23) / 7) <= 1) return 600;
  return Math.hypot(x / 22, y / 15) <= 1 ? 200 : 40;
};

function opened(series = myelogram, server = new MemoryServer()): Bench {
  const viewer = { ...testViewer(), sample: (_: string, point: Vec3) => contrast(point) };
  const bench = openBench({ studies: [study(series, run)], viewer }, server);
  bench.workspace.store.setState({ loads: { [uid]: { kind: 'complete', total: 1, skipped: [] } } });
  return bench;
}

const label = ({ workspace }: Bench, level: (typeof LEVELS)[number]): void => {
  const pointLpsMm: Vec3 = [0, 0, SPACING_MM * LEVELS.indexOf(level)];
  const { frameOfReferenceUid } = myelogram;
  if (frameOfReferenceUid === null) throw new Error('a CT has a frame of reference');
  const refused = workspace.dispatch({
    type: 'label/place',
    seriesUid: uid,
    frameOfReferenceUid,
    level,
    pointLpsMm,
  });
  expect(refused).toBeNull();
};
const canalOf = ({ workspace }: Bench) => workspace.store.getState().doc.labelings[uid]?.canal ?? [];
const searchOf = ({ workspace }: Bench) => workspace.store.getState().canalSearches[uid];

/** Lets a search run through: one advance a slice. */
async function finish(bench: Bench, clock: TestClock = bench.clock): Promise<void> {
  await clock.advance(1500);
  for (let i = 0; i < 2000 && searchOf(bench)?.kind === 'running'; i += 1) await clock.advance(5);
}

describe('the search for the canal', () => {
  it('is offered by itself once three labels rest, and is no step of undo of its own', async () => {
    const bench = opened();
    label(bench, 'L5');
    label(bench, 'L4');
    await finish(bench);
    expect(canalOf(bench)).toEqual([]);
    label(bench, 'L3');
    await finish(bench);
    expect(canalOf(bench).map(({ level, source }) => [level, source])).toEqual([
      ['L3', 'found'],
      ['L4', 'found'],
      ['L5', 'found'],
    ]);
    bench.workspace.undo();
    const { labels } = bench.workspace.store.getState().doc.labelings[uid] ?? { labels: [] };
    expect(labels.map(({ level }) => level)).toEqual(['L4', 'L5']);
    bench.workspace.redo();
    expect(canalOf(bench)).toHaveLength(3);
  });

  it('starts over when labels change on the way, and stays away where a person has left it', async () => {
    const bench = opened();
    for (const level of ['L5', 'L4', 'L3'] as const) label(bench, level);
    await bench.clock.advance(1500);
    expect(searchOf(bench)?.kind).toBe('running');
    label(bench, 'L2');
    await finish(bench);
    expect(canalOf(bench)).toHaveLength(4);
    bench.workspace.dispatch({ type: 'canal/remove', seriesUid: uid, levels: 'all' });
    await finish(bench);
    expect(canalOf(bench)).toEqual([]);
    bench.workspace.offerCanal(uid);
    bench.workspace.cancelCanal(uid);
    await finish(bench);
    expect([canalOf(bench), searchOf(bench)]).toEqual([[], undefined]);
  });

  it('waits for a person on a CT without contrast in its name, and says why nothing was found', async () => {
    const plain = opened({ ...ct, class: 'ct-other' });
    for (const level of ['L5', 'L4', 'L3'] as const) label(plain, level);
    await finish(plain);
    expect(canalOf(plain)).toEqual([]);
    plain.workspace.store.setState({ loads: { [uid]: { kind: 'loading', loaded: 1, total: 2 } } });
    plain.workspace.offerCanal(uid);
    expect(searchOf(plain)?.kind).toBe('refused');
  });
});

describe('the search for the canal leaves alone', () => {
  it('a case locked while it runs, and goes on at the next change', async () => {
    const bench = opened();
    for (const level of ['L5', 'L4', 'L3'] as const) label(bench, level);
    await bench.clock.advance(1500);
    expect(searchOf(bench)?.kind).toBe('running');
    const { doc } = bench.workspace.store.getState();
    bench.workspace.store.setState({ lock: { code: 'signing', message: 'The plan is being signed.' } });
    await finish(bench);
    expect(searchOf(bench)).toBeUndefined();
    expect(bench.workspace.store.getState().doc).toBe(doc);
    bench.workspace.store.setState({ lock: null });
    label(bench, 'L2');
    await finish(bench);
    expect(canalOf(bench)).toHaveLength(4);
  });

  it('a labelled case that is only opened: no draft that nobody made', async () => {
    const server = new MemoryServer();
    const earlier = opened(myelogram, server);
    for (const level of ['L5', 'L4', 'L3'] as const) label(earlier, level);
    await earlier.clock.advance(1000);
    expect([server.saves, canalOf(earlier)]).toEqual([1, []]);
    const bench = opened(myelogram, server);
    // As when the voxels arrive: the search is asked for, the labels are what was stored.
    const { doc } = bench.workspace.store.getState();
    bench.workspace.store.setState({ doc: { ...doc, labelings: { ...doc.labelings } } });
    await finish(bench);
    await bench.clock.advance(1000);
    expect([server.saves, canalOf(bench)]).toEqual([1, []]);
    label(bench, 'L2');
    await finish(bench);
    expect(canalOf(bench)).toHaveLength(4);
  });
});

describe('the search for the canal begins', () => {
  it('with the first leak marked in a case that was labelled in another sitting', async () => {
    const server = new MemoryServer();
    const earlier = opened(myelogram, server);
    for (const level of ['L5', 'L4', 'L3'] as const) label(earlier, level);
    await earlier.clock.advance(1000);
    const bench = opened(myelogram, server);
    const refused = bench.workspace.dispatch({
      type: 'finding/add',
      id: 'f',
      trackingUid: '2.25.77',
      place: {
        kind: 'patient',
        seriesUid: uid,
        frameOfReferenceUid: myelogram.frameOfReferenceUid ?? '',
        pointLpsMm: [2, 30, SPACING_MM / 2],
      },
    });
    expect(refused).toBeNull();
    await finish(bench);
    expect(canalOf(bench)).toHaveLength(3);
  });
});

describe('L5 up to T12 by hand', () => {
  it.each(['toward-head', 'toward-feet'] as const)('takes one click a vertebra, %s', (direction) => {
    const { workspace } = opened();
    workspace.setDirection(direction);
    workspace.setTool('spine');
    workspace.setNextLevel(direction === 'toward-head' ? 'L5' : 'T12');
    const levels = ['L5', 'L4', 'L3', 'L2', 'L1', 'T12'];
    const order = direction === 'toward-head' ? levels : levels.toReversed();
    for (const level of order) {
      const at: Vec3 = [0, 0, SPACING_MM * levels.indexOf(level)];
      workspace.markHere('label', { pointLpsMm: at, image: null });
    }
    const { labels } = workspace.store.getState().doc.labelings[uid] ?? { labels: [] };
    expect(labels.map((one) => [one.level, one.confirmed])).toEqual(
      levels.toReversed().map((one) => [one, true]),
    );
  });

  it('says that numbers changed when a vertebra is inserted or taken out', () => {
    const bench = opened();
    const { workspace } = bench;
    const levels = (): readonly string[] =>
      (workspace.store.getState().doc.labelings[uid]?.labels ?? []).map((one) => one.level);
    const noticed = (): string | undefined => workspace.store.getState().notice?.text;
    label(bench, 'L4');
    label(bench, 'L2');
    workspace.dispatch({ type: 'label/remove', seriesUid: uid, level: 'L4' });
    label(bench, 'L3');
    workspace.setTool('spine');
    workspace.setSpineMode('insert');
    workspace.markHere('label', { pointLpsMm: [0, 0, SPACING_MM * 2.5], image: null });
    expect([levels(), noticed()]).toEqual([
      ['L2', 'L3', 'L4'],
      'Vertebra inserted: the labels toward the feet were renumbered by one. Check them.',
    ]);
    takeOutLabel(workspace, { kind: 'label', seriesUid: uid, level: 'L3' });
    expect([levels(), noticed()]).toEqual([
      ['L2', 'L3'],
      'L3 taken out: the labels toward the feet were renumbered by one. Check them.',
    ]);
    workspace.undo();
    expect(levels()).toEqual(['L2', 'L3', 'L4']);
  });
});
