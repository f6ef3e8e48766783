import type { PlanGlance, WorklistPatient } from '../../app/api.ts';
import { statusWords } from '../plan/words.ts';
import { nameWords } from '../../domain/vocabulary/personName.ts';

export const STATUS_FILTERS = [
  'All',
  'To mark',
  'To review',
  'Returned',
  'Accepted, queued',
  'Handed over',
  'Scheduled',
  'Performed',
  'Cancelled',
] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

export const statusOf = (plan: PlanGlance | null): string =>
  statusWords(plan?.state ?? null, plan?.handoff ?? 'none');

const newestStudy = (row: WorklistPatient): string =>
  row.studies.reduce((latest, { study }) => (study.date > latest ? study.date : latest), '');

const haystack = (row: WorklistPatient): string =>
  [
    nameWords(row.patient.name),
    row.patient.name.replaceAll('^', ' '),
    row.patient.id,
    ...row.studies.flatMap(({ study }) => [study.description, study.accessionNumber, study.date]),
    row.plan?.level ?? '',
  ]
    .join(' ')
    .toLocaleLowerCase();

/** Every word of the search must be found; newest study first. */
export function filterRows(
  rows: readonly WorklistPatient[],
  search: string,
  status: StatusFilter,
): readonly WorklistPatient[] {
  const wanted = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter((row) => status === 'All' || statusOf(row.plan) === status)
    .filter((row) => {
      const text = haystack(row);
      return wanted.every((word) => text.includes(word));
    })
    .toSorted(
      (a, b) =>
        newestStudy(b).localeCompare(newestStudy(a)) ||
        nameWords(a.patient.name).localeCompare(nameWords(b.patient.name)),
    );
}

export const countByStatus = (rows: readonly WorklistPatient[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>([['All', rows.length]]);
  for (const row of rows) counts.set(statusOf(row.plan), (counts.get(statusOf(row.plan)) ?? 0) + 1);
  return counts;
};
