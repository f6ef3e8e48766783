import { describe, expect, it } from 'vitest';
import { markId } from '../../src/app/workspace/markIds.ts';
import {
  bodyCentre,
  CT,
  CT_FRAME,
  MR,
  pointBetween,
  rightL2L3Draft,
  XA,
  XA_IMAGE,
} from '../domain/builders.ts';
import { clickAt, ct, inPatient, MemoryServer, onImage, settle, study } from './support.ts';
import { openBench } from './workspaceFixture.ts';

const levelsOn = (bench: ReturnType<typeof openBench>, uid = CT): readonly string[] =>
  (bench.workspace.store.getState().doc.labelings[uid]?.labels ?? []).map((label) => label.level);

describe('labelling by clicks', () => {
  it('counts up the column from the first level and skips on demand', () => {
    const bench = openBench();
    bench.workspace.setTool('spine');
    for (const level of ['L5', 'L4'] as const) bench.pane(1).emit(clickAt(inPatient(...bodyCentre(level))));
    bench.workspace.stepLevel('direction');
    bench.pane(1).emit(clickAt(inPatient(...bodyCentre('L2'))));
    expect(levelsOn(bench)).toEqual(['L2', 'L3', 'L4', 'L5']);
    const labels = bench.workspace.store.getState().doc.labelings[CT]?.labels;
    expect(labels?.find((label) => label.level === 'L3')).toMatchObject({ confirmed: false });
    expect(bench.workspace.store.getState().nextLevel).toBe('L1');
  });

  it('labels L5 up to T12 in 7 pointer actions: the tool, then one click a vertebra', () => {
    const bench = openBench();
    let actions = 0;
    const act = (action: () => void): void => {
      actions += 1;
      action();
    };
    act(() => bench.workspace.setTool('spine'));
    for (const level of ['L5', 'L4', 'L3', 'L2', 'L1', 'T12'] as const)
      act(() => bench.pane(1).emit(clickAt(inPatient(...bodyCentre(level)))));
    const labels = bench.workspace.store.getState().doc.labelings[CT]?.labels ?? [];
    expect(labels.map((label) => label.level)).toEqual(['T12', 'L1', 'L2', 'L3', 'L4', 'L5']);
    expect(labels.every((label) => label.confirmed)).toBe(true);
    expect(actions).toBeLessThanOrEqual(8);
  });

  it('counts down the column in the other direction', () => {
    const bench = openBench();
    bench.workspace.setNextLevel('T12');
    bench.workspace.setDirection('toward-feet');
    bench.workspace.setTool('spine');
    for (const level of ['T12', 'L1', 'L2'] as const)
      bench.pane(1).emit(clickAt(inPatient(...bodyCentre(level))));
    expect(levelsOn(bench)).toEqual(['T12', 'L1', 'L2']);
    expect(bench.workspace.store.getState().nextLevel).toBe('L3');
  });

  it('refuses what cannot be, keeps the level, and says why', () => {
    const bench = openBench();
    bench.workspace.setTool('spine');
    bench.pane(1).emit(clickAt(inPatient(...bodyCentre('L5'))));
    bench.pane(1).emit(clickAt(inPatient(...bodyCentre('S2'))));
    expect(levelsOn(bench)).toEqual(['L5']);
    expect(bench.workspace.store.getState()).toMatchObject({ nextLevel: 'L4', notice: { tone: 'refused' } });
  });

  it('inserts one vertebra, renumbers toward the feet, then places again', () => {
    const bench = openBench();
    bench.workspace.setNextLevel('L3');
    bench.workspace.setTool('spine');
    for (const level of ['L3', 'L2', 'L1'] as const)
      bench.pane(1).emit(clickAt(inPatient(...bodyCentre(level))));
    bench.workspace.setSpineMode('insert');
    const between = pointBetween('L2', 'L3', { backMm: 0 });
    bench.pane(1).emit(clickAt(inPatient(...between)));
    const { doc, spineMode } = bench.workspace.store.getState();
    expect(spineMode).toBe('place');
    expect(doc.labelings[CT]?.labels.map((label) => [label.level, label.pointLpsMm])).toEqual([
      ['L1', bodyCentre('L1')],
      ['L2', bodyCentre('L2')],
      ['L3', between],
      ['L4', bodyCentre('L3')],
    ]);
  });

  it('makes a drag one step of undo, and leaves no trace on Escape', () => {
    const bench = openBench();
    bench.workspace.setTool('spine');
    bench.pane(1).emit(clickAt(inPatient(...bodyCentre('L5'))));
    const before = bench.workspace.store.getState().doc;
    const id = markId({ kind: 'label', seriesUid: CT, level: 'L5' });
    const [x, y, z] = bodyCentre('L5');
    const drag = (phase: 'start' | 'move' | 'end' | 'cancel', by: number): void =>
      bench.pane(1).emit({ type: 'drag-mark', phase, markId: id, at: inPatient(x, y + by, z) });
    drag('start', 0);
    for (const by of [1, 2, 3]) drag('move', by);
    drag('end', 4);
    expect(bench.workspace.store.getState().doc.labelings[CT]?.labels[0]?.pointLpsMm).toEqual([x, y + 4, z]);
    bench.workspace.undo();
    expect(bench.workspace.store.getState().doc).toEqual(before);
    drag('start', 0);
    drag('move', 9);
    drag('cancel', 9);
    expect(bench.workspace.store.getState().doc).toEqual(before);
  });

  it('puts labels of a projection on exactly that image and frame', () => {
    const bench = openBench();
    bench.workspace.hangSeries(XA);
    bench.workspace.setTool('spine');
    bench.pane(1).become({ image: { sopInstanceUid: XA_IMAGE, frame: 7 } });
    bench.pane(1).emit(clickAt(onImage(7, 200, 300)));
    const { doc, nextLevel } = bench.workspace.store.getState();
    expect(doc.projectionLabelings[`${XA_IMAGE}#7`]?.labels).toEqual([{ level: 'L5', pointPx: [200, 300] }]);
    expect(doc.labelings).toEqual({});
    expect(nextLevel).toBe('L4');
  });
});

describe('marking', () => {
  it('marks a leak with one click, selects it, shows it in the other planes and lays the tool down', () => {
    const bench = openBench();
    bench.workspace.hang('three-planes');
    bench.workspace.setTool('leak');
    bench.pane(2).emit(clickAt(inPatient(-9, -100, 300)));
    const { doc, selectedId, tool, step } = bench.workspace.store.getState();
    expect(doc.findings).toHaveLength(1);
    expect(doc.findings[0]?.place).toEqual({
      kind: 'patient',
      seriesUid: CT,
      frameOfReferenceUid: CT_FRAME,
      pointLpsMm: [-9, -100, 300],
    });
    expect({ selectedId, tool, step }).toEqual({
      selectedId: doc.findings[0]?.id,
      tool: 'navigate',
      step: 'leak',
    });
    expect(bench.pane(1).calls).toContain('showPoint -9 -100 300');
    expect(bench.pane(2).calls).not.toContain('showPoint -9 -100 300');
  });

  it('a leak can be put on a label, the spine tool takes the label instead', () => {
    const bench = openBench();
    bench.workspace.setTool('spine');
    bench.pane(1).emit(clickAt(inPatient(...bodyCentre('L5'))));
    const hit = markId({ kind: 'label', seriesUid: CT, level: 'L5' });
    bench.pane(1).emit(clickAt(inPatient(...bodyCentre('L5')), hit));
    expect(bench.workspace.store.getState().selectedId).toBe(hit);
    bench.workspace.setTool('leak');
    bench.pane(1).emit(clickAt(inPatient(...bodyCentre('L5')), hit));
    expect(bench.workspace.store.getState().doc.findings).toHaveLength(1);
  });

  it('grows from a click, measures again on other thresholds, and refuses what cannot be measured', () => {
    const bench = openBench();
    bench.workspace.hang('three-planes');
    bench.workspace.setTool('grow');
    bench.pane(2).emit(clickAt(inPatient(0, 25, 390)));
    const region = bench.workspace.store.getState().doc.regions[0];
    expect(region?.shape).toMatchObject({ kind: 'grow', lower: 195, upper: 480 });
    expect(bench.workspace.regrow(region?.id ?? '', { lower: 250 })).toBeNull();
    expect(bench.workspace.store.getState().doc.regions[0]?.shape).toMatchObject({ lower: 250, upper: 480 });
    expect(bench.workspace.regrow(region?.id ?? '', { lower: 900 })).toMatchObject({ code: 'seed-outside' });
    expect(bench.workspace.store.getState().doc.regions[0]?.shape).toMatchObject({ lower: 250 });
  });

  it('says that shapes have no plane on a projection image', () => {
    const bench = openBench();
    bench.workspace.hangSeries(XA);
    bench.workspace.setTool('ellipse');
    expect(bench.pane(1).tool()).toBe('point');
    bench.pane(1).emit(clickAt(onImage(1, 10, 10)));
    expect(bench.workspace.store.getState().notice).toMatchObject({ tone: 'refused' });
    expect(bench.workspace.store.getState().doc.regions).toEqual([]);
  });

  it('never leaves a tool in hand that would write to another step', () => {
    const bench = openBench();
    bench.workspace.setTool('spine');
    bench.workspace.setStep('plan');
    expect(bench.workspace.store.getState()).toMatchObject({ tool: 'navigate', step: 'plan' });
  });
});

describe('views', () => {
  it('opens a myelogram as three planes, the sagittal one first', () => {
    const { slots } = openBench({ studies: [study(ct)] }).workspace.store.getState();
    expect(slots.map((slot) => [slot.seriesUid, slot.plane])).toEqual([
      [CT, 'sagittal'],
      [CT, 'axial'],
      [CT, 'coronal'],
    ]);
  });

  it('moves only panes of the same frame of reference, and comes back', () => {
    const bench = openBench();
    bench.workspace.hang('ct-beside-mr');
    bench.workspace.dispatch({
      type: 'finding/add',
      id: 'f',
      trackingUid: '2.25.77',
      place: { kind: 'patient', seriesUid: CT, frameOfReferenceUid: CT_FRAME, pointLpsMm: [1, 2, 3] },
    });
    for (const index of [1, 2, 3, 4] as const) bench.pane(index).become({ index: 10 * index });
    bench.workspace.goTo('f');
    expect([1, 2, 3, 4].map((i) => bench.pane(i as 1).calls.length)).toEqual([1, 0, 1, 0]);
    expect(bench.workspace.store.getState().canGoBack).toBe(true);
    bench.workspace.goBack();
    expect(bench.pane(3).calls).toContain('scrollTo 30');
    expect(bench.workspace.store.getState().canGoBack).toBe(false);
  });

  it('comes back to the slice of a series that made room for another', async () => {
    const bench = openBench({}, new MemoryServer(), queueMicrotask);
    bench.workspace.dispatch({
      type: 'finding/add',
      id: 'f',
      trackingUid: '2.25.77',
      place: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 12, pointPx: [5, 5] },
    });
    bench.pane(1).become({ index: 40 });
    bench.workspace.goTo('f');
    await settle();
    expect(bench.pane(1).spec.seriesUid).toBe(XA);
    bench.workspace.goBack();
    await settle();
    const [back, run] = [bench.pane(1), bench.pane(1).calls.length];
    expect(back.spec.seriesUid).toBe(CT);
    back.become({ status: 'loading' });
    back.become({ status: 'ready', index: 50 });
    back.become({ index: 41 });
    expect(back.calls.slice(run)).toEqual(['scrollTo 40']);
    expect(back.state().index).toBe(41);
  });

  it('brings up the series of a mark that hangs nowhere, and shows it once it is ready', () => {
    const bench = openBench();
    bench.workspace.dispatch({
      type: 'finding/add',
      id: 'f',
      trackingUid: '2.25.77',
      place: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 12, pointPx: [5, 5] },
    });
    bench.workspace.goTo('f');
    bench.pane(1).become({});
    expect(bench.pane(1).spec).toMatchObject({ seriesUid: XA, plane: 'stack' });
    expect(bench.pane(1).calls).toContain('scrollTo 11');
  });

  it('shares the window among the planes of one series, and no further', () => {
    const bench = openBench();
    bench.workspace.hang('ct-beside-mr');
    bench.pane(1).become({ window: { center: 120, width: 350 } });
    expect(bench.pane(3).windows).toEqual([{ center: 120, width: 350 }]);
    expect(bench.pane(2).windows).toEqual([]);
    bench.workspace.applyPreset('pane-2', 'mr-fluid');
    expect(bench.pane(4).calls).toContain('percentile 60 99.9');
  });

  it('steps from level to level on every series that has it', () => {
    const bench = openBench();
    bench.workspace.hang('ct-beside-mr');
    for (const [seriesUid, frameOfReferenceUid] of [
      [CT, CT_FRAME],
      [MR, '2.25.2002'],
    ] as const)
      for (const level of ['L5', 'L4'] as const)
        bench.workspace.dispatch({
          type: 'label/place',
          seriesUid,
          frameOfReferenceUid,
          level,
          pointLpsMm: bodyCentre(level),
        });
    bench.workspace.goToNeighbourLevel('head');
    bench.workspace.goToNeighbourLevel('head');
    const last = `showPoint ${bodyCentre('L4').join(' ')}`;
    expect(bench.pane(1).calls.at(-1)).toBe(last);
    expect(bench.pane(2).calls.at(-1)).toBe(last);
  });

  it('leaves the innermost thing on Escape', () => {
    const { workspace } = openBench();
    workspace.maximise('pane-1');
    workspace.setTool('spine');
    workspace.setSpineMode('insert');
    workspace.escape();
    expect(workspace.store.getState()).toMatchObject({ spineMode: 'place', tool: 'spine' });
    workspace.escape();
    expect(workspace.store.getState()).toMatchObject({ tool: 'navigate', maximisedPaneId: 'pane-1' });
    workspace.escape();
    expect(workspace.store.getState().maximisedPaneId).toBeNull();
  });
});

const complete = (): MemoryServer => {
  const server = new MemoryServer();
  server.document = rightL2L3Draft();
  server.version = 1;
  return server;
};

describe('signing', () => {
  it('lists what blocks and signs nothing', async () => {
    const bench = openBench();
    const blocked = await bench.workspace.sign();
    expect(blocked?.length).toBeGreaterThan(3);
    expect(bench.server.plans).toEqual([]);
  });

  it('saves first, signs a version, locks the case, and opens the next version', async () => {
    const bench = openBench({}, complete());
    bench.workspace.dispatch({ type: 'plan/set', patch: { rationale: 'Dorsal leak.' } });
    expect(await bench.workspace.sign()).toBeNull();
    expect(bench.server.document?.plan.rationale).toBe('Dorsal leak.');
    const { plans, lock, doc } = bench.workspace.store.getState();
    expect(plans[0]).toMatchObject({ version: 1, state: 'signed' });
    expect(lock).toMatchObject({ code: 'signed' });
    expect(bench.workspace.dispatch({ type: 'plan/set', patch: { rationale: 'x' } })).toMatchObject({
      code: 'locked',
    });
    bench.workspace.undo();
    expect(bench.workspace.store.getState().doc).toBe(doc);
    expect(bench.workspace.startNewVersion()).toBeNull();
    expect(bench.workspace.dispatch({ type: 'plan/set', patch: { rationale: 'x' } })).toBeNull();
    expect(await bench.workspace.sign()).toBeNull();
    expect(bench.server.plans[0]?.plan).toMatchObject({
      version: 2,
      replacesVersion: 1,
      planId: plans[0]?.planId,
    });
  });

  it('signs nothing while the draft cannot be saved', async () => {
    const bench = openBench({}, complete());
    bench.server.offline = true;
    bench.workspace.dispatch({ type: 'plan/set', patch: { rationale: 'y' } });
    expect(await bench.workspace.sign()).toMatchObject([{ code: 'not-saved' }]);
    expect(bench.server.plans).toEqual([]);
  });

  it('lets the pain physician look and not write', () => {
    const bench = openBench(
      { session: { name: 'P', role: 'pain-physician', authenticated: false } },
      complete(),
    );
    bench.workspace.setTool('leak');
    expect(bench.workspace.store.getState()).toMatchObject({ tool: 'navigate', lock: { code: 'role' } });
  });
});

describe('key images', () => {
  it('keeps the picture with its caption and without the handles of the selection', async () => {
    const bench = openBench();
    bench.workspace.hang('three-planes');
    bench.workspace.setTool('grow');
    bench.pane(2).emit(clickAt(inPatient(0, 25, 390)));
    expect(bench.viewer.overlay().marks.some((mark) => mark.kind === 'box')).toBe(true);
    expect(await bench.workspace.captureKeyImage('pane-2', 'The leak.')).toBeNull();
    expect(bench.workspace.store.getState().doc.keyImages).toMatchObject([
      { id: 'key-1', caption: 'The leak.', seriesUid: CT, widthPx: 800 },
    ]);
    expect(bench.viewer.overlay().marks.some((mark) => mark.kind === 'box')).toBe(true);
  });
});
