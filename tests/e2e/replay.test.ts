import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatLevel } from '../../src/domain/vocabulary/levelText.ts';
import { labelRun, openPatient } from './replay/acts.ts';
import { compare, expectationOf, mismatches } from './replay/compare.ts';
import { chosenCases } from './replay/chosen.ts';
import { play } from './replay/play.ts';
import { heldBy, postStatus, type Held } from './replay/record.ts';
import { PUBLISHED, type ReplayCase } from './replay/replayCase.ts';
import { SEEDS } from './replay/seeds.ts';
import { newestPlan, openStage, type Stage } from './replay/stage.ts';
import { printTable, type Row } from './replay/table.ts';
import { MIRRORED, PRONE, SLEEVES, TWO_LEAKS } from './replay/trapCases.ts';
import { signPlan } from './support/job.ts';
import { answerWarnings, blockersOf } from './support/planForm.ts';
import { step } from './support/person.ts';
import { acceptPlan } from './support/review.ts';

/**
 * Every published case from its DICOM to the procedure record, in a browser against the real server. The short form
 * clicks a few vertebrae of small pictures; `npm run test:cases` clicks all of them, at PATCHPOINT_REPLAY_SCALE, of the
 * cases in PATCHPOINT_REPLAY_CASES.
 */
const FULL = process.env['PATCHPOINT_REPLAY'] === 'full';
const SCALE = Number(process.env['PATCHPOINT_REPLAY_SCALE'] ?? '0.35');
const CHOSEN = chosenCases(process.env['PATCHPOINT_REPLAY_CASES']);
if (!CHOSEN.ok) throw new Error(CHOSEN.error);
const cases = CHOSEN.value;
const isLeftOut = (c: ReplayCase): boolean => !cases.includes(c);

let stage: Stage;
const rows: Row[] = [];
beforeAll(async () => {
  stage = await openStage(cases, SCALE, FULL);
}, 1_200_000);
afterAll(async () => {
  printTable(rows);
  await stage?.close();
});

describe('traps on the page', () => {
  it.skipIf(isLeftOut(TWO_LEAKS))(
    'TRAP-TWO: two leaks, two sites, both in the record with their own level and side',
    async () => {
      await play(stage, TWO_LEAKS, FULL);
      await answerWarnings(stage.radiologist, /^Acknowledge/, 'Seen and weighed.');
      await signPlan(stage.radiologist, async () => undefined);
      const { planId, version } = await newestPlan(stage, TWO_LEAKS.patientId);
      await acceptPlan(stage.physician, stage.url, planId);
      const { plan, resources } = await heldBy(stage.physician, planId, version);
      expect(plan.sites.map(({ target, side }) => `${formatLevel(target)} ${side}`)).toEqual(
        stage.truthOf(TWO_LEAKS.id).leak.map(({ interspace, side }) => `${interspace} ${side}`),
      );
      const bodies = resources.filter(({ resourceType }) => resourceType === 'BodyStructure');
      expect(bodies.map(({ location }) => location?.text)).toEqual(['L1-L2', 'L4-L5']);
    },
  );

  it.skipIf(isLeftOut(SLEEVES))('TRAP-SLEEVES: each sleeve has its own finding, site and side', async () => {
    const { leaks } = await play(stage, SLEEVES, FULL);
    expect(leaks.map(({ title }) => title)).toEqual([
      expect.stringMatching(/L3-L4, patient.s left/),
      expect.stringMatching(/L3-L4, patient.s right/),
    ]);
    await confirmationNames(['L3-L4 left', 'L3-L4 right']);
  });

  it.skipIf(isLeftOut(MIRRORED))(
    'TRAP-MIRRORED: on the run no side is named before a person has confirmed its right edge',
    async () => {
      const page = stage.radiologist;
      const truth = stage.truthOf(MIRRORED.id);
      await openPatient(
        page,
        stage.url,
        MIRRORED.patientId,
        truth.series.fluoroscopy?.seriesInstanceUid ?? '',
      );
      const run = await labelRun(page, truth, MIRRORED.onRun);
      await page.keyboard.press('l');
      const [mark] = truth.series.fluoroscopy?.leaks ?? [];
      await run.click([mark?.column ?? 0, mark?.row ?? 0]);
      const title = page.getByRole('region', { name: 'Leak 1', exact: true }).getByRole('heading').first();
      expect(await title.innerText()).toMatch(/L2-L3, side not known/);
      await step(page, 'Plan');
      expect((await blockersOf(page)).join(' ')).toContain('geometry does not prove a side');
      await step(page, 'Spine');
      await page
        .getByRole('radiogroup', { name: 'Side of the patient at the right edge of the image' })
        .getByText('right', { exact: true })
        .click();
      await step(page, 'Leak');
      expect(await title.innerText()).toMatch(/L2-L3, patient.s right/);
    },
  );

  let proneWords = '';
  it.skipIf(isLeftOut(PRONE))('TRAP-PRONE: the coordinates of its header name the other side', async () => {
    const { leaks } = await play(stage, PRONE, FULL);
    expect(leaks[0]?.title).toMatch(/L2-L3/);
    await step(stage.radiologist, 'Leak');
    proneWords = await stage.radiologist.locator('body').innerText();
    expect(proneWords).toContain('Leak 1');
  });
  it.skipIf(isLeftOut(PRONE))('TRAP-PRONE: the page says that posture and anatomy disagree', () => {
    expect(proneWords).toMatch(/posture[^.]*contradict|contradict[^.]*posture/i);
  });
});

const published = PUBLISHED.filter((c) => cases.includes(c));
const nothing = SEEDS === null || published.length === 0;
describe.skipIf(nothing)('the published cases (needs ../shared/seed-cases.json)', () => {
  it.each(published.map((c) => [c.id, c] as const))(
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

/** Level and side of each site as the confirmation of the signature names them; nothing is signed. */
async function confirmationNames(sites: readonly string[]): Promise<void> {
  const page = stage.radiologist;
  await answerWarnings(page, /^Acknowledge/, 'Seen and weighed.');
  expect(await blockersOf(page)).toEqual([]);
  await page.getByRole('button', { name: /Sign the plan/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign this plan?' });
  await dialog.waitFor();
  const named = await dialog.locator('dl').allInnerTexts();
  expect(named).toHaveLength(sites.length);
  for (const [i, site] of sites.entries())
    for (const word of site.split(' ')) expect(named[i]?.toLowerCase()).toContain(word.toLowerCase());
  await dialog.getByRole('button', { name: 'Not yet' }).click();
}

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
