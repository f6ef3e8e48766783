import type { Page } from 'playwright-core';
import type { Side } from '../../../src/domain/vocabulary/terms.ts';
import { PaneHand, RunHand, waitForMark, type Lps } from '../support/panes.ts';
import { choose, pick, step, write, writeLevel } from '../support/person.ts';
import type { LeakWords, ReplayCase } from './replayCase.ts';
import { clicksOn, clicksOnRun, spaceOf, type ReplayTruth, type Volume } from './truth.ts';

const MODALITY: Readonly<Record<Volume, string>> = { ct: 'CT', mr: 'MR' };

/** From the worklist to the pictures of a patient, with the wanted series in the large view. */
export async function openPatient(
  page: Page,
  url: string,
  patientId: string,
  seriesUid: string,
): Promise<void> {
  await page.goto(url);
  await page
    .getByRole('row')
    .filter({ hasText: new RegExp(`ID ${patientId} `) })
    .getByRole('button', { name: /^Images of/ })
    .click();
  await showSeries(page, seriesUid);
}

/** Hangs a series and waits until all of it is there. */
export async function showSeries(page: Page, seriesUid: string): Promise<void> {
  const card = page.locator(`[data-series="${seriesUid}"]`);
  await card.waitFor();
  await waitForMark(page, 'patchpoint:series-complete');
  if ((await card.getAttribute('data-hangs')) !== null) return;
  const before = await page.evaluate(() => performance.getEntriesByName('patchpoint:series-complete').length);
  await card.click();
  await page.locator(`[data-series="${seriesUid}"][data-hangs]`).waitFor();
  await waitForMark(page, 'patchpoint:series-complete', before + 1);
}

/** Clicks vertebrae on the sagittal plane and confirms what is interpolated between them. */
export async function labelVolume(
  page: Page,
  truth: ReplayTruth,
  on: Volume,
  levels: readonly string[],
): Promise<void> {
  const sagittal = new PaneHand(page, MODALITY[on], 'sagittal');
  await step(page, 'Spine');
  await page.keyboard.press('s');
  for (const { level, lps } of clicksOn(truth, on, levels)) {
    await nextLevel(page, level);
    await sagittal.click(lps);
    await page.getByRole('button', { name: `Go to ${level}`, exact: true }).waitFor();
  }
  await page.keyboard.press('Escape');
  // One by one: what lies far from the clicks is not confirmed together.
  const confirm = page.getByRole('button', { name: 'Confirm', exact: true });
  while ((await confirm.count()) > 0) await confirm.first().click();
}

/** Clicks vertebrae on the frame shown: labels of this image alone. */
export async function labelRun(page: Page, truth: ReplayTruth, levels: readonly string[]): Promise<RunHand> {
  const run = new RunHand(page);
  await step(page, 'Spine');
  await page.keyboard.press('s');
  for (const { level, pixel } of clicksOnRun(truth, levels)) {
    await nextLevel(page, level);
    await run.click(pixel);
    await page.getByRole('button', { name: new RegExp(`^Remove ${level} from frame`) }).waitFor();
  }
  await page.keyboard.press('Escape');
  return run;
}

async function nextLevel(page: Page, level: string): Promise<void> {
  const next = page.getByRole('combobox', { name: 'Next level' });
  if ((await next.inputValue()) === level) return;
  await next.click();
  await page.getByRole('option', { name: level, exact: true }).click();
  await next.evaluate((element: HTMLElement) => element.blur());
}

export async function stateNumbering(
  page: Page,
  { countedFrom, anomalies }: Pick<ReplayCase, 'countedFrom' | 'anomalies'>,
  seriesUid: string,
): Promise<void> {
  await step(page, 'Spine');
  await choose(page, 'numbering.countedFrom', countedFrom);
  await pick(page, 'numbering.seriesUid', seriesUid);
  const statement = anomalies.length === 0 ? 'Five lumbar-type vertebrae.' : anomalies.join(', ');
  await write(page, 'numbering.statement', statement);
}

/** What the page says of a leak before a person has said anything about its side. */
export interface LeakRead {
  readonly title: string;
  readonly asked: boolean;
}

/** Marks a leak on the axial plane, reads where the page puts it, and says what only a person can say. */
export async function markLeak(
  page: Page,
  truth: ReplayTruth,
  on: Volume,
  words: LeakWords,
  nth = 0,
): Promise<LeakRead> {
  await page.keyboard.press('l');
  await new PaneHand(page, MODALITY[on], 'axial').click(defectOf(truth, on, words.index));
  const card = page.getByRole('region', { name: `Leak ${nth + 1}`, exact: true });
  const title = await card.getByRole('heading').first().innerText();
  // Labels clicked on a sagittal slice: the page asks whether that slice halves the body.
  const middle = card.getByRole('button', { name: /is in the middle/ });
  while ((await middle.count()) > 0) await middle.first().click();
  const asked = (await card.locator('[data-field$=".sideDecision"]').count()) > 0;
  const side = words.side ?? (asked ? seenSide(truth, words.index) : null);
  if (words.side !== undefined && !asked) await card.getByRole('button', { name: /^Side is not/ }).click();
  if (side !== null) {
    await choose(card, 'findings.*.sideDecision', side.side);
    await write(card, 'findings.*.sideDecision', side.reason);
  }
  if (words.level !== undefined) {
    await card.getByRole('button', { name: /^(Level is another|Give the level)/ }).click();
    await writeLevel(card, 'findings.*.levelDecision', words.level.level);
    const reason = card.getByRole('textbox', { name: 'Reason for the level' });
    await reason.fill(words.level.reason);
    await reason.press('Tab');
  }
  await pick(card, 'findings.*.leakType', words.type);
  await choose(card, 'findings.*.compartment', words.compartment);
  await choose(card, 'findings.*.confidence', 'probable');
  return { title, asked };
}

const defectOf = (truth: ReplayTruth, on: Volume, index: number): Lps => {
  const leak = spaceOf(truth, on).leaks[index];
  if (leak === undefined) throw new Error(`${truth.case} has no leak ${index}`);
  return leak.defect;
};

/** Asked for the side, a reader answers with what the picture shows. */
const seenSide = (truth: ReplayTruth, index: number): { readonly side: Side; readonly reason: string } => ({
  side: truth.leak[index]?.side as Side,
  reason: 'The contrast lies on this side of the sac.',
});

/**
 * A patient whose plan was accepted comes again: the radiologist opens a new version. Answers how many leaks were
 * marked before; their sites make room for the new one.
 */
export async function planNextSite(page: Page): Promise<number> {
  await step(page, 'Plan');
  const change = page.getByRole('button', { name: 'Change as a new version' });
  if ((await change.count()) === 0) return 0;
  await change.click();
  await change.waitFor({ state: 'hidden' });
  return page.getByRole('region', { name: /^Site/ }).count();
}
