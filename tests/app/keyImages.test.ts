import { describe, expect, it } from 'vitest';
import { bodyCentre, CT, LEAK, rightL2L3Draft } from '../domain/builders.ts';
import { MemoryServer } from './support.ts';
import { openBench } from './workspaceFixture.ts';

const openCase = () => {
  const server = new MemoryServer();
  server.document = rightL2L3Draft();
  server.version = 1;
  return openBench({}, server);
};
/** A view of the CT, wherever it hangs. */
const ctView = (bench: ReturnType<typeof openBench>) => {
  const [paneId, pane] = [...bench.viewer.panes].find(([, mounted]) => mounted.spec.seriesUid === CT) ?? [];
  if (paneId === undefined || pane === undefined) throw new Error('The CT hangs nowhere.');
  return { paneId, pane };
};
const imageOf = (bench: ReturnType<typeof openBench>) => bench.workspace.store.getState().doc.keyImages[0];
const blockersOf = (bench: ReturnType<typeof openBench>) =>
  bench.workspace.store
    .getState()
    .derived.blockers.filter((blocker) => blocker.code === 'key-image-outdated');

describe('what a key image says', () => {
  it('names the findings drawn in it, as they are at that moment', async () => {
    const bench = openCase();
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    expect(imageOf(bench)).toMatchObject({
      findingIds: [LEAK],
      shown: [{ findingId: LEAK, ordinal: 1, level: 'L2-L3', side: 'right' }],
    });
    expect(blockersOf(bench)).toEqual([]);
  });

  it('claims nothing of a mark on another slice', async () => {
    const bench = openCase();
    ctView(bench).pane.become({ index: 40 });
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'Another slice.');
    expect(imageOf(bench)).toMatchObject({ findingIds: [], shown: [] });
  });

  it('takes what is drawn when the key is pressed, not what is changed while it is stored', async () => {
    const bench = openCase();
    const captured = bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    bench.workspace.dispatch({ type: 'finding/remove', id: LEAK });
    await captured;
    expect(imageOf(bench)?.shown).toMatchObject([{ level: 'L2-L3', side: 'right' }]);
    expect(blockersOf(bench)[0]?.message).toContain('that leak was deleted');
  });

  it('keeps the plan from being signed when level or side have changed since', async () => {
    const bench = openCase();
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    for (const level of ['L2', 'L3'] as const) {
      const [x, y, z] = bodyCentre(level);
      bench.workspace.dispatch({
        type: 'label/move',
        seriesUid: CT,
        level,
        pointLpsMm: [x - 20, y, z],
        clickedOn: 'axial',
      });
    }
    const [blocker] = blockersOf(bench);
    expect(blocker).toMatchObject({ step: 'key-images', path: 'keyImages.key-1' });
    expect(blocker?.message).toBe(
      'Key image 1 shows Leak 1 L2-L3 right; it is now L2-L3 left. Capture it again or delete it.',
    );
  });
});
