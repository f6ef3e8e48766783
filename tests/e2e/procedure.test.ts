import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuardCheck } from '../../src/domain/guard/model.ts';
import { launchChromium, newContext } from '../support/chromium.ts';
import { makeSampleCase, startProduct, type Product } from '../support/product.ts';
import { getJson } from './replay/record.ts';
import type { ReplayTruth } from './replay/truth.ts';
import { acceptedPlan } from './support/acceptedPlan.ts';
import { screenOf, waitForMark, type Px } from './support/panes.ts';
import { introduce } from './support/person.ts';

/** The check at the table, as the pain physician clicks it: a run with the sacrum, and one mirrored at the console. */
const SCALE = 0.3;
const [SEEN, MIRRORED] = ['S004-P3-EBP2', 'TRAP-MIRRORED'];
/** Lateral places of tips, in lengths of an interspace of about 37 mm: 13 mm, beyond what a projection leaves open. */
const ASIDE = 0.35;

let product: Product;
let browser: Browser;
let page: Page;
const truths = new Map<string, ReplayTruth>();
const errors: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  browser = await launchChromium();
  for (const id of [SEEN, MIRRORED]) {
    const out = join(product.archive, 'sample');
    const file = await makeSampleCase(out, join(product.folder, 'truth'), SCALE, id, ['xa']);
    truths.set(id, JSON.parse(readFileSync(file, 'utf8')) as ReplayTruth);
  }
  const context = await newContext(browser, 1280, 1000);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const runOf = (id: string): NonNullable<ReplayTruth['series']['fluoroscopy']> => {
  const run = truths.get(id)?.series.fluoroscopy ?? null;
  if (run === null) throw new Error(`${id} has no run`);
  return run;
};
const bodyOn = (id: string, level: string): Px => {
  const at = runOf(id).levels.find((each) => each.level === level);
  if (at === undefined) throw new Error(`${id} has no ${level}`);
  return [at.column, at.row];
};
/** Between two bodies, so many lengths of their interspace toward the right edge. */
function between(id: string, upper: string, lower: string, towardRightEdge: number): Px {
  const [a, b] = [bodyOn(id, upper), bodyOn(id, lower)];
  return [(a[0] + b[0]) / 2 + towardRightEdge * (b[1] - a[1]), (a[1] + b[1]) / 2];
}

const guard = () => page.getByRole('region', { name: 'Guard' }).or(page.locator('[aria-label="Guard"]'));
async function clickAt(pixel: Px): Promise<void> {
  const { x, y } = await screenOf(image(), 'data-cursor-px', pixel);
  await page.mouse.click(x, y);
}
const image = (): Locator => page.getByTestId('procedure-image').locator('..');
const pick = (group: string, choice: string): Promise<void> =>
  page.getByRole('radiogroup', { name: group }).getByText(choice, { exact: true }).click();

async function label(id: string, levels: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Label (S)' }).click();
  for (const level of levels) {
    await page.getByRole('button', { name: `Click the body of ${level}` }).waitFor();
    await clickAt(bodyOn(id, level));
    await page.getByRole('button', { name: `Remove ${level}`, exact: true }).waitFor();
  }
  await page.keyboard.press('Escape');
}

async function markTip(at: Px): Promise<void> {
  await page.keyboard.press('t');
  await clickAt(at);
}

async function shot(name: string): Promise<void> {
  const folder = process.env['PATCHPOINT_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

describe('the tip against the plan: L4-L5 left, the sacrum in the picture', () => {
  let planId = '';
  beforeAll(async () => {
    planId = await acceptedPlan(page, runOf(SEEN).seriesInstanceUid, { upper: 'L4', lower: 'L5' }, 'left');
    await introduce(page, 'Dr. Paul Physician', 'Pain physician');
    await page.goto(`${product.url}/plan/${planId}`);
    await page.getByRole('link', { name: 'Procedure check' }).first().click();
    await waitForMark(page, 'patchpoint:first-image');
  });

  it('says that the level is not known before anything is counted here', async () => {
    await markTip(between(SEEN, 'L4', 'L5', ASIDE));
    expect(await guard().innerText()).toContain('Level not known here');
  });

  it('counted from the sacrum, right edge confirmed: as planned, and kept with its frame', async () => {
    await pick('Counted here from', 'Sacrum');
    await label(SEEN, ['S1', 'L5', 'L4', 'L3']);
    expect(await guard().innerText()).toContain('Side not proven');
    await pick('Side of the patient at the right edge of the image', 'Left');
    expect(await guard().innerText()).toMatch(/L4-L5 left: as planned/);
    await shot('procedure-match');
    await page.getByRole('button', { name: 'Keep this check' }).click();
    await page.getByRole('region', { name: 'Tip checks kept' }).getByText('L4-L5 left: as planned').waitFor();
  });

  it('one level off: stops with both counts side by side, and goes on only with a reason', async () => {
    await markTip(between(SEEN, 'L3', 'L4', ASIDE));
    const stopped = page.getByRole('alert', { name: 'Guard' });
    const text = await stopped.innerText();
    expect(text).toContain('Wrong level: planned L4-L5, tip at L3-L4');
    expect(text).toContain('one level higher');
    expect(text).toMatch(/counted up from the sacrum\s+counted up from the sacrum/);
    await shot('procedure-stop');
    const goOn = stopped.getByRole('button', { name: 'Go on with this reason' });
    expect(await goOn.isDisabled()).toBe(true);
    await stopped.getByRole('textbox').fill('L4-L5 fused; L3-L4 agreed with the radiologist.');
    await goOn.click();
    await page.getByText('Went on: “L4-L5 fused').waitFor();
    const kept = await getJson<readonly GuardCheck[]>(page, `/api/plans/${planId}/versions/1/guard`);
    expect(kept.map(({ verdict }) => verdict.kind)).toEqual(['match', 'adjacent-level-mismatch']);
    expect(kept.map(({ found }) => found.countedOn)).toEqual(
      kept.map(() => ({ sopInstanceUid: runOf(SEEN).sopInstanceUid, frame: 1 })),
    );
  });

  it('another frame of the run takes the labels over when a person says that nothing moved', async () => {
    await page.getByRole('slider', { name: 'Frame' }).press('ArrowRight');
    await markTip(between(SEEN, 'L4', 'L5', ASIDE));
    expect(await guard().innerText()).toContain('Level not known here');
    await page.getByRole('button', { name: /^Nothing moved since frame 1/ }).click();
    expect(await guard().innerText()).toMatch(/L4-L5 left: as planned/);
    expect(await guard().innerText()).toMatch(/Seen on\s+the plan’s own series\s+frame 2/);
  });

  it('on the other side: stops', async () => {
    await markTip(between(SEEN, 'L4', 'L5', -ASIDE));
    expect(await guard().innerText()).toContain('Wrong side: planned left, tip on the right');
  });
});

describe('a run mirrored at the console, its Patient Orientation unchanged', () => {
  it('leaves the side unconfirmed, and a person who looks again gets the right one', async () => {
    const planId = await acceptedPlan(
      page,
      runOf(MIRRORED).seriesInstanceUid,
      { upper: 'L2', lower: 'L3' },
      'right',
    );
    await page.goto(`${product.url}/plan/${planId}/procedure`);
    await waitForMark(page, 'patchpoint:first-image');
    await pick('Counted here from', 'Last rib');
    await label(MIRRORED, ['T12', 'L1', 'L2', 'L3']);
    await markTip(between(MIRRORED, 'L2', 'L3', ASIDE));
    expect(await guard().innerText()).toContain('Side not proven: planned right');
    expect(await guard().innerText()).toContain('What the file declares does not clear it');
    await shot('procedure-mirrored');
    // Mirrored: the right edge shows the patient's right.
    await pick('Side of the patient at the right edge of the image', 'Right');
    expect(await guard().innerText()).toContain('L2-L3 right: as planned');
  });

  it('the page shows no error', () => expect(errors).toEqual([]));
});
