import type { Page } from 'playwright-core';
import type { Admixture, Answer, Catheter, Needle } from '../../../src/domain/case/document.ts';
import type {
  Approach,
  Delivery,
  Guidance,
  HazardId,
  PatchKind,
  PatientPosition,
  Side,
} from '../../../src/domain/vocabulary/terms.ts';
import { choose, field, leaveUnstated, write, writeLevel, writePart } from './person.ts';

/** What a person answers for one site; what is left out stays as the marks filled it. */
export interface SiteAnswers {
  readonly target?: string;
  readonly side?: Side;
  readonly defect?: string;
  readonly collection?: string;
  /** `as-target`: the level that the page offers beside the question, taken with one click. */
  readonly access: string;
  readonly approach: Approach;
  readonly guidance: Guidance;
  readonly position: PatientPosition;
  readonly delivery: Delivery;
  readonly needle: Answer<Needle>;
  readonly catheter?: Answer<Catheter>;
  readonly catheterTip?: string;
  readonly plannedVolumeMl: Answer<number>;
  readonly maximumVolumeMl: Answer<number>;
  readonly aliquotMl: Answer<number>;
  readonly contrastAdmixture: Answer<Admixture> | 'none';
  readonly stopCriterion: string;
}

export interface HazardDeclaration {
  readonly present: 'yes' | 'no' | 'not-stated';
  readonly level?: string;
}

export interface PlanAnswers {
  readonly kind?: PatchKind;
  readonly sites: readonly SiteAnswers[];
  readonly hazards: Readonly<Partial<Record<HazardId, HazardDeclaration>>>;
  readonly conservativeTherapy: string;
  readonly aftercare: string;
  readonly rationale?: string;
}

/** Answers the whole form but for the warnings that fire on it. */
export async function answerPlan(page: Page, plan: PlanAnswers): Promise<void> {
  if (plan.kind !== undefined) await choose(page, 'kind', plan.kind);
  for (const [nth, site] of plan.sites.entries()) await answerSite(page, site, nth);
  for (const [id, { present, level }] of Object.entries(plan.hazards)) {
    await choose(page, `hazards.${id}`, present);
    if (level !== undefined) await writeLevel(page, `hazards.${id}.level`, level);
  }
  await text(page, 'conservativeTherapy', plan.conservativeTherapy);
  await text(page, 'aftercare', plan.aftercare);
  if (plan.rationale !== undefined) await write(page, 'rationale', plan.rationale);
}

const path = (name: string): string => `sites.*.${name}`;

async function answerSite(page: Page, site: SiteAnswers, nth: number): Promise<void> {
  for (const name of ['target', 'defect', 'collection'] as const)
    if (site[name] !== undefined) await place(page, path(name), site[name], nth);
  if (site.access === 'as-target')
    await field(page, path('access'), nth).getByRole('button', { name: 'Access level: use' }).click();
  else await place(page, path('access'), site.access, nth);
  if (site.side !== undefined) await choose(page, path('side'), site.side, nth);
  for (const name of ['approach', 'delivery', 'guidance', 'position'] as const)
    await choose(page, path(name), site[name], nth);
  await parts(page, path('needle'), nth, site.needle, ({ type, gaugeG, lengthMm }) => ({
    Type: type,
    Gauge: gaugeG,
    Length: lengthMm,
  }));
  if (site.catheter !== undefined)
    await parts(page, path('catheter'), nth, site.catheter, ({ type, gaugeG, insertionLengthMm }) => ({
      Type: type,
      Gauge: gaugeG,
      'Length inserted': insertionLengthMm,
    }));
  if (site.catheterTip !== undefined) await place(page, path('catheterTip'), site.catheterTip, nth);
  for (const name of ['plannedVolumeMl', 'maximumVolumeMl', 'aliquotMl'] as const) {
    if (site[name] === 'not-stated') await leaveUnstated(page, path(name), '', nth);
    else await write(page, path(name), String(site[name]), nth);
  }
  await parts(page, path('contrastAdmixture'), nth, site.contrastAdmixture, ({ agent, volumeMl }) => ({
    Agent: agent,
    Volume: volumeMl,
  }));
  await text(page, path('stopCriterion'), site.stopCriterion, nth);
}

const OTHER_PLACES = ['not-stated', 'none', 'sacral-hiatus', 'not-applicable'];

async function place(page: Page, at: string, answer: string, nth: number): Promise<void> {
  if (OTHER_PLACES.includes(answer)) await choose(page, at, answer, nth);
  else await writeLevel(page, at, answer, nth);
}

async function text(page: Page, at: string, answer: string, nth = 0): Promise<void> {
  if (answer === 'not-stated') await leaveUnstated(page, at, '', nth);
  else await write(page, at, answer, nth);
}

/** Needle, catheter, admixture: answered as a whole ("none"), or part by part. */
async function parts<T extends object>(
  page: Page,
  at: string,
  nth: number,
  answer: T | string,
  named: (answer: T) => Readonly<Record<string, string | number>>,
): Promise<void> {
  if (typeof answer === 'string') {
    await choose(page, at, answer, nth);
    return;
  }
  for (const [part, value] of Object.entries(named(answer))) {
    if (value === 'not-stated') await leaveUnstated(page, at, part, nth);
    else await writePart(page, at, part, String(value), nth);
  }
}

/** Answers the warnings that wait for words: acknowledgements, overrides, or both. */
export async function answerWarnings(page: Page, which: RegExp, words: string): Promise<void> {
  const boxes = page.getByRole('textbox', { name: which });
  for (let i = 0; i < (await boxes.count()); i += 1) {
    await boxes.nth(i).fill(words);
    await boxes.nth(i).press('Tab');
  }
}

/** What still blocks signing, in the words of the page. */
export const blockersOf = (page: Page): Promise<readonly string[]> =>
  page.getByRole('list', { name: 'What blocks' }).getByRole('button').allInnerTexts();
