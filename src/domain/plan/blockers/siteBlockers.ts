import type { PlanBlocker } from '../../case/derive.ts';
import type { DraftSite } from '../../case/document.ts';
import type { Level } from '../../vocabulary/level.ts';
import { levelIssue } from '../../vocabulary/levelText.ts';
import { departs, derivedSite, deviationFor, DEVIATION_FIELDS, fieldTexts } from '../derivedSite.ts';
import { blocker, type SigningFacts } from './model.ts';
import { volumeBlockers } from './volumeBlockers.ts';

/** Each site: answered in full, possible in this patient, consistent in itself, and true to the marks or with a reason. */
export function siteBlockers(facts: SigningFacts): readonly PlanBlocker[] {
  return facts.doc.plan.sites.flatMap((site) => [
    ...unanswered(site),
    ...impossibleLevels(facts, site),
    ...contradictions(site),
    ...volumeBlockers(site),
    ...unexplained(facts, site),
  ]);
}

const siteBlocker = (site: DraftSite, field: string, code: string, message: string): PlanBlocker =>
  blocker('plan', code, `sites.${site.id}.${field}`, message);

/** Every question of a site and how it is asked. Those of a catheter wait until it is known whether there is one. */
const QUESTIONS = [
  ['target', 'Choose the target level.'],
  ['side', 'Choose the side.'],
  ['defect', 'Say where the dural defect is, or "not stated".'],
  ['collection', 'Say how far the collection reaches, "none" or "not stated".'],
  ['approach', 'Choose the approach, or "not stated".'],
  ['access', 'Say where the needle enters, or "not stated".'],
  ['delivery', 'Say whether blood is given through the needle or a catheter.'],
  ['guidance', 'Choose the guidance, or "not stated".'],
  ['needle', 'Describe the needle, or "not stated".'],
  ['catheter', 'Describe the catheter, or "not stated".'],
  ['catheterTip', 'Say where the catheter tip shall lie, or "not stated".'],
  ['plannedVolumeMl', 'State the planned blood volume, or "not stated".'],
  ['maximumVolumeMl', 'State the maximum blood volume, or "not stated".'],
  ['aliquotMl', 'State the aliquot, or "not stated".'],
  ['contrastAdmixture', 'State the contrast admixture, "none" or "not stated".'],
  ['position', 'Choose the patient position, or "not stated".'],
  ['stopCriterion', 'State when the injection stops, or "not stated".'],
] as const satisfies readonly (readonly [keyof DraftSite, string])[];

const OF_CATHETER: ReadonlySet<keyof DraftSite> = new Set(['catheter', 'catheterTip']);

function unanswered(site: DraftSite): readonly PlanBlocker[] {
  return QUESTIONS.flatMap(([field, question]) =>
    site[field] === null && !(site.delivery === null && OF_CATHETER.has(field))
      ? [siteBlocker(site, field, 'unanswered', question)]
      : [],
  );
}

function impossibleLevels({ doc }: SigningFacts, site: DraftSite): readonly PlanBlocker[] {
  const fields = ['defect', 'collection', 'target', 'access', 'catheterTip'] as const;
  const faults = fields.flatMap((field) => {
    const answer: Level | string | null = site[field];
    const fault = answer === null || typeof answer === 'string' ? null : levelIssue(answer, doc.numbering);
    return fault === null ? [] : [siteBlocker(site, field, 'level-invalid', fault.message)];
  });
  const wide = (['target', 'access', 'catheterTip'] as const).flatMap((field) => {
    const answer: Level | string | null = site[field];
    return answer !== null && typeof answer !== 'string' && answer.kind === 'range'
      ? [
          siteBlocker(
            site,
            field,
            'level-range',
            'One site has one level here: name an interspace or a vertebra.',
          ),
        ]
      : [];
  });
  return [...faults, ...wide];
}

function contradictions(site: DraftSite): readonly PlanBlocker[] {
  const open: PlanBlocker[] = [];
  const ask = (field: string, code: string, message: string) =>
    open.push(siteBlocker(site, field, code, message));
  if (site.approach === 'caudal' && site.access !== null && site.access !== 'sacral-hiatus')
    ask('access', 'caudal-access', 'The caudal approach enters at the sacral hiatus.');
  if (
    site.approach !== null &&
    site.approach !== 'caudal' &&
    site.approach !== 'not-stated' &&
    site.access === 'sacral-hiatus'
  )
    ask('access', 'caudal-access', 'Only the caudal approach enters at the sacral hiatus.');
  if (site.approach === 'transforaminal' && site.side !== null && !hasSide(site))
    ask('side', 'side-required', 'A transforaminal approach goes through a left or a right foramen.');
  if (site.delivery === 'needle' && site.catheter !== null && site.catheter !== 'not-applicable')
    ask(
      'catheter',
      'delivery-mismatch',
      'A catheter is described, but the blood is planned through the needle.',
    );
  if (site.delivery === 'needle' && site.catheterTip !== null && site.catheterTip !== 'not-applicable')
    ask(
      'catheterTip',
      'delivery-mismatch',
      'A catheter tip is stated, but the blood is planned through the needle.',
    );
  if (site.delivery === 'catheter' && site.catheter === 'not-applicable')
    ask('catheter', 'delivery-mismatch', 'Delivery by catheter needs a catheter, or "not stated".');
  if (site.delivery === 'catheter' && site.catheterTip === 'not-applicable')
    ask(
      'catheterTip',
      'delivery-mismatch',
      'Delivery by catheter needs the place of its tip, or "not stated".',
    );
  return open;
}

const hasSide = (site: DraftSite): boolean =>
  site.side === 'left' || site.side === 'right' || site.side === 'bilateral';

/** A value changed away from geometry stands only with a reason for exactly that change. */
function unexplained(facts: SigningFacts, site: DraftSite): readonly PlanBlocker[] {
  const derived = derivedSite(facts.doc, facts, site);
  return DEVIATION_FIELDS.filter((field) => departs(site, derived, field)).flatMap((field) => {
    const texts = fieldTexts(site, derived, field);
    if (texts.derived === null || texts.chosen === null) return [];
    const given = deviationFor(facts.doc.plan.deviations, site, field, texts.derived);
    return given !== null
      ? []
      : [
          siteBlocker(
            site,
            field,
            'deviation-reason',
            `The marks say ${readable(texts.derived)}, the plan says ${readable(texts.chosen)} (${field}). Give the reason, or take over what the marks say.`,
          ),
        ];
  });
}

/** Closed-list words lose their hyphen, levels keep it: "not stated", "L2-L3". */
const readable = (text: string): string => (/^[a-z-]+$/.test(text) ? text.replaceAll('-', ' ') : text);
