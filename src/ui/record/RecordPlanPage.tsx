import { Button, Skeleton, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { planDownloads } from '../../app/planDownloads.ts';
import type { PlanRecord } from '../../app/api.ts';
import { planSentence } from '../../domain/plan/describe.ts';
import { statusWords } from '../plan/words.ts';
import { usePlan, useRecord } from '../shell/queries.ts';
import { StateMessage } from '../shell/StateMessage.tsx';
import { StatusBadge } from '../worklist/StatusBadge.tsx';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { patientLine } from '../worklist/patientWords.ts';
import { EntryCard } from './EntryCard.tsx';
import { timeWords } from './timeWords.ts';
import classes from './Record.module.css';

/** The life of one plan: every version, who signed and reviewed it, and what of it is in the record. */
export function RecordPlanPage({ planId }: { readonly planId: string }) {
  const plan = usePlan(planId);
  const record = useRecord();
  const versions = plan.data ?? [];
  const newest = versions[0];
  if (plan.isPending) return <Skeleton height={300} m="xl" aria-busy="true" />;
  if (newest === undefined) {
    return (
      <StateMessage
        icon="search"
        tone={plan.isError ? 'bad' : 'quiet'}
        title={plan.isError ? 'The plan cannot be shown' : 'There is no such plan'}
        actions={
          <>
            {plan.isError ? <Button onClick={() => void plan.refetch()}>Try again</Button> : null}
            <Link to="/record">To the record</Link>
          </>
        }
      >
        {plan.isError
          ? plan.error.message
          : 'Look for it in the record, or open the patient from the worklist.'}
      </StateMessage>
    );
  }
  const entries = (record.data ?? []).filter((entry) => entry.planId === planId);
  return (
    <div className={classes.page}>
      <div>
        <Title order={1} size="h2">
          {nameWords(newest.plan.patient.name)}
        </Title>
        <Text c="dimmed">{patientLine(newest.plan.patient)}</Text>
      </div>
      <ol className={classes.history} aria-label="Versions">
        {versions.map((version) => (
          <VersionRow key={version.version} record={version} />
        ))}
      </ol>
      {entries.length === 0 ? (
        <Text c="dimmed">
          {newest.handoff.kind === 'arrived'
            ? `It arrived at ${newest.handoff.where}: ${newest.handoff.references.join(', ')}`
            : 'Nothing of this plan is in the procedure record yet. It is handed over when a pain physician accepts it.'}
        </Text>
      ) : (
        entries.map((entry) => <EntryCard key={entry.version} entry={entry} withHistory={false} />)
      )}
    </div>
  );
}

function VersionRow({ record }: { readonly record: PlanRecord }) {
  const { plan, review, handoff } = record;
  return (
    <li>
      <div className={classes.historyHead}>
        <Link
          to="/plan/$planId"
          params={{ planId: record.planId }}
          search={{ version: record.version }}
          className={classes.link}
        >
          Version {record.version}
        </Link>
        <StatusBadge status={statusWords(record.state, handoff.kind)} />
      </div>
      <Text fw={600}>{planSentence(plan)}</Text>
      <Text size="sm" c="dimmed">
        {plan.signature === null
          ? 'Not signed.'
          : `Signed by ${plan.signature.name}, ${timeWords(plan.signature.at)}, ${plan.signature.authenticated ? 'authenticated' : 'not authenticated'}.`}{' '}
        {review === null
          ? ''
          : `${review.decision === 'accepted' ? 'Accepted' : 'Returned'} by ${review.reviewer.name}, ${timeWords(review.reviewer.at)}.`}{' '}
        {handoff.kind === 'arrived' ? `Arrived ${timeWords(handoff.at)} at ${handoff.where}.` : ''}
      </Text>
      <div className={classes.downloads}>
        {planDownloads(record.planId, record.version).map((file) => (
          <a key={file.href} href={file.href} download={file.fileName} className={classes.link}>
            {file.title}
          </a>
        ))}
      </div>
    </li>
  );
}
