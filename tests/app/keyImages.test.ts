import { describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../src/domain/case/document.ts';
import { err, issue } from '../../src/domain/result.ts';
import {
  after,
  bodyCentre,
  CT,
  LEAK,
  MR,
  MR_FRAME,
  pointBetween,
  rightL2L3Draft,
  XA,
  XA_IMAGE,
  type CaseStep,
} from '../domain/builders.ts';
import { ct, MemoryServer, study } from './support.ts';
import { openBench } from './workspaceFixture.ts';

const openCase = (document: CaseDocument = rightL2L3Draft()) => {
  const server = new MemoryServer();
  server.document = document;
  server.version = 1;
  return openBench({}, server);
};
/** A view of a series, wherever it hangs. */
const viewOf = (bench: ReturnType<typeof openBench>, seriesUid: string) => {
  const [paneId, pane] =
    [...bench.viewer.panes].find(([, mounted]) => mounted.spec.seriesUid === seriesUid) ?? [];
  if (paneId === undefined || pane === undefined) throw new Error('The series hangs nowhere.');
  return { paneId, pane };
};
const ctView = (bench: ReturnType<typeof openBench>) => viewOf(bench, CT);
/** The series in the first view, its slice or frame as told. */
const hung = (
  bench: ReturnType<typeof openBench>,
  seriesUid: string,
  shown: Parameters<ReturnType<typeof ctView>['pane']['become']>[0],
) => {
  bench.workspace.openSeries('pane-1', seriesUid);
  viewOf(bench, seriesUid).pane.become(shown);
  return viewOf(bench, seriesUid).paneId;
};
const onMr: readonly CaseStep[] = (['S1', 'L5', 'L4', 'L3', 'L2', 'L1'] as const).map((level) => ({
  type: 'label/place',
  seriesUid: MR,
  frameOfReferenceUid: MR_FRAME,
  level,
  pointLpsMm: bodyCentre(level),
  clickedOn: 'axial',
}));
const RUN = { seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 3 };
const onRun: readonly CaseStep[] = (['L1', 'L2', 'L3', 'L4'] as const).map((level, i) => ({
  type: 'projection/label',
  ...RUN,
  level,
  pointPx: [256, 100 + 80 * i],
}));
const adopted: CaseStep = {
  type: 'finding/adopt',
  id: LEAK,
  mark: {
    seriesUid: MR,
    frameOfReferenceUid: MR_FRAME,
    pointLpsMm: pointBetween('L2', 'L3', { fraction: 0.43, leftMm: -9 }),
    fromSeriesUid: CT,
    by: { name: 'R', authenticated: false },
    at: '2024-06-12T09:00:00.000Z',
  },
};
const onto = (...steps: readonly CaseStep[]): CaseDocument => after(rightL2L3Draft(), ...steps);
/** The leak once more, marked on the run only: a height of the spine to every other series. */
const onRunOnly = (doc: CaseDocument): CaseDocument =>
  after(
    doc,
    { type: 'finding/remove', id: LEAK },
    {
      type: 'finding/add',
      id: LEAK,
      trackingUid: '2.25.951',
      place: { kind: 'image', ...RUN, pointPx: [250, 215] },
    },
  );
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

  it.each([
    [true, true],
    [false, undefined],
  ])('says that its images were compressed with loss: %s', async (lossy, flag) => {
    const bench = openBench({ studies: [study({ ...ct, lossy })] });
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    expect(imageOf(bench)?.lossy).toBe(flag);
    expect(imageOf(bench)?.marked?.facts).toBe(lossy ? '1 of 1 · LOSSY COMPRESSED' : '1 of 1');
  });

  it('keeps a clean copy beside the picture', async () => {
    const bench = openCase();
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    expect(imageOf(bench)).toMatchObject({
      id: 'key-1',
      clean: { id: 'clean-1', sha256: 'cd'.repeat(32) },
    });
  });

  it('keeps the marked picture without words below it, and the words beside it', async () => {
    const bench = openCase();
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    const { id, sha256, widthPx, heightPx, marked, planVersion } = imageOf(bench) ?? {};
    expect(marked).toMatchObject({ id, sha256, widthPx, heightPx });
    expect(marked?.identity).toContain('ID ');
    expect(planVersion).toBeUndefined();
  });

  it('is one picture, however often its key is pressed', async () => {
    const bench = openCase();
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    expect(await bench.workspace.captureKeyImage(ctView(bench).paneId, 'Again.')).toMatchObject({
      code: 'duplicate-id',
    });
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

describe('a key image of another series', () => {
  it.each([
    ['an adopted leak', MR, () => onto(...onMr, adopted), { index: 0 }],
    ['a projected leak', MR, () => onto(...onMr), { index: 0 }],
    ['a band', XA, () => onto(...onRun), { image: { sopInstanceUid: XA_IMAGE, frame: 3 } }],
    ['a height, on every slice', CT, () => onRunOnly(onto(...onRun)), { index: 40 }],
  ] as const)('answers for %s', async (_, seriesUid, document, shown) => {
    const bench = openCase(document());
    const paneId = hung(bench, seriesUid, shown);
    await bench.workspace.captureKeyImage(paneId, 'The leak.');
    expect(imageOf(bench)).toMatchObject({
      findingIds: [LEAK],
      shown: [{ findingId: LEAK, level: 'L2-L3' }],
    });
    expect(blockersOf(bench)).toEqual([]);
    bench.workspace.dispatch({ type: 'finding/remove', id: LEAK });
    expect(blockersOf(bench)).toHaveLength(1);
  });

  it.each([
    ['adopted on another slice', MR, () => onto(...onMr, adopted), { index: 40 }],
    ['projected onto another slice', MR, () => onto(...onMr), { index: 40 }],
    ['on another frame', XA, () => onto(...onRun), { image: { sopInstanceUid: XA_IMAGE, frame: 4 } }],
  ] as const)('claims nothing of a leak %s', async (_, seriesUid, document, shown) => {
    const bench = openCase(document());
    await bench.workspace.captureKeyImage(hung(bench, seriesUid, shown), 'Elsewhere.');
    expect(imageOf(bench)).toMatchObject({ findingIds: [], shown: [] });
  });
});

const signed = async (bench: ReturnType<typeof openBench>) => {
  expect(await bench.workspace.sign()).toBeNull();
  return bench.server.plans[0]?.plan.keyImages[0];
};
const captured = async () => {
  const bench = openCase();
  await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
  bench.workspace.dispatch({ type: 'key-image/caption', id: 'key-1', caption: 'The leak, dorsal.' });
  return bench;
};
const notPrinted = async () => err(issue('no-picture', 'The server did not give the picture.'));

describe('a key image of a plan that is signed', () => {
  it('is printed with its caption of now and the version it gets', async () => {
    const image = await signed(await captured());
    expect(image).toMatchObject({
      id: 'printed: The leak, dorsal. of version 1',
      heightPx: 700,
      planVersion: 1,
      marked: { id: 'key-1', heightPx: 600 },
      clean: { id: 'clean-1' },
    });
  });

  it('is printed anew for the next version, and is a draft again once its caption is changed', async () => {
    const bench = await captured();
    const first = await signed(bench);
    bench.workspace.startNewVersion();
    bench.workspace.dispatch({ type: 'plan/set', patch: { rationale: 'Second thoughts.' } });
    expect(imageOf(bench)?.id).toBe(first?.id);
    expect(
      bench.workspace.dispatch({ type: 'key-image/caption', id: first?.id ?? '', caption: 'Dorsal.' }),
    ).toBeNull();
    expect(imageOf(bench)).toMatchObject({ id: 'key-1', heightPx: 600, caption: 'Dorsal.' });
    expect(imageOf(bench)?.planVersion).toBeUndefined();
    expect(await signed(bench)).toMatchObject({ id: 'printed: Dorsal. of version 2', planVersion: 2 });
  });

  it('signs nothing while a picture cannot be printed', async () => {
    const server = new MemoryServer();
    server.document = rightL2L3Draft();
    server.version = 1;
    const bench = openBench({ printKeyImage: notPrinted }, server);
    await bench.workspace.captureKeyImage(ctView(bench).paneId, 'The leak.');
    expect(await bench.workspace.sign()).toMatchObject([{ code: 'no-picture' }]);
    expect(server.plans).toEqual([]);
    expect(bench.workspace.store.getState().lock).toBeNull();
  });
});
