import { expect, it } from 'vitest';
import { createProcedure } from '../../src/app/procedure/createProcedure.ts';
import type { PlanRecord } from '../../src/app/api.ts';
import { ok } from '../../src/domain/result.ts';
import { judgeTip } from '../../src/domain/guard/judge.ts';
import { planOf, rightL2L3Draft } from '../domain/builders.ts';
import { clickAt, gate, MemoryServer, onImage, run, testViewer } from './support.ts';

const plan = planOf(rightL2L3Draft());
const record: PlanRecord = {
  planId: plan.planId,
  version: 1,
  caseId: 'case-1',
  state: 'accepted',
  plan,
  review: null,
  handoff: { kind: 'none' },
  course: [],
  procedureHandoff: { kind: 'none' },
};

const BY = {
  name: 'P',
  role: 'pain-physician',
  authenticated: false,
  at: '2024-06-20T10:00:00.000Z',
} as const;

it('a tip marked while the check before it is being kept is not taken away', async () => {
  const [viewer, { api }] = [testViewer(), new MemoryServer()];
  const decided = gate();
  api.keepGuardCheck = async (_planId, _version, mark, reason) => {
    await decided.passed;
    const judged = judgeTip(plan, mark);
    return judged.ok ? ok({ id: 'check-1', mark, ...judged.value, reason, by: BY }) : judged;
  };
  const procedure = createProcedure({
    record,
    series: [run],
    checks: [],
    // The test viewer reads nothing.
    sourceOf: () => Object.create(null),
    viewer,
    server: api,
  });
  procedure.attach(Object.create(null));
  const markTip = (row: number): void => {
    procedure.setTool('tip');
    viewer.panes.get('procedure')?.emit(clickAt(onImage(1, 200, row)));
  };
  markTip(190);
  const keeping = procedure.keep('because');
  markTip(250);
  decided.open();
  expect(await keeping).toBeNull();
  const { checks, tip, judgement } = procedure.store.getState();
  expect(checks).toHaveLength(1);
  expect(tip?.pointPx).toEqual([200, 250]);
  expect(judgement).not.toBeNull();
});
