import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, newContext } from '../support/chromium.ts';
import { startProduct, type Product } from '../support/product.ts';
import { SHARED_DATA } from '../support/programs.ts';
import { keyTo, PaneHand, waitForMark, type Lps } from './support/panes.ts';
import { choose, field, introduce, step, write, writeLevel } from './support/person.ts';

/** Body centres of the real CT (its sidecar), feet to head. */
const BODIES: readonly (readonly [string, Lps])[] = [
  ['S1', [0.64, -110.58, 217.49]],
  ['L5', [1.33, -133.9, 242.26]],
  ['L4', [4.37, -143.39, 278.16]],
  ['L3', [4.86, -141.34, 315.69]],
];
const L2: Lps = [5.86, -133.01, 351.7];
const NEGATIVE = /^Right decubitus negative, T1\.\.T12/i;

/** In the page, past its own store: what a second window does that saves the same case. */
async function saveElsewhere(conservativeTherapy: string): Promise<void> {
  const [row] = (await (await fetch('/api/worklist')).json()) as { caseId: string }[];
  const path = `/api/cases/${row?.caseId ?? ''}`;
  const { draftVersion, document } = await (await fetch(path)).json();
  const plan = { ...document.plan, conservativeTherapy };
  await fetch(`${path}/draft`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': `"${draftVersion}"` },
    body: JSON.stringify({ ...document, plan }),
  });
}
const archive = SHARED_DATA === null ? null : join(SHARED_DATA, 'series', 'ct_lumbar_3mm');

describe.skipIf(archive === null || !existsSync(archive))('the workspace on a real CT', () => {
  let browser: Browser;
  let product: Product;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    [browser, product] = await Promise.all([launchChromium(), startProduct(archive ?? '')]);
    const context = await newContext(browser, 1600, 1000);
    page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(product.url);
    await introduce(page, 'Dr. Test', 'Radiologist');
    await openImages();
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const openImages = async (): Promise<void> => {
    await page.getByRole('row').getByText('Images', { exact: true }).first().click();
    await waitForMark(page, 'patchpoint:series-complete');
  };
  const sagittal = (): PaneHand => new PaneHand(page, 'CT', 'sagittal');
  const goTo = (level: string) => page.getByRole('button', { name: `Go to ${level}`, exact: true });
  const violations = async (): Promise<readonly string[]> => {
    const { violations: found } = await new AxeBuilder({ page }).analyze();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  };

  it('says so where its scripts do not come', async () => {
    const context = await newContext(browser, 800, 600);
    const cut = await context.newPage();
    await cut.route(/\/assets\/page-/, (route) => route.abort());
    await cut.goto(product.url);
    const said = cut.getByRole('alert');
    await said.waitFor();
    expect(await said.textContent()).toMatch(/could not be loaded/);
    await context.close();
  });

  it('labels by clicks up the column; undo, redo and Escape from the keyboard', async () => {
    await page.keyboard.press('s');
    const next = page.getByRole('combobox', { name: 'Next level' });
    await next.click();
    await page.getByRole('option', { name: 'S1', exact: true }).click();
    for (const [level, centre] of BODIES) {
      await sagittal().click(centre);
      await goTo(level).waitFor();
    }
    await next.evaluate((element: HTMLElement) => element.blur());
    await page.keyboard.press('Control+z');
    await goTo('L3').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+Z');
    await goTo('L3').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Spine', exact: true }).getAttribute('aria-pressed')).toBe(
      'false',
    );
  });

  it('places a label without a mouse: arrows, Enter, undo', async () => {
    await page.keyboard.press('s');
    await page.mouse.move(5, 5);
    await keyTo(sagittal().section, L2);
    await page.keyboard.press('Enter');
    await goTo('L2').waitFor();
    expect(await page.getByRole('button', { name: /^Go to / }).count()).toBe(BODIES.length + 1);
    await page.keyboard.press('Control+z');
    await goTo('L2').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('turns the axial view along the disc and back, and straightens the spine', async () => {
    const turned = page.getByText(/parallel to L\d-(L|S)\d, turned \d+°/);
    await page.keyboard.press('a');
    await turned.waitFor();
    await page.keyboard.press('a');
    await turned.waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await page
      .getByRole('region', { name: 'CT, curved-sagittal view' })
      .getByText('through the labels')
      .waitFor();
    await page.keyboard.press('u');
    await page.getByRole('region', { name: 'CT, sagittal view' }).waitFor();
    expect(await turned.count()).toBe(0);
  });

  it('shows a small picture of the series in the strip', async () => {
    const picture = page.getByRole('navigation', { name: 'Series' }).locator('canvas[data-made]');
    await picture.waitFor();
    expect(await picture.evaluate((canvas: HTMLCanvasElement) => canvas.height)).toBe(72);
  });

  it('says level and side of the leak by the rule, and of the cursor while it moves', async () => {
    const leak: Lps = [-8, -105, 252];
    await page.keyboard.press('l');
    await new PaneHand(page, 'CT', 'axial').click(leak);
    const card = page.getByRole('region', { name: 'Leak 1' });
    await card.waitFor();
    expect(await card.innerText()).toContain('L5-S1');
    expect(await card.innerText()).toMatch(/patient['’]s right/);
    expect(await page.getByTestId('cursor-facts').nth(1).innerText()).toContain('L5-S1');
  });

  it('passes axe in every step, and with the key sheet open', async () => {
    for (const name of ['Spine', 'Leak', 'Extravasation', 'Plan', 'Key images']) {
      await step(page, name);
      // Away from the rail, whose tooltip would be on the page as well.
      await page.mouse.move(400, 500);
      await page.waitForTimeout(500);
      expect({ name, found: await violations() }).toEqual({ name, found: [] });
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys and mouse' }).waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys and mouse' }).waitFor({ state: 'hidden' });
  });

  it('says what a button does beside it, under the pointer and under the keyboard, until Escape', async () => {
    const tip = page.getByRole('tooltip', { name: 'Keys (?)' });
    const keys = page.getByRole('button', { name: 'Keys', exact: true });
    // A closed dialog gives the focus back, and what has it is named too: Escape takes one away at a time.
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await keys.hover();
    await tip.waitFor();
    expect(await keys.getAttribute('aria-describedby')).not.toBeNull();
    await page.keyboard.press('Escape');
    await tip.waitFor({ state: 'detached' });
    await page.mouse.move(400, 500);
    await keys.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await tip.waitFor();
    await page.keyboard.press('Tab');
    await tip.waitFor({ state: 'detached' });
    expect(await keys.getAttribute('aria-describedby')).toBeNull();
    // The pointer may go to the words, and they stay under it.
    await keys.hover();
    await tip.hover();
    await page.waitForTimeout(400);
    expect(await tip.count()).toBe(1);
    await page.mouse.move(400, 500);
    await tip.waitFor({ state: 'detached' });
  });

  it('keeps letters for the text while something is typed', async () => {
    await step(page, 'Leak');
    const note = page
      .getByRole('region', { name: 'Leak 1' })
      .locator('[data-field$=".note"]')
      .getByRole('textbox');
    await note.fill('');
    await note.pressSequentially('slcep 12');
    expect(await note.inputValue()).toBe('slcep 12');
    expect(await page.getByRole('button', { name: 'Scroll', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await note.press('Tab');
  });

  it('records an examination that showed no leak: posture, part of the spine, series', async () => {
    await page.getByRole('button', { name: 'Record a negative examination' }).click();
    const card = page.getByRole('region', { name: 'Negative examination 1' });
    await choose(card, 'negatives.*.posture', 'right-lateral-decubitus');
    await writeLevel(card, 'negatives.*.coverage', 'T1-T12');
    await field(card, 'negatives.*.seriesUid').locator('input').first().click();
    await page.getByRole('option', { name: /^CT/ }).first().click();
    await write(card, 'negatives.*.note', 'Late phase');
    await expect.poll(() => card.getByRole('heading').innerText()).toMatch(NEGATIVE);
  });

  it('maximises a view and comes back', async () => {
    const { section } = sagittal();
    const before = await section.boundingBox();
    await section.getByRole('button', { name: 'Maximise this view' }).click();
    const large = await section.boundingBox();
    expect(large?.width ?? 0).toBeGreaterThan((before?.width ?? 0) * 1.4);
    await section.getByRole('button', { name: 'Back to the layout' }).click();
    expect(await section.boundingBox()).toEqual(before);
  });

  it('keeps a key image as part of the case', async () => {
    await page.keyboard.press('k');
    await step(page, 'Key images');
    const image = page.getByRole('region', { name: 'Key image 1' }).getByRole('img');
    await image.waitFor();
    await expect
      .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
      .toBeGreaterThan(300);
  });

  it('gives the key image out as PNG, as JPEG and to the clipboard', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const card = page.getByRole('region', { name: 'Key image 1' });
    const fileOf = async (button: string) => {
      const arriving = page.waitForEvent('download');
      await card.locator('a, button').filter({ hasText: button }).first().click();
      const download = await arriving;
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const png = await fileOf('PNG');
    expect([png.name.endsWith('.png'), png.bytes.subarray(1, 4).toString('latin1')]).toEqual([true, 'PNG']);
    const jpeg = await fileOf('JPEG');
    expect([jpeg.name.endsWith('.jpg'), jpeg.bytes.subarray(0, 2).toString('hex')]).toEqual([true, 'ffd8']);
    await card.getByText('Saved as JPEG.').waitFor();
    await card.getByRole('button', { name: /^Copy / }).click();
    await card.getByText('Copied to the clipboard.').waitFor();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item?.getType('image/png'))?.size ?? 0;
    });
    expect(copied).toBeGreaterThan(10_000);
  });

  it('finds everything again after a reload', async () => {
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor();
    await page.reload();
    await waitForMark(page, 'patchpoint:series-complete');
    await step(page, 'Leak');
    expect(await page.getByRole('region', { name: 'Leak 1' }).innerText()).toContain('L5-S1');
    await page.getByRole('heading', { name: NEGATIVE }).waitFor();
    await step(page, 'Spine');
    for (const [level] of BODIES) await goTo(level).waitFor();
    await step(page, 'Key images');
    await page.getByRole('region', { name: 'Key image 1' }).waitFor();
  });

  it('raised no error on the way', () => {
    expect(errors).toEqual([]);
  });

  it('asks which version holds when the case was changed elsewhere, and says what differs', async () => {
    await page.evaluate(saveElsewhere, 'Caffeine for a week');
    await step(page, 'Leak');
    const note = page.getByRole('region', { name: 'Leak 1' }).locator('[data-field$=".note"]');
    await note.getByRole('textbox').fill('Seen on this screen');
    await note.getByRole('textbox').press('Tab');
    const dialog = page.getByRole('dialog', { name: 'This case was changed elsewhere' });
    await dialog.getByRole('listitem').filter({ hasText: 'Caffeine for a week' }).waitFor();
    const { violations: found } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    expect(found.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button', { name: 'Take the other version' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await note.getByRole('textbox').inputValue()).toBe('slcep 12');
    await step(page, 'Plan');
    expect(await page.locator('[data-field="conservativeTherapy"]').getByRole('textbox').inputValue()).toBe(
      'Caffeine for a week',
    );
  });
});
