import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { newContext } from '../support/chromium.ts';
import { dataPath } from '../dicom/sharedData.ts';

/** The page as a person meets it, with everything it complains about kept. */
export interface OddPage {
  readonly page: Page;
  /** Unhandled rejections, exceptions and console errors so far. */
  readonly complaints: readonly string[];
}

export async function openOddPage(browser: Browser, url: string): Promise<OddPage> {
  const context = await newContext(browser, 1280, 800);
  await context.addInitScript(() => localStorage.setItem('patchpoint.notice.read', 'yes'));
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The server is asked for a case of a patient who may not be identified: browsers print its "no" as an error, the
    // page says it in words.
    const asked = message.location().url.endsWith('/api/cases') && / (409|422) /.test(message.text());
    if (message.type() === 'error' && !asked) complaints.push(message.text());
  });
  await page.goto(url);
  await introduce(page);
  return { page, complaints };
}

/** A typed name, so that a case can be opened. */
async function introduce(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Enter your name|not authenticated/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('Dr. Odd');
  await dialog.getByRole('radio', { name: /^Radiologist/i }).click();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Chooses a whole folder of `data/` and reads the verdict table: code by file, from `data/`. */
export async function verdictsOnPage(page: Page, folder: string): Promise<ReadonlyMap<string, string>> {
  const home = page.getByRole('link', { name: 'Worklist' }).first();
  if (await home.isVisible()) await home.click();
  await page.locator('input[aria-label="DICOM folder"]').setInputFiles(resolve(dataPath(folder)));
  const link = page.getByRole('region', { name: 'Last import' }).getByRole('link');
  await link.click({ timeout: 120_000 });
  await page.getByRole('table', { name: 'Files and their verdicts' }).waitFor();
  await page.locator('[data-proof="done"]').waitFor({ timeout: 120_000 });
  const rows = new Map<string, string>();
  for (;;) {
    for (const [path, code] of await rowsShown(page)) rows.set(path, code);
    const next = page.getByRole('button', { name: String(Math.floor(rows.size / 200) + 1), exact: true });
    if (rows.size % 200 !== 0 || !(await next.isVisible())) return rows;
    await next.click();
  }
}

const rowsShown = (page: Page): Promise<readonly (readonly [string, string])[]> =>
  page
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('td')?.textContent ?? '',
        row.querySelector('[data-code]')?.getAttribute('data-code') ?? '',
      ]),
    );

/** What a series of a local study showed when it was put into a pane. */
export interface Shown {
  readonly study: number;
  readonly series: string;
  /** A picture with more than one grey, or the words that stand in its place. */
  readonly picture: boolean;
  readonly words: string;
}

/** Opens each local study from the worklist and every entry of its series strip, up to `most` studies. */
export async function openEverySeries(page: Page, most = Number.MAX_SAFE_INTEGER): Promise<readonly Shown[]> {
  await page.getByRole('link', { name: 'Worklist' }).first().click();
  const images = page.getByRole('button', { name: /^Images of/ });
  const all = page.getByRole('button', { name: /^Show all \d+ local studies$/ });
  // The list shows the newest few: without its button most of what was dropped would never be opened.
  const listed = async (): Promise<number> => {
    await images.first().waitFor();
    if (await all.isVisible()) await all.click();
    return images.count();
  };
  const studies = Math.min(await listed(), most);
  const shown: Shown[] = [];
  for (let study = 0; study < studies; study += 1) {
    await images.nth(study).click();
    const strip = page.getByRole('navigation', { name: 'Series' });
    const refused = page.getByRole('alert').filter({ has: page.getByRole('heading') });
    await strip.or(refused).first().waitFor();
    if (await refused.first().isVisible()) {
      shown.push({ study, series: '', picture: false, words: await refused.first().innerText() });
    }
    const cards = strip.getByRole('button');
    for (let card = 0; card < (await cards.count()); card += 1) {
      await cards.nth(card).click();
      const series = (await cards.nth(card).getAttribute('aria-label')) ?? '';
      shown.push({ study, series, ...(await settledPane(page)) });
    }
    await page.goBack();
    await listed();
  }
  return shown;
}

/** Waits until the first pane shows a picture or says why not. */
async function settledPane(page: Page): Promise<Pick<Shown, 'picture' | 'words'>> {
  for (let tries = 0; tries < 100; tries += 1) {
    await page.waitForTimeout(100);
    const now = await page.evaluate(() => {
      const pane = document.querySelector('section[data-pane]');
      const canvas = [...(pane?.querySelectorAll('canvas') ?? [])].find(
        (one) => getComputedStyle(one).visibility === 'visible' && one.width > 1,
      );
      const words = pane?.querySelector('[role="alert"] p, p[data-even]')?.textContent ?? '';
      if (canvas === undefined) return { picture: false, words };
      // At full size: a volume of three slices is a thin strip on its other planes.
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const context = copy.getContext('2d');
      context?.drawImage(canvas, 0, 0);
      const { data = [] } = context?.getImageData(0, 0, copy.width, copy.height) ?? {};
      const greys = new Set([...data].filter((_, i) => i % 4 === 1));
      return { picture: greys.size > 2, words };
    });
    if (now.picture || now.words !== '') return now;
  }
  return { picture: false, words: '' };
}
