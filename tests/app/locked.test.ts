import { describe, expect, it } from 'vitest';
import type { PlanRecord, ServerApi } from '../../src/app/api.ts';
import { err, issue, type Issue } from '../../src/domain/result.ts';
import type { PointLps } from '../../src/domain/case/document.ts';
import type { LoadState } from '../../src/imaging/api.ts';
import { after, answerSite, CT, CT_FRAME, interspaceOf, planOf, rightL2L3Draft } from '../domain/builders.ts';
import { MemoryServer, settle, testViewer } from './support.ts';
import { openBench } from './workspaceFixture.ts';

const WHOLE: LoadState = { kind: 'complete', total: 100, skipped: [] };

/** A draft that went on after the plan was signed, on the server or in this browser. */
const otherDraft = () =>
  after(rightL2L3Draft(), answerSite({ target: interspaceOf('L4', 'L5'), side: 'left' }), {
    type: 'plan/set',
    patch: { rationale: 'Never signed' },
  });

const signedCase = async (state: PlanRecord['state'] = 'signed'): Promise<MemoryServer> => {
  const server = new MemoryServer();
  await server.api.sign('case-1', planOf(rightL2L3Draft()));
  server.document = otherDraft();
  server.version = 3;
  server.plans = server.plans.map((record) => ({ ...record, state }));
  return server;
};
const siteOf = (bench: ReturnType<typeof openBench>) => bench.workspace.store.getState().doc.plan.sites[0];

describe('a signed case', () => {
  it.each(['signed', 'accepted'] as const)('%s: shows what was signed, not the draft', async (state) => {
    const bench = openBench({}, await signedCase(state));
    expect(siteOf(bench)).toMatchObject({ target: { upper: 'L2', lower: 'L3' }, side: 'right' });
    expect(bench.workspace.store.getState().doc).toMatchObject({ caseId: 'case-1', plan: { rationale: '' } });
  });

  it('shows the signed plan to the pain physician, too', async () => {
    const session = { name: 'P', role: 'pain-physician', authenticated: false } as const;
    expect(siteOf(openBench({ session }, await signedCase()))).toMatchObject({ side: 'right' });
  });

  it('never shows what this browser kept', async () => {
    const server = await signedCase();
    const bench = openBench({ kept: { baseVersion: 3, document: otherDraft() } }, server);
    expect(siteOf(bench)).toMatchObject({ side: 'right' });
    expect(bench.workspace.store.getState()).toMatchObject({ save: 'read-only', notice: null });
  });

  it('a returned plan goes on with its draft', async () => {
    expect(siteOf(openBench({}, await signedCase('returned')))).toMatchObject({ side: 'left' });
  });

  it('the next version starts from what was signed, and that is saved as the draft', async () => {
    const server = await signedCase();
    const bench = openBench({}, server);
    expect(bench.workspace.startNewVersion()).toBeNull();
    await bench.clock.advance(1_000);
    expect(server.document?.plan.rationale).toBe('');
    expect(server.document?.plan.sites[0]).toMatchObject({ side: 'right' });
  });
});

it('a signed case keeps the lengths and the posture decision of its draft, also in the next version', async () => {
  const server = await signedCase();
  const place = { kind: 'patient', seriesUid: CT, frameOfReferenceUid: CT_FRAME } as const;
  const rulers = [
    { id: 'r', from: { ...place, pointLpsMm: [0, 0, 0] }, to: { ...place, pointLpsMm: [9, 0, 0] } },
  ] as const;
  server.document = { ...otherDraft(), rulers, calibrations: {} };
  server.plans = server.plans.map((record) => ({
    ...record,
    plan: {
      ...record.plan,
      series: record.plan.series.map((one) => ({ ...one, postureReason: 'Liver on the right.' })),
    },
  }));
  const bench = openBench({}, server);
  const kept = {
    rulers,
    calibrations: {},
    postureDecisions: { [CT]: { reason: 'Liver on the right.' } },
  };
  expect(bench.workspace.store.getState().doc).toMatchObject(kept);
  bench.workspace.startNewVersion();
  await bench.clock.advance(1_000);
  expect(server.document).toMatchObject(kept);
});

/** The whole CT, with bone before or behind every body. */
const seen = (side: 1 | -1) => {
  const server = new MemoryServer();
  server.document = rightL2L3Draft();
  server.version = 1;
  const listeners: ((seriesUid: string, state: LoadState) => void)[] = [];
  const viewer = {
    ...testViewer(),
    loadState: () => WHOLE,
    sample: (_uid: string, [, y]: PointLps) => (side * (y + 110) > 20 ? 400 : 0),
    onLoadState: (listener: (seriesUid: string, state: LoadState) => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const bench = openBench({ viewer }, server);
  for (const listener of listeners) listener(CT, WHOLE);
  return bench;
};

/** As `seen`, but no pane has shown the CT: it is loaded when asked for. */
const unseen = (side: 1 | -1, ended: LoadState) => {
  const server = new MemoryServer();
  server.document = rightL2L3Draft();
  server.version = 1;
  let state: LoadState = { kind: 'idle' };
  const loaded: string[] = [];
  const viewer = {
    ...testViewer(),
    loadState: (uid: string) => (uid === CT ? state : WHOLE),
    sample: (_uid: string, [, y]: PointLps) => (side * (y + 110) > 20 ? 400 : 0),
    load: async (uid: string) => {
      loaded.push(uid);
      state = ended;
      return ended;
    },
  };
  const bench = openBench({ viewer }, server);
  // What was asked for at the opening is let go of again, as after a closed pane.
  state = { kind: 'idle' };
  loaded.length = 0;
  return { ...bench, loaded };
};

describe('signing against the images', () => {
  it('refuses what the anatomy contradicts until a person has said why it is right', async () => {
    const bench = seen(-1);
    expect(await bench.workspace.sign()).toMatchObject([{ code: 'posture-contradicted' }]);
    expect(bench.server.plans).toEqual([]);
    bench.workspace.dispatch({ type: 'posture/decide', seriesUid: CT, reason: 'Liver on the right.' });
    expect(await bench.workspace.sign()).toBeNull();
    expect(bench.server.plans).toHaveLength(1);
  });

  it('loads a labelled CT that nobody has looked at, and asks its anatomy before anything is signed', async () => {
    const bench = unseen(-1, WHOLE);
    expect(await bench.workspace.sign()).toMatchObject([{ code: 'posture-contradicted' }]);
    expect(bench.loaded).toEqual([CT]);
    expect(bench.server.plans).toEqual([]);
    expect(bench.workspace.store.getState()).toMatchObject({ lock: null, busy: null });
    expect(await unseen(1, WHOLE).workspace.sign()).toBeNull();
  });

  it('signs nothing on a labelled CT that cannot be read, until a person answers for its sides', async () => {
    const bench = unseen(1, { kind: 'failed', message: 'The archive did not send the images.' });
    expect(await bench.workspace.sign()).toMatchObject([
      {
        code: 'posture-not-checked',
        path: `posture.${CT}`,
        message: expect.stringContaining('CT myelogram'),
      },
    ]);
    expect(bench.server.plans).toEqual([]);
    expect(bench.workspace.store.getState()).toMatchObject({ lock: null, posturesUnread: [CT] });
    bench.workspace.dispatch({ type: 'posture/decide', seriesUid: CT, reason: 'Liver on the right.' });
    expect(await bench.workspace.sign()).toBeNull();
  });

  it('signs where the anatomy agrees', async () => {
    expect(await seen(1).workspace.sign()).toBeNull();
  });
});

/** A complete case whose server answers the signature when it is told to. */
function signing(refusal: Issue | null = null) {
  const server = new MemoryServer();
  server.document = rightL2L3Draft();
  server.version = 1;
  const waiting: (() => void)[] = [];
  const api: ServerApi = {
    ...server.api,
    sign: async (caseId, plan) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
      return refusal === null ? server.api.sign(caseId, plan) : err(refusal);
    },
  };
  const answer = async (): Promise<void> => {
    await settle();
    for (const resolve of waiting) resolve();
  };
  return { bench: openBench({ server: api }, server), answer };
}

describe('while signing', () => {
  it('refuses commands and undo in words, and shows what was signed afterwards', async () => {
    const { bench, answer } = signing();
    bench.workspace.dispatch({ type: 'plan/set', patch: { rationale: 'Dorsal leak.' } });
    const signed = bench.workspace.sign();
    const refused = bench.workspace.dispatch(answerSite({ side: 'left' }));
    expect(refused).toMatchObject({ code: 'locked', message: expect.stringContaining('being signed') });
    bench.workspace.undo();
    expect(await bench.workspace.sign()).toMatchObject([{ code: 'locked' }]);
    await answer();
    expect(await signed).toBeNull();
    const { doc, lock, plans, canUndo } = bench.workspace.store.getState();
    expect(lock).toMatchObject({ code: 'signed' });
    expect(canUndo).toBe(false);
    expect(doc.plan.rationale).toBe('Dorsal leak.');
    expect(doc.plan.sites).toEqual(plans[0]?.plan.sites);
  });

  it('opens the case again when the server refuses', async () => {
    const { bench, answer } = signing(issue('conflict', 'Another version was signed.'));
    const signed = bench.workspace.sign();
    await answer();
    expect(await signed).toMatchObject([{ code: 'conflict' }]);
    expect(bench.workspace.store.getState()).toMatchObject({ lock: null, busy: null });
    expect(bench.workspace.dispatch(answerSite({ aliquotMl: 3 }))).toBeNull();
  });
});
