import { expect, it } from 'vitest';
import { createProcedure } from '../../src/app/procedure/createProcedure.ts';
import type { PlanRecord } from '../../src/app/api.ts';
import { ok, type Result } from '../../src/domain/result.ts';
import type { GuardCheck } from '../../src/domain/guard/model.ts';
import { judgeTip } from '../../src/domain/guard/judge.ts';
import { planOf, rightL2L3Draft } from '../domain/builders.ts';
import { clickAt, MemoryServer, onImage, run, settle, testViewer } from './support.ts';

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

it('a tip marked while the check before it is being kept is not taken away', async () => {
  const [viewer, { api }] = [testViewer(), new MemoryServer()];
  let answer = (_: Result<GuardCheck>): void => undefined;
  api.keepGuardCheck = () => new Promise((resolve) => (answer = resolve));
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
  const [mark] = [procedure.store.getState().tip];
  if (mark === null) throw new Error('No tip was marked.');
  const keeping = procedure.keep('because');
  markTip(250);
  const kept = {
    siteId: record.plan.sites[0]?.id ?? '',
    instrument: 'needle',
    tip: mark,
    countedFrom: null,
    labelings: [],
  } as const;
  const judged = judgeTip(plan, kept);
  if (!judged.ok) throw new Error(judged.error.message);
  answer(
    ok({
      id: 'check-1',
      mark: kept,
      ...judged.value,
      reason: 'because',
      by: { name: 'P', role: 'pain-physician', authenticated: false, at: '2024-06-20T10:00:00.000Z' },
    }),
  );
  expect(await keeping).toBeNull();
  await settle();
  const { checks, tip, judgement } = procedure.store.getState();
  expect(checks).toHaveLength(1);
  expect(tip?.pointPx).toEqual([200, 250]);
  expect(judgement).not.toBeNull();
});
