import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { WorklistPatient } from '../../../src/app/api.ts';
import { launchChromium, newContext } from '../../support/chromium.ts';
import { makeSampleCase, startProduct } from '../../support/product.ts';
import { introduce } from '../support/person.ts';
import { getJson } from './record.ts';
import type { ReplayCase } from './replayCase.ts';
import type { ReplayTruth } from './truth.ts';

/** One server with the sample cases, one browser, and two people in it who do not share a session. */
export interface Stage {
  readonly url: string;
  readonly radiologist: Page;
  readonly physician: Page;
  readonly truthOf: (id: string) => ReplayTruth;
  readonly close: () => Promise<void>;
}

/** Makes the cases with the series they are read on, or with all they have. */
export async function openStage(
  cases: readonly ReplayCase[],
  scale: number,
  allSeries: boolean,
): Promise<Stage> {
  const [product, browser] = await Promise.all([startProduct(), launchChromium()]);
  const truths = join(product.folder, 'truth');
  const newPage = async (width: number, height: number): Promise<Page> => {
    const context = await newContext(browser, width, height);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(product.url);
    return page;
  };
  for (const c of cases)
    await makeSampleCase(join(product.archive, 'sample'), truths, scale, c.id, allSeries ? [] : seriesOf(c));
  const [radiologist, physician] = [await newPage(1600, 1000), await newPage(1280, 800)];
  await introduce(radiologist, 'Dr. Ada Radiologist', 'Radiologist');
  await introduce(physician, 'Dr. Paul Physician', 'Pain physician');
  return {
    url: product.url,
    radiologist,
    physician,
    truthOf: (id) => JSON.parse(readFileSync(join(truths, `${id}.json`), 'utf8')) as ReplayTruth,
    close: async () => {
      await browser.close();
      await product.stop();
    },
  };
}

const seriesOf = ({ on, onRun }: ReplayCase): readonly string[] => [
  ...(on === 'run' ? [] : [on]),
  ...(onRun.length > 0 ? ['xa'] : []),
];

/** The newest plan of a patient, as the worklist of the pain physician names it. */
export async function newestPlan(
  { physician }: Stage,
  patientId: string,
): Promise<{ readonly planId: string; readonly version: number }> {
  const worklist = await getJson<readonly WorklistPatient[]>(physician, '/api/worklist');
  const plan = worklist.find(({ patient }) => patient.id === patientId)?.plan;
  if (plan == null) throw new Error(`the worklist shows no plan of ${patientId}`);
  return plan;
}
