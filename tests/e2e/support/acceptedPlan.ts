import type { Page } from 'playwright-core';
import type { WorklistPatient } from '../../../src/app/api.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import type { Vertebra } from '../../../src/domain/vocabulary/level.ts';
import {
  after,
  answerSite,
  ctPlanSeries,
  interspaceOf,
  labelledSpine,
  LEAK,
  markLeak,
  noHazards,
  planOf,
  pointBetween,
  SITE,
  siteAnswers,
} from '../../domain/builders.ts';

/** A complete plan of one leak 9 mm to a side of an interspace, marked on a CT that this archive does not hold. */
function planFor(
  row: WorklistPatient,
  planId: string,
  { upper, lower }: { readonly upper: Vertebra; readonly lower: Vertebra },
  side: 'left' | 'right',
): TargetingPlan {
  const leftMm = side === 'left' ? 9 : -9;
  const doc = after(
    labelledSpine('S1', 'L5', 'L4', 'L3', 'L2', 'L1'),
    markLeak(pointBetween(upper, lower, { fraction: 0.43, leftMm })),
    {
      type: 'finding/update',
      id: LEAK,
      patch: {
        leakType: { system: 'cause', type: 'iatrogenic' },
        compartment: 'dorsal',
        confidence: 'definite',
      },
    },
    { type: 'plan/prefill', newSiteId: SITE },
    answerSite({ ...siteAnswers, access: interspaceOf(upper, lower), collection: 'none' }),
    { type: 'plan/set', patch: { conservativeTherapy: 'Bed rest for 10 days', aftercare: 'Horizontal' } },
    ...noHazards(),
  );
  const studyInstanceUid = row.studies[0]?.studyInstanceUid ?? ctPlanSeries.studyInstanceUid;
  return planOf(doc, { planId, patient: row.patient, series: [{ ...ctPlanSeries, studyInstanceUid }] });
}

/** Signs and accepts a plan for the patient of a series, past the forms, which other tests click; answers its id. */
export async function acceptedPlan(
  page: Page,
  seriesUid: string,
  at: { readonly upper: Vertebra; readonly lower: Vertebra },
  side: 'left' | 'right',
): Promise<string> {
  const rows = await call<readonly WorklistPatient[]>(page, 'GET', '/api/worklist');
  const row = rows.find(({ studies }) =>
    studies.some(({ series }) => series.some((each) => each.seriesInstanceUid === seriesUid)),
  );
  if (row === undefined) throw new Error('the phantom is not in the worklist');
  const planId = `plan-${at.upper}-${side}`;
  await call(page, 'POST', '/api/session', { name: 'Dr. Ada Radiologist', role: 'radiologist' });
  const opened = await call<{ caseId: string }>(page, 'POST', '/api/cases', { patient: row.patient });
  const plan = planFor(row, planId, at, side);
  await call(page, 'POST', `/api/cases/${opened.caseId}/plans`, { plan });
  await call(page, 'POST', '/api/session', { name: 'Dr. Paul Physician', role: 'pain-physician' });
  const decision = { decision: 'accepted', comment: '', hazardAnswers: [] };
  await call(page, 'POST', `/api/plans/${planId}/versions/1/review`, decision);
  return planId;
}

async function call<T>(page: Page, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  return (await page.evaluate(
    async ([how, at, json]) => {
      const answer = await fetch(at, {
        method: how,
        ...(json === null ? {} : { headers: { 'content-type': 'application/json' }, body: json }),
      });
      if (!answer.ok) throw new Error(`${at}: ${await answer.text()}`);
      return answer.json();
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  )) as T;
}
