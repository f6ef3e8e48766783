import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRecord } from '../shell/queries.ts';
import { StateMessage } from '../shell/StateMessage.tsx';
import { EntryCard } from './EntryCard.tsx';
import classes from './Record.module.css';

/** The embedded procedure record: what was handed over, when, and the documents that came with it. */
export function RecordPage() {
  const record = useRecord();
  return (
    <div className={classes.page}>
      <div>
        <Title order={1} size="h2">
          Procedure record
        </Title>
        <Text c="dimmed">Accepted plans that were handed over, the newest first. Each arrives once.</Text>
      </div>
      {record.isPending ? (
        <Stack gap={10} aria-busy="true">
          <Skeleton height={120} />
          <Skeleton height={120} />
        </Stack>
      ) : record.isError && record.data === undefined ? (
        <StateMessage
          level={2}
          icon="offline"
          tone="bad"
          title="The record cannot be shown"
          actions={<Button onClick={() => void record.refetch()}>Try again</Button>}
        >
          {record.error.message}
        </StateMessage>
      ) : (record.data ?? []).length === 0 ? (
        <StateMessage
          level={2}
          icon="list"
          title="Nothing was handed over yet"
          actions={<Link to="/">To the worklist</Link>}
        >
          A plan appears here when a pain physician has accepted it. With a FHIR server configured, plans go
          there, and the review page shows where.
        </StateMessage>
      ) : (
        (record.data ?? [])
          .toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))
          .map((entry) => <EntryCard key={`${entry.planId}-${entry.version}`} entry={entry} />)
      )}
    </div>
  );
}
