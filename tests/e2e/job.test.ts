import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorklistPatient } from '../../src/app/api.ts';
import { isVertebra, STANDARD_SCHEME } from '../../src/domain/vocabulary/scheme.ts';
import { locate } from '../../src/domain/spine/locate.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { launchChromium, newContext } from '../support/chromium.ts';
import { makeSampleCase, startProduct, type Product } from '../support/product.ts';
import { SHARED_DATA } from '../support/programs.ts';
import { fillPlan, markCase, signPlan, type Job, type Shot } from './support/job.ts';
import { type Lps } from './support/panes.ts';
import { introduce } from './support/person.ts';

/** The whole job in a real browser against the real server: from DICOM to the procedure record. */

let product: Product;
let browser: Browser;
let truthFile: string;
beforeAll(async () => {
  product = await startProduct();
  truthFile = await makeSampleCase(join(product.archive, 'sample'), join(product.folder, 'truth'), 0.5);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

interface Labels {
  readonly labels: readonly { readonly level: string; readonly lps: Lps; readonly kind?: string }[];
}
const labelsOf = (labels: Labels['labels'], ...levels: readonly string[]): Labels['labels'] =>
  levels.flatMap((level) =>
    labels.filter((label) => label.level === level && (label.kind ?? 'body centre').includes('body centre')),
  );

/** Between two body centres at a fraction of the way, shifted to the patient's left and backwards, mm. */
function beside(
  labels: Labels['labels'],
  upper: string,
  lower: string,
  fraction: number,
  leftMm: number,
  backMm: number,
): Lps {
  const [a] = labelsOf(labels, upper);
  const [b] = labelsOf(labels, lower);
  if (a === undefined || b === undefined) throw new Error(`no labels ${upper}, ${lower}`);
  const mix = (i: 0 | 1 | 2): number => a.lps[i] + fraction * (b.lps[i] - a.lps[i]);
  return [mix(0) + leftMm, mix(1) + backMm, mix(2)];
}

/** With PATCHPOINT_SHOTS=FOLDER the pictures of the documentation are made on the way. */
function shotsOf(page: Page, job: string): Shot {
  const folder = process.env['PATCHPOINT_SHOTS'];
  return async (name) => {
    if (folder === undefined) return;
    await mkdir(join(folder, job), { recursive: true });
    await page.screenshot({ path: join(folder, job, `${name}.png`) });
  };
}

async function newPage(viewport = { width: 1600, height: 1000 }): Promise<Page> {
  const context = await newContext(browser, viewport.width, viewport.height);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** Signs as the radiologist, accepts as the pain physician, waits for the record; returns the plan and its bundle. */
async function signAcceptArrive(
  page: Page,
  job: string,
): Promise<{ plan: TargetingPlan; fhir: string; text: string }> {
  const shot = shotsOf(page, job);
  await fillPlan(page);
  await shot('plan');
  await signPlan(page, shot);
  const tablet = await newPage({ width: 1280, height: 800 });
  const look = shotsOf(tablet, job);
  await tablet.goto(product.url);
  await introduce(tablet, 'Dr. Paul Physician', 'Pain physician');
  await tablet.goto(`${product.url}/plan/${await newestPlanId(tablet)}`);
  await tablet.getByRole('button', { name: 'Accept…' }).waitFor();
  await look('review');
  await tablet.getByRole('button', { name: 'Accept…' }).click();
  await tablet.getByRole('button', { name: 'Accept this plan' }).click();
  await tablet.getByText('Arrived in the procedure record').waitFor();
  await look('review-arrived');
  const read = async (format: string): Promise<string> =>
    tablet.evaluate(
      async (path) => (await fetch(path)).text(),
      `/api/plans/${[...seen].at(-1) ?? ''}/versions/1/export/${format}`,
    );
  const [json, fhir, text] = [await read('json'), await read('fhir'), await read('text')];
  await tablet.goto(`${product.url}/record`);
  await tablet
    .getByText(/ServiceRequest/)
    .first()
    .waitFor();
  await look('record');
  await tablet.context().close();
  await store(job, { 'plan.json': json, 'bundle.fhir.json': fhir, 'plan.txt': text });
  return { plan: JSON.parse(json) as TargetingPlan, fhir, text };
}

/** Key image 1 as the review page gives it out: with name and ID, then without. */
async function copiesOf(page: Page): Promise<readonly [Buffer, Buffer]> {
  const name = page.getByRole('checkbox', { name: 'Name and ID on key image 1' });
  const png = async (job: string): Promise<Buffer> => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'PNG of key image 1', exact: true }).click(),
    ]);
    const bytes = readFileSync(await file.path());
    if (process.env['PATCHPOINT_SHOTS'] !== undefined)
      await writeFile(join(process.env['PATCHPOINT_SHOTS'], 'sample', `${job}.png`), bytes);
    return bytes;
  };
  const stored = await png('copy');
  await name.uncheck();
  return [stored, await png('copy-nameless')];
}

async function newestPlanId(page: Page): Promise<string> {
  const worklist = await page.evaluate(
    async () => (await (await fetch('/api/worklist')).json()) as WorklistPatient[],
  );
  const ids = worklist
    .flatMap((patient) => (patient.plan === null ? [] : [patient.plan.planId]))
    .filter((id) => !seen.has(id));
  const [id] = ids;
  if (id === undefined) throw new Error('the worklist shows no new plan');
  seen.add(id);
  return id;
}
const seen = new Set<string>();

async function store(job: string, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = process.env['PATCHPOINT_SHOTS'];
  if (folder === undefined) return;
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, job, name), text);
}

describe('the job on the sample case', () => {
  it('labels, marks, plans, signs, reviews, hands over: right L2-L3 reaches the record', async () => {
    const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as {
      readonly series: {
        readonly ct: Labels & { readonly leaks: readonly { readonly defect: Lps; readonly centre: Lps }[] };
      };
    };
    const { labels, leaks } = truth.series.ct;
    const [leak] = leaks;
    if (leak === undefined) throw new Error('the sample case has a leak');
    const page = await newPage();
    const shot = shotsOf(page, 'sample');
    await page.goto(product.url);
    await introduce(page, 'Dr. Ada Radiologist', 'Radiologist');
    await shot('worklist');
    await page
      .getByRole('button', { name: 'Images' })
      .or(page.getByRole('link', { name: 'Images' }))
      .first()
      .click();
    const job: Job = {
      modality: 'CT',
      labels: labelsOf(labels, 'L5', 'L4', 'L3', 'L2', 'L1', 'T12'),
      leak: leak.defect,
      growSeed: leak.centre,
      trials: [],
      seriesName: /CT myelogram/,
      countedFrom: 'sacrum',
    };
    await markCase(page, job, shot);
    const { plan, fhir, text } = await signAcceptArrive(page, 'sample');
    expect(plan.findings[0]).toMatchObject({
      side: 'right',
      level: { kind: 'interspace', upper: 'L2', lower: 'L3' },
    });
    expect(plan.sites[0]).toMatchObject({ side: 'right', approach: 'interlaminar', plannedVolumeMl: 15 });
    expect(plan.regions[0]?.measurement.volumeMl).toBeGreaterThan(0.5);
    expect(plan.keyImages).toMatchObject([
      { planVersion: 1, clean: {}, marked: { identity: expect.stringContaining('ID ') as string } },
    ]);
    await page.goto(`${product.url}/plan/${plan.planId}`);
    const [image] = plan.keyImages;
    const [stored, nameless] = await copiesOf(page);
    expect(createHash('sha256').update(stored).digest('hex')).toBe(image?.sha256);
    // One line less below the same picture.
    expect(nameless.readUInt32BE(16)).toBe(image?.widthPx);
    expect(nameless.readUInt32BE(20)).toBeLessThan(image?.heightPx ?? 0);
    expect(nameless.readUInt32BE(20)).toBeGreaterThan(image?.marked?.heightPx ?? 0);
    expect(fhir).toContain('"243921004"');
    expect(text).toContain("patient's right");
    await page.context().close();
  });
});

/** Level and side of a point by definitions.md, from the sidecar's labels alone: "L2-L3 right". */
function byTheRule(labels: Labels['labels'], point: Lps): string {
  const bodies = labels.filter((label) => (label.kind ?? 'body centre').includes('body centre'));
  const spine = bodies.flatMap(({ level, lps }) => (isVertebra(level) ? [{ level, pointLpsMm: lps }] : []));
  const { interspace, side } = locate({ labels: spine, scheme: STANDARD_SCHEME }, point);
  return `${interspace?.upper ?? ''}-${interspace?.lower ?? ''} ${side ?? ''}`;
}
/** Level and side; "?" stands behind a side that waits for a person's word (labels clicked on one slice). */
const normalTitle = (title: string): string =>
  title
    .replace(/\?$/, '')
    .replace(/^Leak \d+, /, '')
    .replace(/,? (·|patient.s) ?/, ' ')
    .replace(',', '')
    .trim();

const REAL = [
  {
    name: 'ct_lumbar_3mm',
    modality: 'CT',
    levels: ['S1', 'L5', 'L4', 'L3', 'L2', 'L1', 'T12'],
    leak: ['L3', 'L4', 0.35, 12, 28],
    trials: [
      ['L5', 'S1', 0.3, -12, 26],
      ['L1', 'L2', 0.3, 12, 26],
      ['L4', 'L5', 0.75, -13, 27],
    ],
    expected: { side: 'left', upper: 'L3', lower: 'L4' },
    countedFrom: 'sacrum',
    seriesName: /CT/,
  },
  {
    name: 'mr_lumbar_t2_sag',
    modality: 'MR',
    levels: ['L3', 'L2', 'L1', 'T12', 'T11', 'T10'],
    leak: ['L1', 'L2', 0.4, -11, 24],
    trials: [
      ['L2', 'L3', 0.3, 12, 24],
      ['T12', 'L1', 0.7, -12, 24],
      ['T11', 'T12', 0.3, 12, 22],
    ],
    expected: { side: 'right', upper: 'L1', lower: 'L2' },
    countedFrom: 'last-rib',
    seriesName: /MR/,
  },
] as const;

describe.skipIf(SHARED_DATA === null)(`the job on real series (needs ../shared/data)`, () => {
  it.each(REAL)(
    '$name dropped on the page: the same chain, level and side by the sidecar labels',
    async (real) => {
      const sidecar = JSON.parse(
        readFileSync(`${SHARED_DATA ?? ''}/series/${real.name}.labels.json`, 'utf8'),
      ) as Labels;
      const page = await newPage();
      const shot = shotsOf(page, real.name);
      await page.goto(product.url);
      await introduce(page, 'Dr. Ada Radiologist', 'Radiologist');
      await page
        .getByLabel('DICOM folder')
        .setInputFiles(resolve(`${SHARED_DATA ?? ''}/series/${real.name}`));
      await page
        .getByText(/local, not in the archive/i)
        .first()
        .waitFor();
      await shot('worklist');
      await page
        .getByRole('region', { name: /opened from this computer|local/i })
        .getByRole('button', { name: 'Images' })
        .first()
        .click();
      const [upper, lower, fraction, leftMm, backMm] = real.leak;
      const leak = beside(sidecar.labels, upper, lower, fraction, leftMm, backMm);
      const trials = real.trials.map(([a, b, f, left, back]) => beside(sidecar.labels, a, b, f, left, back));
      const titles = await markCase(
        page,
        {
          modality: real.modality,
          labels: labelsOf(sidecar.labels, ...real.levels),
          leak,
          growSeed: leak,
          trials,
          seriesName: real.seriesName,
          countedFrom: real.countedFrom,
        },
        shot,
      );
      expect(titles.map(normalTitle)).toEqual(trials.map((point) => byTheRule(sidecar.labels, point)));
      const { plan } = await signAcceptArrive(page, real.name);
      expect(plan.findings[0]).toMatchObject({
        side: real.expected.side,
        level: { kind: 'interspace', upper: real.expected.upper, lower: real.expected.lower },
      });
      await page.context().close();
    },
  );
});
