import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { distance, type Vec3 } from '../src/domain/geometry/vec3.ts';
import { launchChromium, newContext } from '../tests/support/chromium.ts';
import { startProduct } from '../tests/support/product.ts';
import { PaneHand, waitForMark } from '../tests/e2e/support/panes.ts';
import { introduce, step } from '../tests/e2e/support/person.ts';
import { table } from './accuracyTables.ts';

/**
 * The real series labelled by clicks in the browser, read back from the exported file and held against their sidecars:
 * every vertebra clicked, then only the two ends, the rest computed and, where the image tells, snapped.
 * Needs the product built (`npm run build`); `npm run bench:clicks -- [PICTURES]`.
 */
const [pictures] = process.argv.slice(2);
const SERIES = resolve('../shared/data/series');
const NAMES = ['ct_lumbar_3mm', 'mr_lumbar_t2_sag', 'ct_t11t12_20sl_j2k'] as const;

interface Label {
  readonly level: string;
  readonly lps: Vec3;
}
interface Sidecar {
  readonly modality: 'CT' | 'MR';
  readonly labels: readonly (Label & { readonly kind: string })[];
}

const rows: (readonly string[])[] = [];
const browser = await launchChromium();
try {
  for (const name of NAMES) await judge(name);
} finally {
  await browser.close();
}
process.stdout.write(`${table(['series', 'placed', 'labels', 'median mm', 'largest mm', 'wrong'], rows)}\n`);

async function judge(name: (typeof NAMES)[number]): Promise<void> {
  const sidecar: Sidecar = JSON.parse(readFileSync(join(SERIES, `${name}.labels.json`), 'utf8'));
  const bodies = sidecar.labels
    .filter(({ kind }) => kind.startsWith('vertebral body') || kind.startsWith('whole-vertebra'))
    .toSorted((a, b) => a.lps[2] - b.lps[2]);
  const product = await startProduct(join(SERIES, name));
  try {
    const context = await newContext(browser, 1600, 1000);
    const page = await context.newPage();
    await page.goto(product.url);
    await introduce(page, 'Dr. Test', 'Radiologist');
    await page.getByRole('row').getByText('Images', { exact: true }).first().click();
    await waitForMark(page, 'patchpoint:series-complete');
    await step(page, 'Spine');
    const clicked = await clickAll(page, sidecar.modality, bodies);
    rows.push(rowOf(name, 'each clicked', clicked, bodies));
    await shot(page, `${name}-clicked`);
    if (bodies.length > 3) {
      for (const { level } of bodies.slice(1, -1))
        await page.getByRole('button', { name: `Remove ${level}`, exact: true }).click();
      rows.push(rowOf(name, 'two ends clicked', (await exported(page)).filter(inner), bodies));
      await page.getByRole('button', { name: 'Snap to image' }).click();
      const move = page.getByRole('button', { name: /^Move \d/ });
      const answer = page.getByText(/^(Would move|The image does not|The confirmed vertebrae do not)/);
      await move.or(answer).first().waitFor();
      await shot(page, `${name}-snap`);
      const offered = (await move.count()) > 0 ? Number((await move.innerText()).split(' ')[1]) : 0;
      if (offered > 0) await move.click();
      rows.push(rowOf(name, `then ${offered} snapped`, (await exported(page)).filter(inner), bodies));
    }
    function inner({ level }: Label): boolean {
      return bodies.slice(1, -1).some((body) => body.level === level);
    }
    await context.close();
  } finally {
    await product.stop();
  }
}

async function clickAll(
  page: Page,
  modality: 'CT' | 'MR',
  bodies: readonly Label[],
): Promise<readonly Label[]> {
  const hand = new PaneHand(page, modality, 'sagittal');
  await page.keyboard.press('s');
  const next = page.getByRole('combobox', { name: 'Next level' });
  await next.click();
  await page.getByRole('option', { name: bodies[0]?.level ?? '', exact: true }).click();
  for (const { level, lps } of bodies) {
    await hand.click(lps);
    await page.getByRole('button', { name: `Go to ${level}`, exact: true }).waitFor();
  }
  await page.keyboard.press('Escape');
  return exported(page);
}

/** What the product has, as its own file says. */
async function exported(page: Page): Promise<readonly Label[]> {
  await page.getByRole('button', { name: 'Export labels' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /Patchpoint/ }).click();
  const file: { readonly labels: readonly { readonly level: string; readonly pointLpsMm: Vec3 }[] } =
    JSON.parse(readFileSync(await (await waiting).path(), 'utf8'));
  return file.labels.map(({ level, pointLpsMm }) => ({ level, lps: pointLpsMm }));
}

/** Wrong: the true centre nearest to the label is another vertebra's. */
function rowOf(
  name: string,
  placed: string,
  labels: readonly Label[],
  bodies: readonly Label[],
): readonly string[] {
  const judged = labels.flatMap((label) => {
    const ranked = bodies.toSorted((a, b) => distance(a.lps, label.lps) - distance(b.lps, label.lps));
    const own = bodies.find(({ level }) => level === label.level);
    return own === undefined
      ? []
      : [{ mm: distance(own.lps, label.lps), wrong: ranked[0]?.level !== label.level }];
  });
  const mm = judged.map((one) => one.mm).toSorted((a, b) => a - b);
  const at = (k: number): string => (mm[k] ?? Number.NaN).toFixed(1);
  const wrong = judged.filter((one) => one.wrong).length;
  return [name, placed, String(mm.length), at(mm.length >> 1), at(mm.length - 1), String(wrong)];
}

async function shot(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
