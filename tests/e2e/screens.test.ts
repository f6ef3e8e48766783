import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, newContext } from '../support/chromium.ts';
import { serveScreens, type Screens } from './screensHarness.ts';

let browser: Browser;
let screens: Screens;
beforeAll(async () => {
  [browser, screens] = await Promise.all([launchChromium(), serveScreens()]);
});
afterAll(async () => {
  await browser.close();
  await screens.close();
});

interface Opening {
  readonly path: string;
  readonly state?: string;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** A fresh visitor who has read the notice. */
async function open({
  path,
  state = 'normal',
  scheme = 'dark',
  width = 1280,
  height = 800,
}: Opening): Promise<Page> {
  const context = await newContext(browser, width, height);
  await context.addInitScript((chosen) => {
    localStorage.setItem('patchpoint.notice.read', 'yes');
    localStorage.setItem('patchpoint.scheme.reading', chosen);
    localStorage.setItem('patchpoint.scheme.reviewing', chosen);
  }, scheme);
  const page = await context.newPage();
  await page.goto(screens.url(path, state));
  return page;
}

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const states = [
  { name: 'worklist', path: '/', state: 'normal', shows: 'Handed over' },
  { name: 'worklist, empty', path: '/', state: 'empty', shows: 'No patients yet' },
  { name: 'worklist, loading', path: '/', state: 'loading', shows: 'Worklist' },
  { name: 'worklist, server away', path: '/', state: 'offline', shows: 'The worklist cannot be shown' },
  { name: 'verdicts, nothing opened', path: '/verdicts', state: 'normal', shows: 'Nothing was opened yet' },
  { name: 'review, signed', path: '/plan/plan-1', state: 'normal', shows: 'needs your own reason' },
  { name: 'review, second version', path: '/plan/plan-1', state: 'second', shows: 'Changed since version 1' },
  {
    name: 'review, older version',
    path: '/plan/plan-1?version=1',
    state: 'second',
    shows: 'This is an older version',
  },
  {
    name: 'review, queued',
    path: '/plan/plan-1',
    state: 'accepted',
    shows: 'on its way to the procedure record',
  },
  {
    name: 'review, arrived',
    path: '/plan/plan-1',
    state: 'arrived',
    shows: 'Arrived in the procedure record',
  },
  { name: 'review, performed', path: '/plan/plan-1', state: 'performed', shows: 'departs from the plan' },
  { name: 'review, unknown plan', path: '/plan/plan-9', state: 'empty', shows: 'There is no such plan' },
  { name: 'review, server away', path: '/plan/plan-1', state: 'offline', shows: 'The plan cannot be shown' },
  { name: 'review, nobody named', path: '/plan/plan-1', state: 'nobody', shows: 'Who are you?' },
  { name: 'record', path: '/record', state: 'arrived', shows: 'History of this plan' },
  { name: 'record, empty', path: '/record', state: 'empty', shows: 'Nothing was handed over yet' },
  { name: 'record of a plan', path: '/record/plan-1', state: 'arrived', shows: 'Version 1' },
  {
    name: 'workspace that cannot open',
    path: '/workspace/1.2.3',
    state: 'normal',
    shows: 'The study cannot be opened',
  },
  { name: 'no such page', path: '/nowhere', state: 'normal', shows: 'There is no such page' },
  { name: 'plan form, open', path: '/', state: 'plan-fresh', shows: 'block signing' },
  { name: 'plan form, complete', path: '/', state: 'plan-complete', shows: 'Nothing blocks signing' },
] as const;

/** Where each screen is read: images in the dark, review and record in the light. */
const usualScheme = (path: string) => (/^\/(plan|record)/.test(path) ? 'light' : 'dark');

describe('screens in every state', () => {
  it.each(states)('$name says what is and passes axe', async ({ path, state, shows }) => {
    const page = await open({ path, state, scheme: usualScheme(path) });
    await page.getByText(shows).first().waitFor();
    expect(await violations(page)).toEqual([]);
    if (process.env['PATCHPOINT_SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['PATCHPOINT_SHOTS']}/${state}.png`, fullPage: true });
    await page.context().close();
  });

  it.each([
    ['/', 'Handed over'],
    ['/plan/plan-1', 'Warnings'],
    ['/record', 'History of this plan'],
  ])('%s passes axe in the other scheme', async (path, shows) => {
    const page = await open({ path, scheme: usualScheme(path) === 'light' ? 'dark' : 'light' });
    await page.getByText(shows).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe('review page', () => {
  it.each([
    [1280, 800],
    [1024, 1366],
  ])('shows level, side, approach and the decision without scrolling at %d x %d', async (width, height) => {
    const page = await open({ path: '/plan/plan-1', scheme: 'light', width, height });
    const sentence = page.getByRole('heading', { level: 1 });
    await sentence.waitFor();
    expect(await sentence.textContent()).toMatch(/^Right L2-L3, interlaminar/);
    const glance = page.locator('dl').first().locator('dd');
    expect(await glance.allTextContents()).toEqual(['L2-L3', 'Patient’s right', 'Interlaminar']);
    await page.getByRole('row', { name: /H4 .* Yes at L3-L4/ }).waitFor();
    const targets = [sentence, page.getByRole('img', { name: 'Spine map of the plan' }), glance.last()];
    const buttons = ['Open images', 'Return…', 'Accept…'].map((name) => page.getByRole('button', { name }));
    for (const target of [...targets, ...buttons]) {
      const box = await target.boundingBox();
      expect(box).not.toBeNull();
      expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= height).toBe(true);
    }
    for (const button of buttons) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const heights = await glance.evaluateAll((answers) => answers.map((answer) => answer.clientHeight));
    expect(new Set(heights).size, 'level, side and approach on one line each').toBe(1);
    await page.context().close();
  });

  it('leads to the reason that is missing, then confirms level, side and approach, by keyboard alone', async () => {
    const page = await open({ path: '/plan/plan-1', scheme: 'light' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+Enter');
    const reason = page.getByLabel('Your own reason to go on');
    await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('Needle stays above the device.');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Accept this plan?' });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('VON DER GROOTENBOER');
    expect(await dialog.locator('dd').allTextContents()).toEqual([
      'L2-L3',
      'Patient’s right',
      'Interlaminar',
    ]);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('does not return a plan without a word', async () => {
    const page = await open({ path: '/plan/plan-1', scheme: 'light' });
    await page.getByRole('button', { name: 'Return…' }).click();
    await page.getByRole('button', { name: 'Return with this comment' }).click();
    const refusal = page.getByText('Say what should change');
    await refusal.waitFor();
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.context().close();
  });
});

describe('what was done', () => {
  it('is entered beside what was planned; a departure is named at once', async () => {
    const page = await open({ path: '/plan/plan-1', state: 'arrived', scheme: 'light' });
    await page.getByRole('button', { name: 'Report what was done…' }).click();
    const dialog = page.getByRole('dialog', { name: 'What was done' });
    await dialog.getByRole('button', { name: 'Save what was done' }).click();
    expect(await dialog.getByRole('alert').textContent()).toBe('Say for each site whether it was done.');
    await dialog.getByRole('button', { name: 'As planned' }).click();
    await dialog.getByLabel('Level').fill('L3-4');
    await dialog.getByText('— departs from the plan').waitFor();
    await dialog.getByLabel('Why it departs from the plan').fill('Bone in the way at L2-L3.');
    await dialog.getByRole('combobox', { name: /Epidurogram/ }).click();
    await page.getByRole('option', { name: 'vascular opacification', exact: true }).click();
    await dialog.getByLabel(/why the injection went on/).fill('Drawn back, then epidural only.');
    expect(await violations(page)).toEqual([]);
    if (process.env['PATCHPOINT_SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['PATCHPOINT_SHOTS']}/report.png` });
    await page.context().close();
  });
});

describe('plan form', () => {
  it('leads from what blocks to its field, and asks a reason for what departs from the mark', async () => {
    const page = await open({ path: '/', state: 'plan-fresh', width: 400, height: 900 });
    await page.getByRole('button', { name: 'Choose the approach, or "not stated".' }).click();
    const approach = page.locator('[data-field$=".approach"]');
    await expect.poll(() => approach.evaluate((field) => field.contains(document.activeElement))).toBe(true);

    const target = page.locator('[data-field$=".target"] input').first();
    await target.fill('l3/4');
    await target.press('Enter');
    expect(await target.inputValue()).toBe('L3-L4');
    const reason = page.getByLabel('Reason for the difference').first();
    await reason.fill('Device below');
    await reason.blur();
    await target.fill('L4/S1');
    await target.press('Enter');
    await page.getByText('are not neighbours').waitFor();
    await page.context().close();
  });

  it('signs by keyboard after naming patient, level, side and approach', async () => {
    const page = await open({ path: '/', state: 'plan-complete', width: 400, height: 900 });
    await page.getByText('Nothing blocks signing').waitFor();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Sign this plan?' });
    await dialog.waitFor();
    expect(await dialog.locator('dd').allTextContents()).toEqual([
      'L2-L3',
      'Patient’s right',
      'Interlaminar',
    ]);
    await page.keyboard.press('Enter');
    const words = page.getByText('Signed and locked.');
    await words.waitFor();
    await expect.poll(async () => (await words.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
    await page.context().close();
  });

  it('has no row wider than its panel', async () => {
    const page = await open({ path: '/', state: 'plan-fresh', width: 400, height: 900 });
    await page.getByText('block signing').first().waitFor();
    const overflow = await page.locator('main').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
