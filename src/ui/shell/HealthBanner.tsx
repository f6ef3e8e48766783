import { Group, Text } from '@mantine/core';
import type { Health } from '../../app/api.ts';
import { Icon } from '../theme/icons.tsx';
import { useHealth } from './queries.ts';
import classes from './HealthBanner.module.css';

function troubleOf(health: Health): string | null {
  if (!health.database.ok)
    return 'The plan database does not answer: nothing can be saved or signed now. Images still open.';
  if (!health.archive.ok)
    return `The image archive does not answer. ${health.archive.message ?? 'Dropped files still open.'}`;
  if (!health.record.ok) {
    return `The procedure record does not answer: accepted plans wait and are handed over when it is back. ${health.record.message ?? ''}`;
  }
  return null;
}

/** One line under the bar while something is away; silent while all is well. */
export function HealthBanner() {
  const health = useHealth();
  const trouble = health.isError
    ? 'The server does not answer. What you see was loaded before; changes are kept in this browser until it is back.'
    : health.data === undefined
      ? null
      : troubleOf(health.data);
  if (trouble === null) return null;
  return (
    <Group className={classes.banner} gap={10} wrap="nowrap" role="alert">
      <Icon name="offline" />
      <Text size="sm">{trouble}</Text>
    </Group>
  );
}
