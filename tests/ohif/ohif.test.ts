import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlanImages } from '../../src/cli/exportImages.ts';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { NO_CONTEXT, type ExportContext } from '../../src/interchange/context.ts';
import { exportVerified } from '../../src/interchange/exportVerified.ts';
import { exportSources } from '../../src/interchange/sources.ts';
import { LUMBAR_SERIES, lumbarPlan } from '../interchange/support/lumbarPlan.ts';
import { signature } from '../interchange/support/exportInput.ts';
import { stowBody } from '../server/support/dicomFolder.ts';
import { freePort } from '../server/support/postgres.ts';
import { launchChromium } from '../support/chromium.ts';
import { ORTHANC_MISSING, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import { SHARED_DATA } from '../support/programs.ts';
import { drawnKeyImage } from './support/keyImage.ts';
import { ohifDist, serveOhif } from './support/ohif.ts';

/** Does a viewer that is not ours open our study with its report, segmentation and key images? */
const dist = ohifDist();
const reason =
  SHARED_DATA === null
    ? 'no images at hand'
    : (ORTHANC_MISSING ?? (dist === null ? '@ohif/app cannot be had from the registry' : null));
const PICTURES = process.env['OHIF_PICTURES'] ?? join(tmpdir(), 'patchpoint-ohif-pictures');

it.skipIf(process.env['CI'] === undefined)('runs under CI', () => {
  expect(reason).toBeNull();
});

describe.skipIf(reason !== null)(`OHIF${reason === null ? '' : ` (${reason})`}`, () => {
  let orthanc: Orthanc;
  let server: Server;
  let browser: Browser;
  let page: Page;
  let plan: TargetingPlan;

  beforeAll(async () => {
    const real = await lumbarPlan();
    const [image] = real.series.flatMap((series) => series.instances);
    const [first] = (await readPlanImages(LUMBAR_SERIES, real)).headers;
    if (first === undefined) throw new Error('no slice');
    plan = {
      ...real,
      signature,
      // As the images have it, so that the viewer sees one patient and one study.
      patient: { ...real.patient, ...first.patient },
      series: real.series.map((series) => ({ ...series, studyDate: first.study.date })),
      keyImages: [],
    };
    const [series] = plan.series;
    browser = await launchChromium();
    const drawn = await drawnKeyImage(browser, plan);
    plan = {
      ...plan,
      keyImages: [
        {
          id: 'ki-1',
          caption: drawn.caption,
          seriesUid: series?.seriesInstanceUid ?? '',
          sopInstanceUid: image?.sopInstanceUid ?? null,
          frame: 1,
          findingIds: [],
          sha256: createHash('sha256').update(drawn.png).digest('hex'),
          widthPx: drawn.widthPx,
          heightPx: drawn.heightPx,
        },
      ],
    };
    const images = await readPlanImages(LUMBAR_SERIES, plan);
    const voxels = await Promise.all(plan.regions.map((region) => images.voxelsOf(region)));
    const context: ExportContext = {
      ...NO_CONTEXT,
      ...exportSources(plan, images.headers),
      keyImagePngs: { 'ki-1': drawn.png.toString('base64') },
      voxels: voxels.filter((one) => one !== null),
    };
    const objects = (['sr', 'seg', 'kos', 'gsps', 'sc'] as const).flatMap((format) => {
      const files = exportVerified(plan, format, context);
      if (!files.ok) throw new Error(`${format}: ${files.error[0]?.message ?? ''}`);
      return files.value.map(({ bytes }) => bytes);
    });
    const slices = readdirSync(LUMBAR_SERIES).map(
      (name) => new Uint8Array(readFileSync(join(LUMBAR_SERIES, name))),
    );
    orthanc = await startOrthanc(await freePort());
    for (const files of [slices, objects]) {
      const { body, contentType } = stowBody(files);
      const stored = await fetch(`${orthanc.url}/dicom-web/studies`, {
        method: 'POST',
        headers: { 'content-type': contentType, accept: 'application/dicom+json' },
        body: new Uint8Array(body),
      });
      if (stored.status !== 200) throw new Error(`Orthanc answered ${String(stored.status)}`);
    }
    const port = await freePort();
    server = await serveOhif(dist ?? '', orthanc.url, port);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const study = plan.series[0]?.studyInstanceUid ?? '';
    await page.goto(`http://127.0.0.1:${String(port)}/viewer?StudyInstanceUIDs=${study}`);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    await orthanc.stop();
  });
  const picture = async (name: string): Promise<void> => {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  };

  const named = (words: string) => page.getByText(words, { exact: true }).first();

  it('lists images, report, segmentation, key images and marks of one patient', async () => {
    await page.locator('.cornerstone-canvas').first().waitFor({ timeout: 120_000 });
    for (const modality of ['CT', 'SR', 'SEG', 'KO', 'PR', 'OT'])
      await named(modality).waitFor({ timeout: 60_000 });
    expect(await page.getByText('Multiple Patients').count()).toBe(0);
  });

  it('draws the extravasation of the segmentation', async () => {
    const tour = named('Skip all');
    if (await tour.isVisible()) await tour.click();
    await named('Extravasation').dblclick();
    const ask = page.getByText('Do you want to open this Segmentation?');
    await ask.waitFor({ timeout: 120_000 });
    await page.waitForTimeout(4_000);
    await picture('ohif');
    expect(await ask.isVisible()).toBe(true);
  });

  it('shows the leak of the report where it lies, once it is asked to', async () => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.getByText('Epidural blood patch tar').first().dblclick();
    await page.getByText('Do you want to continue tracking').waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Yes' }).click();
    // The list of measurements, folded at the right edge.
    await page.waitForTimeout(3_000);
    await page.mouse.click(1262, 134);
    await named('Cerebrospinal fluid leak').waitFor();
    await page.locator('[data-cy="data-row"]').first().click();
    await named('Level of L2/L3 intervertebral disc').waitFor();
    await page.locator('svg.svg-layer circle').first().waitFor({ timeout: 60_000 });
    await picture('sr');
    expect(await page.locator('svg.svg-layer text').first().textContent()).toContain('HU');
    expect(faults).toEqual([]);
  });
});
