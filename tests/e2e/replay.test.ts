import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, expectationOf, mismatches } from './replay/compare.ts';
import { play } from './replay/play.ts';
import { heldBy, postStatus, type Held } from './replay/record.ts';
import { PUBLISHED, type ReplayCase } from './replay/replayCase.ts';
import { SEEDS } from './replay/seeds.ts';
import { newestPlan, openStage, type Stage } from './replay/stage.ts';
import { printTable, type Row } from './replay/table.ts';
import { signPlan } from './support/job.ts';
import { answerWarnings, blockersOf } from './support/planForm.ts';
import { acceptPlan } from './support/review.ts';

/**
 * Every published case from its DICOM to the procedure record, in a browser against the real server. The short form
 * clicks a few vertebrae of small pictures; `npm run test:cases` clicks all of them, at PATCHPOINT_REPLAY_SCALE.
 */
const FULL = process.env['PATCHPOINT_REPLAY'] === 'full';
const SCALE = Number(process.env['PATCHPOINT_REPLAY_SCALE'] ?? '0.35');

let stage: Stage;
const rows: Row[] = [];
beforeAll(async () => {
  stage = await openStage(
    PUBLISHED.map(({ id }) => id),
    SCALE,
  );
}, 1_200_000);
afterAll(async () => {
  printTable(rows);
  await stage?.close();
});

describe.skipIf(SEEDS === null)('the published cases (needs ../shared/seed-cases.json)', () => {
  it.each(PUBLISHED.map((c) => [c.id, c] as const))(
    '%s: from the pictures to the record',
    async (id, c) => {
      const seed = SEEDS?.find(({ case_id }) => case_id === id);
      if (seed === undefined) throw new Error(`no seed ${id}`);
      const started = performance.now();
      const { leaks, runWords } = await play(stage, c, FULL);
      expect(runWords ?? 'L3-L4').toContain('L3-L4');
      await answerWarnings(stage.radiologist, /^Acknowledge/, 'Seen and weighed, as published.');
      await overrideWhatBlocks(c);
      await signPlan(stage.radiologist, async () => undefined);
      const { planId, version } = await newestPlan(stage, c.patientId);
      if (c.blocking.length > 0) await refusedWithoutOwnReason(planId, version);
      await acceptPlan(stage.physician, stage.url, planId, c.blocking.length > 0 ? OWN_REASON : null);
      const held = await heldBy(stage.physician, planId, version);
      const compared = compare(c, seed, stage.truthOf(id), held);
      const seconds = (performance.now() - started) / 1000;
      rows.push({ id, compared, seconds, byGeometry: sideByGeometry(held), leaks });
      expect(mismatches(compared)).toEqual([]);
      const { side } = expectationOf(c, seed, stage.truthOf(id));
      expect(sideByGeometry(held)).not.toBe({ left: 'right', right: 'left' }[side]);
    },
    300_000,
  );
});

const OWN_REASON = 'Needle under lateral films, above the catheter.';

const sideByGeometry = ({ plan }: Held): string =>
  plan.findings.find(({ id }) => id === plan.sites[0]?.findingId)?.derived.side ?? 'none';

/** The radiologist cannot sign while a blocking hazard has no override; every other blocker is gone by now. */
async function overrideWhatBlocks({ blocking }: ReplayCase): Promise<void> {
  const blockers = await blockersOf(stage.radiologist);
  expect(blockers.filter((text) => !text.includes('Override with a reason'))).toEqual([]);
  expect(blockers).toHaveLength(blocking.length);
  const sign = stage.radiologist.getByRole('button', { name: /Sign the plan/ });
  expect(await sign.isDisabled()).toBe(blocking.length > 0);
  await answerWarnings(stage.radiologist, /^Override/, 'One interspace above the catheter.');
}

/** Nor can the pain physician accept on the radiologist's override: neither on the page nor past it. */
async function refusedWithoutOwnReason(planId: string, version: number): Promise<void> {
  const page = stage.physician;
  await page.goto(`${stage.url}/plan/${planId}`);
  await page.getByRole('button', { name: 'Accept…' }).click();
  await page.getByText(/your own reason before you can accept/).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  const review = { decision: 'accepted', comment: '', hazardAnswers: [] };
  const path = `/api/plans/${planId}/versions/${version}/review`;
  expect(await postStatus(page, path, review)).toBeGreaterThanOrEqual(400);
}
