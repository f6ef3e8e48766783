import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, newContext } from '../support/chromium.ts';
import { makeSampleCase, startProduct, type Product } from '../support/product.ts';
import type { ReplayTruth } from './replay/truth.ts';
import { labelledDraft, saveDraft } from './support/labelledCase.ts';
import { PaneHand, waitForMark, type Lps } from './support/panes.ts';
import { introduce, step } from './support/person.ts';

const SCALE = 0.3;
/** Rows of the C-arm's picture at this scale: L1 to L5. */
const RUN_PX = 160;

let product: Product;
let browser: Browser;
let page: Page;
let truth: ReplayTruth;
const errors: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  browser = await launchChromium();
  const folder = join(product.archive, 'sample');
  const file = await makeSampleCase(folder, join(product.folder, 'truth'), SCALE, 'S004-P1', [
    'ct',
    'mr',
    'xa',
  ]);
  truth = JSON.parse(readFileSync(file, 'utf8')) as ReplayTruth;
  const context = await newContext(browser, 1600, 1000);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(product.url);
  await introduce(page, 'Dr. Ada Radiologist', 'Radiologist');
  const seriesUid = truth.series.mr?.seriesInstanceUid ?? '';
  const study = await saveDraft(page, seriesUid, labelledDraft(truth, RUN_PX));
  await page.goto(`${product.url}/workspace/${study}`);
  await waitForMark(page, 'patchpoint:first-image');
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const hang = async (protocol: string): Promise<void> => {
  await page.getByRole('button', { name: 'Layout and hanging' }).click();
  await page.getByRole('menuitem', { name: protocol }).click();
};

/** Pictures at both sizes of screen, where a folder for them is named. */
async function shot(name: string): Promise<void> {
  const folder = process.env['PATCHPOINT_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const [width, height] of [
    [1280, 800],
    [1600, 1000],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
}

/** What the first view of that name draws of marks whose id starts so. */
const wordsOf = async (view: RegExp, mark: string): Promise<string> => {
  const words = page
    .getByRole('region', { name: view })
    .first()
    .locator(`[data-words^="${mark}|"] text`)
    .first();
  await words.waitFor();
  return (await words.textContent()) ?? '';
};

describe('across series that share no frame: S004-P1, marked on MR only', () => {
  it('level, side and uncertainty appear on CT, dashed', async () => {
    await hang('CT beside MR');
    const sagittal = new PaneHand(page, 'MR', 'sagittal');
    await waitForMark(page, 'patchpoint:series-complete', 2);
    await page.keyboard.press('l');
    await sagittal.click(truth.series.mr?.leaks[0]?.defect ?? [0, 0, 0]);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: /^Leak 1/ }).waitFor();
    const words = await wordsOf(/^CT, axial/, 'projected');
    expect(words).toMatch(/^Leak 1 L2-L3 right/);
    expect(words).toMatch(/± \d+ mm/);
    await shot('across-ct-mr');
  });

  it('on fluoroscopy the level alone, until a person confirms which side the right edge shows', async () => {
    await hang('Fluoroscopy beside planes');
    const before = await wordsOf(/^XA, /, 'projected');
    expect(before).toContain('L2-L3');
    expect(before).toContain('side not confirmed');
    expect(before).not.toMatch(/left|right/);
    await shot('across-fluoroscopy-unconfirmed');
    await page.getByRole('region', { name: 'XA, stack view' }).click();
    await step(page, 'Spine');
    await page
      .getByRole('radiogroup', { name: 'Side of the patient at the right edge of the image' })
      .getByText('left', { exact: true })
      .click();
    await expect.poll(() => wordsOf(/^XA, /, 'projected')).toMatch(/L2-L3 right/);
    await shot('across-fluoroscopy');
  });

  it('scrolled by level: the CT follows the MR to the same height, and stays when the link is off', async () => {
    await hang('CT beside MR');
    const mr = new PaneHand(page, 'MR', 'axial');
    const ct = new PaneHand(page, 'CT', 'axial');
    await mr.showSliceOf(sacOf('mr', 'L4'));
    await expect.poll(() => ct.slicePosition()).toBeCloseTo(sacOf('ct', 'L4')[2], -1);
    await page.keyboard.press('0');
    const before = await ct.slicePosition();
    await mr.showSliceOf(sacOf('mr', 'L1'));
    expect(await ct.slicePosition()).toBe(before);
    await page.keyboard.press('0');
    await mr.showSliceOf(sacOf('mr', 'L2'));
    await expect.poll(() => ct.slicePosition()).toBeCloseTo(sacOf('ct', 'L2')[2], -1);
  });

  it('is adopted on CT by a person, and undone', async () => {
    await step(page, 'Leak');
    await page.getByRole('button', { name: /^Adopt leak 1 on CT/ }).click();
    // The labels of the CT were clicked on one slice: its side waits for a word.
    expect(await wordsOf(/^CT, axial/, 'adopted')).toMatch(/L2-L3 right\? · adopted/);
    const other = page.getByRole('region', { name: 'Leak 1 on other series' });
    expect(await other.innerText()).toContain('adopted from MR by Dr. Ada Radiologist (not authenticated)');
    await shot('across-adopted');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: /^Adopt leak 1 on CT/ }).waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await page.getByRole('button', { name: 'Back to projected' }).waitFor();
  });

  it('the page shows no error', () => expect(errors).toEqual([]));
});

/** The middle of the sac behind a vertebra. */
const sacOf = (on: 'ct' | 'mr', level: string): Lps =>
  truth.series[on]?.sacPoints.find((each) => each.level === level)?.lps ?? [0, 0, 0];
