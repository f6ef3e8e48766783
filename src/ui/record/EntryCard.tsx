import { Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RecordEntry } from '../../app/api.ts';
import { planSentence } from '../../domain/plan/describe.ts';
import { usePlan } from '../shell/queries.ts';
import { Icon } from '../theme/icons.tsx';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { timeWords } from './timeWords.ts';
import classes from './Record.module.css';

interface EntryCardProps {
  readonly entry: RecordEntry;
  /** Off on the plan's own page. */
  readonly withHistory?: boolean;
}

/** One hand-over: what it was about, when it arrived, and each resource under the name the record gave it. */
export function EntryCard({ entry, withHistory = true }: EntryCardProps) {
  const versions = usePlan(entry.planId);
  const plan = versions.data?.find((each) => each.version === entry.version)?.plan;
  return (
    <section className={classes.card} aria-label={`Plan handed over ${timeWords(entry.receivedAt)}`}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div className={classes.cardText}>
          <Title order={2} size="h4">
            {plan === undefined ? 'Targeting plan' : planSentence(plan)}
          </Title>
          {plan === undefined || !withHistory ? null : <Text>{nameWords(plan.patient.name)}</Text>}
          <Group gap={8} c="var(--pp-good)">
            <Icon name="check" size={16} />
            <Text size="sm">
              Received {timeWords(entry.receivedAt)}, version {entry.version}
            </Text>
          </Group>
        </div>
        <Group gap="md">
          <Link
            to="/plan/$planId"
            params={{ planId: entry.planId }}
            search={{ version: entry.version }}
            className={classes.link}
          >
            Open the plan
          </Link>
          {withHistory ? (
            <Link to="/record/$planId" params={{ planId: entry.planId }} className={classes.link}>
              History of this plan
            </Link>
          ) : null}
        </Group>
      </Group>
      <table className={classes.resources}>
        <thead>
          <tr>
            <th scope="col">Resource</th>
            <th scope="col">What it says</th>
          </tr>
        </thead>
        <tbody>
          {entry.resources.map((resource) => (
            <tr key={resource.reference}>
              <td>
                {resource.resourceType}
                <span className={classes.reference}>{resource.reference.replace(/^[^/]*\//, '')}</span>
              </td>
              <td>{resource.summary}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
