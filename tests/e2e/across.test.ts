import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorklistPatient } from '../../src/app/api.ts';
import { launchChromium } from '../support/chromium.ts';
import { makeSampleCase, startProduct, type Product } from '../support/product.ts';
import { getJson } from './replay/record.ts';
import type { ReplayTruth } from './replay/truth.ts';
import { labelledDraft, saveDraft } from './support/labelledCase.ts';
import { PaneHand, waitForMark, type Lps, type Px } from './support/panes.ts';
import { fillPlan, signPlan } from './support/job.ts';
import { choose, introduce, pick, step } from './support/person.ts';
import { blockersOf } from './support/planForm.ts';
import { ProcedureHand, violationsOn } from './support/procedure.ts';
import { acceptPlan } from './support/review.ts';

const SCALE = 0.3;
/** Rows of the C-arm's picture at this scale: L1 to L5 and the lower half of T12; the sacrum lies below it. */
const RUN_PX = 256;

let product: Product;
let browser: Browser;
let page: Page;
let physician: Page;
let planId = '';
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
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1600, height: 1000 } });
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
async function shot(name: string, of: Page = page): Promise<void> {
  const folder = process.env['PATCHPOINT_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const [width, height] of [
    [1280, 800],
    [1600, 1000],
  ] as const) {
    await of.setViewportSize({ width, height });
    await of.waitForTimeout(700);
    await of.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
}

/** What the first view of that name draws of marks whose id starts so. */
const wordsOf = async (view: RegExp, mark: string): Promise<string> => {
  const words = page
    .getByRole('region', { name: view })
    .first()
    .locator(`[data-mark^="${mark}|"] text`)
    .first();
  await words.waitFor();
  return (await words.textContent()) ?? '';
};

describe('across series that share no frame: S004-P1, marked on MR only', () => {
  it('level, side and uncertainty appear on CT, dashed', async () => {
    await hang('CT beside MR');
    const sagittal = new PaneHand(page, 'MR', 'sagittal');
    await sagittal.section.waitFor();
    await page.waitForTimeout(1500);
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
    await expect.poll(() => shownZ(ct)).toBeCloseTo(sacOf('ct', 'L4')[2], -1);
    await page.keyboard.press('0');
    const before = await shownZ(ct);
    await mr.showSliceOf(sacOf('mr', 'L1'));
    expect(await shownZ(ct)).toBe(before);
    await page.keyboard.press('0');
    await mr.showSliceOf(sacOf('mr', 'L2'));
    await expect.poll(() => shownZ(ct)).toBeCloseTo(sacOf('ct', 'L2')[2], -1);
  });

  it('is adopted on CT by a person, and undone', async () => {
    await step(page, 'Leak');
    await page.getByRole('button', { name: /^Adopt leak 1 on CT/ }).click();
    expect(await wordsOf(/^CT, axial/, 'adopted')).toMatch(/L2-L3 right · adopted/);
    const other = page.getByRole('region', { name: 'Leak 1 on other series' });
    expect(await other.innerText()).toContain('adopted from MR by Dr. Ada Radiologist (not authenticated)');
    await shot('across-adopted');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: /^Adopt leak 1 on CT/ }).waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await page.getByRole('button', { name: 'Back to projected' }).waitFor();
  });

  it('is planned, signed and accepted', async () => {
    await choose(page, 'findings.*.sideDecision', 'right');
    await pick(page, 'findings.*.leakType', 'cause:iatrogenic');
    await choose(page, 'findings.*.compartment', 'dorsal');
    await choose(page, 'findings.*.confidence', 'probable');
    await step(page, 'Plan');
    await fillPlan(page);
    expect(await blockersOf(page)).toEqual([]);
    await signPlan(page, async () => undefined);
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } });
    physician = await context.newPage();
    await physician.goto(product.url);
    await introduce(physician, 'Dr. Paul Physician', 'Pain physician');
    const plans = await getJson<readonly WorklistPatient[]>(physician, '/api/worklist');
    planId = plans.find(({ plan }) => plan != null)?.plan?.planId ?? '';
    await acceptPlan(physician, product.url, planId);
  });
});

/** Body centre of a vertebra on the run, or the place between two, so many pixels aside. */
const onRun = (level: string): Px => {
  const found = truth.series.fluoroscopy?.levels.find((each) => each.level === level);
  return [found?.column ?? NaN, Math.max(4, found?.row ?? NaN)];
};
const besideRun = (upper: string, lower: string): Px => {
  const [a, b] = [onRun(upper), onRun(lower)];
  return [(a[0] + b[0]) / 2 + BESIDE_PX, (a[1] + b[1]) / 2];
};
/** The image's left: the patient's right where the right edge shows the left. */
const BESIDE_PX = -24;

describe('the procedure check of that plan', () => {
  let hand: ProcedureHand;
  const says = async (words: string): Promise<void> => {
    await expect.poll(() => hand.guard.innerText()).toContain(words);
  };

  it('is reached from the review page and from the workspace of the locked plan', async () => {
    await page.goto(page.url());
    await step(page, 'Plan');
    await page.getByRole('link', { name: 'Procedure check' }).waitFor();
    await physician.getByRole('link', { name: 'Procedure check' }).click();
    await physician.getByTestId('procedure-image').waitFor();
    await waitForMark(physician, 'patchpoint:first-image');
    hand = new ProcedureHand(physician, RUN_PX);
    expect(await physician.getByRole('heading', { level: 1 }).innerText()).toContain('L2-L3');
  });

  it('counted again here, the tip one level off stops with both counts side by side and asks for a reason', async () => {
    await physician.getByRole('radiogroup', { name: 'Counted here from' }).getByText('Last rib').click();
    await physician.keyboard.press('s');
    const onPicture = ['T12', 'L1', 'L2', 'L3', 'L4', 'L5'];
    for (const level of onPicture) await hand.click(onRun(level));
    const labels = physician.getByRole('list', { name: 'Labels on this frame' });
    expect(await labels.getByRole('button').count()).toBe(onPicture.length);
    await physician.keyboard.press('Escape');
    await hand.markTip(besideRun('L3', 'L4'));
    await says('Wrong level: planned L2-L3, tip at L3-L4');
    const words = await hand.guard.innerText();
    expect(words).toContain('counted up from the sacrum');
    expect(words).toContain('counted from the last rib');
    expect(words).toContain('one level lower');
    expect(await hand.guard.getByRole('button', { name: 'Go on with this reason' }).isDisabled()).toBe(true);
    await shot('procedure-wrong-level', physician);
    expect(await violationsOn(physician)).toEqual([]);
  });

  it('at the planned level the side is unconfirmed, whatever the device declares, until a person says so', async () => {
    await hand.markTip(besideRun('L2', 'L3'));
    await expect.poll(() => hand.guard.innerText()).toContain('Side not proven: planned right');
    await hand.confirmRightEdge('Right');
    await says('Wrong side: planned right, tip on the left');
    await shot('procedure-wrong-side', physician);
    await hand.confirmRightEdge('Left');
    await says('L2-L3 right: as planned');
    await shot('procedure-match', physician);
  });

  it('keeps a match without, a stop only with a reason; both stand with the plan', async () => {
    await hand.guard.getByRole('button', { name: 'Keep this check' }).click();
    const kept = physician.getByRole('region', { name: 'Tip checks kept' });
    await kept.getByText('L2-L3 right: as planned').waitFor();
    await hand.markTip(besideRun('L3', 'L4'));
    await hand.guard.getByLabel('Reason to go on all the same').fill('Access from below, catheter follows.');
    await hand.guard.getByRole('button', { name: 'Go on with this reason' }).click();
    await kept.getByText('Went on: “Access from below, catheter follows.”').waitFor();
    await physician.goto(`${product.url}/plan/${planId}`);
    await kept.getByText('Wrong level: planned L2-L3, tip at L3-L4').waitFor();
    await kept.scrollIntoViewIfNeeded();
    await shot('procedure-kept', physician);
    expect(await violationsOn(physician)).toEqual([]);
  });

  it('the pages show no error', () => expect(errors).toEqual([]));
});

/** The middle of the sac behind a vertebra. */
const sacOf = (on: 'ct' | 'mr', level: string): Lps =>
  truth.series[on]?.sacPoints.find((each) => each.level === level)?.lps ?? [0, 0, 0];

/** Height of the slice a view shows, mm: read under the pointer. */
async function shownZ(hand: PaneHand): Promise<number> {
  const box = await hand.section.boundingBox();
  if (box === null) throw new Error('the view is not on the screen');
  await page.mouse.move(box.x + box.width / 2 - 1, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForTimeout(200);
  const text = await hand.section.getByTestId('cursor-facts').getAttribute('data-cursor-lps');
  return Number((text ?? '').split(' ')[2]);
}
