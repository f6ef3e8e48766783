import type { Page } from 'playwright-core';
import { PaneHand, waitForMark, type Lps } from './panes.ts';
import { choose, field, step, write } from './person.ts';
import { answerPlan, answerWarnings, type PlanAnswers } from './planForm.ts';

/** What one job needs to know beforehand: where the person clicks. */
export interface Job {
  readonly modality: 'CT' | 'MR';
  readonly labels: readonly { readonly level: string; readonly lps: Lps }[];
  /** Clicked on the axial plane. */
  readonly leak: Lps;
  readonly growSeed: Lps;
  /** Marked, read and deleted again before the leak that stays. */
  readonly trials: readonly Lps[];
  readonly seriesName: RegExp;
  readonly countedFrom: string;
}
export type Shot = (name: string) => Promise<void>;

/** From an open study to the open plan form: labels, numbering, leak, extravasation, key image. */
export async function markCase(page: Page, job: Job, shot: Shot): Promise<readonly string[]> {
  await waitForMark(page, 'patchpoint:series-complete');
  const sagittal = new PaneHand(page, job.modality, 'sagittal');
  const axial = new PaneHand(page, job.modality, 'axial');
  await labelSpine(page, sagittal, job, shot);
  await page.keyboard.press('Escape');
  const trials: string[] = [];
  for (const trial of job.trials) trials.push(await tryMark(page, axial, trial));
  await page.keyboard.press('l');
  await axial.click(job.leak);
  await page.keyboard.press('Escape');
  await describeLeak(page);
  await shot('leak');
  await step(page, 'Extravasation');
  await page
    .getByRole('group', { name: 'Extravasation' })
    .getByRole('button', { name: 'Grow in 3D' })
    .click();
  await axial.click(job.growSeed);
  await page.getByRole('region', { name: 'Extravasation 1' }).waitFor();
  await shot('extravasation');
  await page.keyboard.press('Escape');
  await step(page, 'Key images');
  await page.getByRole('button', { name: /Capture the active view/ }).click();
  await page.getByRole('region', { name: 'Key image 1' }).waitFor();
  await shot('key-images');
  await step(page, 'Plan');
  return trials;
}

/** Marks a leak, reads its title ("Leak 1, L2-L3, patient's right") and deletes it. */
async function tryMark(page: Page, axial: PaneHand, at: Lps): Promise<string> {
  await page.keyboard.press('l');
  await axial.click(at);
  await page.keyboard.press('Escape');
  const card = page.getByRole('region', { name: /^Leak \d/ }).first();
  const title = await card.getByRole('heading').first().innerText();
  await card.getByRole('button', { name: /^Delete leak/ }).click();
  await card.waitFor({ state: 'hidden' });
  return title;
}

async function labelSpine(page: Page, sagittal: PaneHand, job: Job, shot: Shot): Promise<void> {
  const [first] = job.labels;
  if (first === undefined) throw new Error('a job needs labels');
  await step(page, 'Spine');
  await page.keyboard.press('s');
  await page.getByRole('combobox', { name: 'Next level' }).or(page.getByLabel('Next level')).first().click();
  await page.getByRole('option', { name: first.level, exact: true }).click();
  for (const label of job.labels) await sagittal.click(label.lps);
  await choose(page, 'numbering.countedFrom', job.countedFrom);
  await field(page, 'numbering.seriesUid').locator('input').first().click();
  await page.getByRole('option', { name: job.seriesName }).first().click();
  await write(page, 'numbering.statement', 'Five lumbar-type vertebrae.');
  await shot('spine');
}

async function describeLeak(page: Page): Promise<void> {
  await step(page, 'Leak');
  await field(page, 'findings.*.leakType').locator('input').first().click();
  await page.getByRole('option', { name: 'Iatrogenic' }).click();
  await choose(page, 'findings.*.compartment', 'dorsal');
  await choose(page, 'findings.*.confidence', 'probable');
  await seeMiddle(page);
}

/** The labels were clicked on a sagittal slice: a person looks at the axial view once, and says so with one key. */
async function seeMiddle(page: Page): Promise<void> {
  const asked = page.getByRole('button', { name: /is in the middle/ });
  const shown = await asked.count();
  for (let i = 0; i < 2 && (await asked.count()) > 0; i += 1) {
    await page.getByRole('button', { name: /^Show [CTLS]\d/ }).click();
    await page.keyboard.press('y');
  }
  if (shown > 0) await asked.waitFor({ state: 'detached' });
}

const no = { present: 'no' } as const;
/** As the published lumbar series did it. */
const LUMBAR_PLAN: PlanAnswers = {
  sites: [
    {
      access: 'as-target',
      approach: 'interlaminar',
      delivery: 'needle',
      guidance: 'ct-fluoroscopy',
      position: 'prone',
      needle: 'not-stated',
      plannedVolumeMl: 15,
      maximumVolumeMl: 20,
      aliquotMl: 'not-stated',
      contrastAdmixture: 'not-stated',
      stopCriterion: 'Local pressure or pain',
    },
  ],
  hazards: { H1: no, H2: no, H3: no, H4: no, H8: no, H9: no },
  conservativeTherapy: 'Bed rest for ten days',
  aftercare: 'Horizontal for six hours',
};

/** Answers everything the plan form still asks, and the warnings that fire on the answers. */
export async function fillPlan(page: Page): Promise<void> {
  await answerPlan(page, LUMBAR_PLAN);
  await answerWarnings(page, /Acknowledge|Override/, 'Seen and weighed');
}

export async function signPlan(page: Page, shot: Shot): Promise<void> {
  await page.getByRole('button', { name: /Sign the plan/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign this plan?' });
  await dialog.waitFor();
  await shot('sign');
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
