import { Button, Group, Loader, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PlanRecord } from '../../app/api.ts';
import { timeWords } from '../record/timeWords.ts';
import { unreachable } from '../../domain/result.ts';
import { useHandOff } from '../shell/queries.ts';
import { Icon } from '../theme/icons.tsx';
import classes from './Review.module.css';

/** What became of the hand-off; the query above polls until it arrived. */
export function HandoffPanel({ record }: { readonly record: PlanRecord }) {
  const { handoff } = record;
  const again = useHandOff(record.planId, record.version);
  switch (handoff.kind) {
    case 'arrived':
      return (
        <div className={classes.handoff} data-tone="good" aria-live="polite">
          <Group gap={10} wrap="nowrap" align="flex-start">
            <Icon name="check" size={22} />
            <div>
              <Text fw={650}>Arrived in the procedure record</Text>
              <Text size="sm">
                {timeWords(handoff.at)}, {handoff.where}
              </Text>
              <details className={classes.references}>
                <summary>
                  {handoff.references.length} {handoff.references.length === 1 ? 'reference' : 'references'}
                </summary>
                <ul>
                  {handoff.references.map((reference) => (
                    <li key={reference}>{reference}</li>
                  ))}
                </ul>
              </details>
            </div>
          </Group>
          <Link to="/record/$planId" params={{ planId: record.planId }} className={classes.bigLink}>
            Show the record
          </Link>
        </div>
      );
    case 'queued':
    case 'none':
      return (
        <div className={classes.handoff} data-tone="warn" aria-live="polite">
          <Group gap={10} wrap="nowrap" align="flex-start">
            <Loader size={20} aria-hidden="true" />
            <div>
              <Text fw={650}>Accepted, on its way to the procedure record</Text>
              <Text size="sm">
                {handoff.kind === 'queued' && handoff.lastError !== null
                  ? `${handoff.attempts} ${handoff.attempts === 1 ? 'attempt' : 'attempts'} so far; the last one failed: ${handoff.lastError} It is tried again by itself; nothing is sent twice.`
                  : 'It is sent by itself; this page shows when it arrived.'}
              </Text>
              {again.error === null ? null : (
                <Text size="sm" c="var(--pp-bad)" role="alert">
                  {again.error.message}
                </Text>
              )}
            </div>
          </Group>
          <Button size="md" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            Send now
          </Button>
        </div>
      );
    default:
      return unreachable(handoff);
  }
}
