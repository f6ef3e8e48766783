import type { Bundle, BundleEntry, CodeableConcept, Procedure } from '@medplum/fhirtypes';
import type { GuardCheck } from '../../domain/guard/model.ts';
import { checkWords } from '../../domain/guard/words.ts';
import { plannedAndDone, type CourseEntry } from '../../domain/plan/course.ts';
import { epidurogramSentence } from '../../domain/plan/epidurogram.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { levelCodes, PATCH_CODES, SIDE_CODES } from '../codes/codes.ts';
import { levelWords, sideWords, words } from '../words.ts';
import {
  concept,
  concepts,
  createOnce,
  identifier,
  narrative,
  planKey,
  reference,
  transaction,
} from './entries.ts';
import { orderIdentifier } from './order.ts';
import { patientEntry, patientKey } from './subjects.ts';

/**
 * What was done, or that it was not, as one FHIR R4 Procedure on the order: `completed` or `not-done` (R4 event-status).
 * Conditional like the order, so the same report sent again makes no duplicate. Each kept check of the needle or catheter
 * tip is a note: what the wrong-level guard said, and why a person went on.
 */
export function procedureToFhirBundle(
  plan: TargetingPlan,
  entry: CourseEntry,
  checks: readonly GuardCheck[] = [],
): Bundle {
  return transaction([patientEntry(plan), procedureEntry(plan, entry, checks)]);
}

function procedureEntry(
  plan: TargetingPlan,
  { event, by }: CourseEntry,
  checks: readonly GuardCheck[],
): BundleEntry {
  const id = identifier('procedure', planKey(plan));
  const resource: Procedure = {
    resourceType: 'Procedure',
    text: narrative(sentenceOf(plan, { event, by })),
    identifier: [id],
    basedOn: [{ type: 'ServiceRequest', identifier: orderIdentifier(plan) }],
    code: concept(PATCH_CODES[plan.kind], `${words(plan.kind)} epidural blood patch`),
    subject: reference(patientKey(plan)),
    performer: [{ actor: { display: by.authenticated ? by.name : `${by.name} (not authenticated)` } }],
    ...withNotes(outcomeOf(plan, event), checks.map(checkWords)),
  };
  return createOnce(`Procedure/${planKey(plan)}`, resource, id);
}

const withNotes = (outcome: Outcome, notes: readonly string[]): Outcome =>
  notes.length === 0
    ? outcome
    : { ...outcome, note: [...(outcome.note ?? []), ...notes.map((text) => ({ text }))] };

type Outcome = Pick<Procedure, 'status'> & Partial<Procedure>;

function outcomeOf(plan: TargetingPlan, event: CourseEntry['event']): Outcome {
  if (event.kind !== 'performed') {
    return {
      status: 'not-done',
      ...(event.kind === 'cancelled' ? { statusReason: { text: event.reason } } : {}),
    };
  }
  const { report } = event;
  const done = report.sites.flatMap((site) => (site.done ? [site] : []));
  const notes = [
    ...plannedAndDone(plan, report).map(
      ({ field, planned, done: was, departs }) =>
        `${field}: planned ${planned}, done ${was}${departs ? ' (departs from the plan)' : ''}`,
    ),
    ...done.flatMap(({ epidurogram }) =>
      epidurogram === undefined ? [] : [epidurogramSentence(epidurogram)],
    ),
    ...(report.stopReason === 'not-stated' ? [] : [`Injection ended: ${report.stopReason}`]),
    ...(report.deviationReason === '' ? [] : [`Reason for departing: ${report.deviationReason}`]),
  ];
  return {
    status: done.length === 0 ? 'not-done' : 'completed',
    performedDateTime: report.performedOn,
    bodySite: done.flatMap((site): CodeableConcept[] => [
      ...(site.level === 'not-stated'
        ? [{ text: 'Level not stated' }]
        : [concepts(levelCodes(site.level), levelWords(site.level))]),
      concept(SIDE_CODES[site.side], `Side: ${sideWords(site.side)}`),
    ]),
    ...(report.complications === 'not-stated' ? {} : { complication: [{ text: report.complications }] }),
    ...(report.response === 'not-stated' ? {} : { outcome: { text: report.response } }),
    note: notes.map((text) => ({ text })),
  };
}

const sentenceOf = (plan: TargetingPlan, { event }: CourseEntry): string =>
  event.kind === 'performed'
    ? plannedAndDone(plan, event.report)
        .map(({ field, planned, done }) => `${field}: planned ${planned}, done ${done}`)
        .join('; ')
    : event.kind === 'cancelled'
      ? `Not done: ${event.reason}`
      : 'Scheduled';
