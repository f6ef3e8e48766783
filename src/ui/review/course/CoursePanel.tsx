import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../../app/api.ts';
import { plannedAndDone, type CourseEntry } from '../../../domain/plan/course.ts';
import { epidurogramSentence } from '../../../domain/plan/epidurogram.ts';
import { unreachable } from '../../../domain/result.ts';
import { timeWords } from '../../record/timeWords.ts';
import { KeptChecks } from '../../procedure/KeptChecks.tsx';
import { useSession } from '../../shell/queries.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { PlannedAndDoneTable } from './PlannedAndDoneTable.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { ScheduleDialog } from './ScheduleDialog.tsx';

interface CoursePanelProps {
  readonly record: PlanRecord;
  readonly newest: boolean;
}

/** What became of an accepted plan, and the way to say so. Shown from acceptance on. */
export function CoursePanel({ record, newest }: CoursePanelProps) {
  const session = useSession();
  const [dialog, setDialog] = useState<'schedule' | 'report' | 'cancel' | null>(null);
  const close = (): void => setDialog(null);
  const open = newest && (record.state === 'accepted' || record.state === 'scheduled');
  if (!open && record.course.length === 0) return null;
  return (
    <section aria-labelledby="course">
      <Title order={2} size="h4" id="course" mb={6}>
        Procedure
      </Title>
      {record.course.map((entry) => (
        <CourseLine key={entry.by.at} entry={entry} record={record} />
      ))}
      <KeptChecks record={record} />
      {record.procedureHandoff.kind === 'none' ? null : (
        <Text size="sm" aria-live="polite">
          {record.procedureHandoff.kind === 'arrived'
            ? `In the procedure record since ${timeWords(record.procedureHandoff.at)}.`
            : 'On its way to the procedure record; it is tried again by itself.'}
        </Text>
      )}
      {open && session.data?.role === 'pain-physician' ? (
        <Group gap={8} mt={8} className="pp-noPrint">
          <Button size="md" variant="default" onClick={() => setDialog('schedule')}>
            {record.state === 'scheduled' ? 'Schedule anew…' : 'Schedule…'}
          </Button>
          <Button size="md" variant="default" onClick={() => setDialog('report')}>
            Report what was done…
          </Button>
          <Button size="md" variant="default" onClick={() => setDialog('cancel')}>
            Cancel procedure…
          </Button>
        </Group>
      ) : null}
      {dialog === 'schedule' ? <ScheduleDialog record={record} onClose={close} /> : null}
      {dialog === 'report' ? <ReportDialog record={record} onClose={close} /> : null}
      {dialog === 'cancel' ? <CancelDialog record={record} onClose={close} /> : null}
    </section>
  );
}

function CourseLine({ entry, record }: { readonly entry: CourseEntry; readonly record: PlanRecord }) {
  const { event, by } = entry;
  const who = `${by.name}${by.authenticated ? '' : ' (not authenticated)'}, ${timeWords(by.at)}`;
  switch (event.kind) {
    case 'scheduled':
      return (
        <Text>
          <b>Scheduled</b> for {timeWords(event.plannedFor)}
          {event.where === '' ? '' : `, ${event.where}`}. {who}
        </Text>
      );
    case 'cancelled':
      return (
        <Text>
          <b>Cancelled</b>: “{event.reason}”. {who}
        </Text>
      );
    case 'performed': {
      const { report } = event;
      const words = [
        ['Injection ended', report.stopReason],
        ['Complications', report.complications],
        ['Immediate response', report.response],
        ['Reason for departing', report.deviationReason],
      ].filter(([, value]) => value !== '');
      return (
        <div>
          <Text>
            <b>Performed</b> on {report.performedOn}. {who}
          </Text>
          <PlannedAndDoneTable lines={plannedAndDone(record.plan, report)} />
          {report.sites.map((site) =>
            site.done && site.epidurogram !== undefined ? (
              <Text key={site.siteId} size="sm">
                {epidurogramSentence(site.epidurogram)}
              </Text>
            ) : null,
          )}
          {words.map(([label, value]) => (
            <Text key={label} size="sm">
              <b>{label}:</b> {value === 'not-stated' ? 'not stated' : value}
            </Text>
          ))}
        </div>
      );
    }
    default:
      return unreachable(event);
  }
}
