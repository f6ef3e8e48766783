import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../../app/api.ts';
import { plannedAndDone } from '../../../domain/plan/course.ts';
import { useAddToCourse } from '../../shell/queries.ts';
import { DoneSiteFields } from './DoneSiteFields.tsx';
import { emptyReport, reportOf, stillAsked, type ReportEntry } from './reportDraft.ts';
import { PlannedAndDoneTable } from './PlannedAndDoneTable.tsx';
import { DialogFrame } from '../../common/DialogFrame.tsx';

interface ReportDialogProps {
  readonly record: PlanRecord;
  readonly onClose: () => void;
}

const localDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

const TEXTS = [
  ['stopReason', 'Why the injection ended'],
  ['complications', 'Complications'],
  ['response', 'Immediate response'],
] as const;

/** What was done, beside what was planned; a departure is named while it is typed, and needs its reason. */
export function ReportDialog({ record, onClose }: ReportDialogProps) {
  const { plan } = record;
  const [entry, setEntry] = useState<ReportEntry>(() => emptyReport(plan, localDay(new Date())));
  const [problem, setProblem] = useState<string | null>(null);
  const add = useAddToCourse(record.planId, record.version);
  const set = (patch: Partial<ReportEntry>): void => setEntry((now) => ({ ...now, ...patch }));
  const report = reportOf(entry, plan);
  const lines = report.ok ? plannedAndDone(plan, report.value) : [];
  const send = (): void => {
    const missing = report.ok ? stillAsked(report.value) : report.error;
    setProblem(missing?.message ?? null);
    if (report.ok && missing === null)
      add.mutate({ kind: 'performed', report: report.value }, { onSuccess: onClose });
  };
  return (
    <DialogFrame
      title="What was done"
      size="xl"
      problem={problem ?? add.error?.message ?? null}
      sending={add.isPending}
      send={{ label: 'Save what was done', run: send }}
      leave={{ label: 'Not yet', run: onClose }}
    >
      <TextInput
        type="date"
        label="Day of the procedure"
        required
        value={entry.performedOn}
        onChange={(event) => set({ performedOn: event.currentTarget.value })}
      />
      {plan.sites.map((site, index) => {
        const own = entry.sites[index];
        return own === undefined ? null : (
          <DoneSiteFields
            key={site.id}
            site={site}
            entry={own}
            onChange={(next) =>
              set({ sites: entry.sites.map((each) => (each.siteId === next.siteId ? next : each)) })
            }
          />
        );
      })}
      {lines.length === 0 ? null : <PlannedAndDoneTable lines={lines} />}
      {lines.some(({ departs }) => departs) ? (
        <Textarea
          label="Why it departs from the plan"
          required
          autosize
          value={entry.deviationReason}
          onChange={(event) => set({ deviationReason: event.currentTarget.value })}
        />
      ) : null}
      {TEXTS.map(([key, label]) => (
        <TextInput
          key={key}
          label={label}
          placeholder="not stated"
          value={entry[key]}
          onChange={(event) => set({ [key]: event.currentTarget.value })}
        />
      ))}
    </DialogFrame>
  );
}
