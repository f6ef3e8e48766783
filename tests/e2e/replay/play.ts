import { answerPlan } from '../support/planForm.ts';
import { step } from '../support/person.ts';
import {
  labelRun,
  labelVolume,
  markLeak,
  openPatient,
  planNextSite,
  showSeries,
  stateNumbering,
  type LeakRead,
} from './acts.ts';
import type { ReplayCase } from './replayCase.ts';
import type { Stage } from './stage.ts';
import { pixelOf, spaceOf, type ReplayTruth } from './truth.ts';

/** What the page said on the way to a filled plan form. */
export interface Played {
  readonly leaks: readonly LeakRead[];
  /** Level named under the cursor between L3 and L4 of the fluoroscopy; null where it was not labelled. */
  readonly runWords: string | null;
}

/** Opens, labels, marks and fills the plan form: everything before the signature but the warnings. */
export async function play(stage: Stage, c: ReplayCase, everyLevel: boolean): Promise<Played> {
  const page = stage.radiologist;
  const truth = stage.truthOf(c.id);
  const seriesUid = mainSeries(truth, c);
  await openPatient(page, stage.url, c.patientId, seriesUid);
  const before = await planNextSite(page);
  const { on } = c;
  if (on !== 'run') await labelVolume(page, truth, on, everyLevel ? span(truth, c) : c.anchors);
  await stateNumbering(page, c, seriesUid);
  const leaks: LeakRead[] = [];
  if (on !== 'run')
    for (const [nth, words] of c.leaks.entries())
      leaks.push(await markLeak(page, truth, on, words, before + nth));
  const runWords = c.onRun.length > 0 ? await readRun(stage, c, truth) : null;
  await step(page, 'Plan');
  if (before > 0) {
    await page.getByRole('button', { name: `Add a site for leak ${before + 1}` }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).first().click();
  } else if (c.leaks.length === 0)
    await page.getByRole('button', { name: 'Add a site without a mark' }).click();
  else if (c.leaks.length > 1)
    for (const nth of c.leaks.keys())
      await page.getByRole('button', { name: `Add a site for leak ${nth + 1}` }).click();
  await answerPlan(page, c.plan);
  return { leaks, runWords };
}

function mainSeries(truth: ReplayTruth, { id, on }: ReplayCase): string {
  const series = on === 'run' ? truth.series.fluoroscopy : spaceOf(truth, on);
  if (series === null) throw new Error(`${id} lacks its series`);
  return series.seriesInstanceUid;
}

/** All vertebrae from the first anchor to the last, feet to head. */
function span(truth: ReplayTruth, { on, anchors }: ReplayCase): readonly string[] {
  if (on === 'run') return [];
  const all = spaceOf(truth, on).labels.map(({ level }) => level);
  const at = anchors.map((level) => all.findIndex((each) => each === level));
  return all.slice(Math.min(...at), Math.max(...at) + 1).toReversed();
}

async function readRun(stage: Stage, c: ReplayCase, truth: ReplayTruth): Promise<string> {
  await showSeries(stage.radiologist, mainSeries(truth, { ...c, on: 'run' }));
  const hand = await labelRun(stage.radiologist, truth, c.onRun);
  const [upper, lower] = [pixelOf(truth, 'L3'), pixelOf(truth, 'L4')];
  return hand.wordsAt([(upper[0] + lower[0]) / 2, (upper[1] + lower[1]) / 2]);
}
