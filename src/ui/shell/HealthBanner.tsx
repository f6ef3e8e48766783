import { Group, Text, Tooltip } from '@mantine/core';
import type { Health } from '../../app/api.ts';
import { Icon } from '../theme/icons.tsx';
import { useHealth } from './queries.ts';
import classes from './HealthBanner.module.css';

interface Trouble {
  readonly short: string;
  readonly words: string;
}

const SERVER: Trouble = {
  short: 'Server away',
  words:
    'The server does not answer. What you see was loaded before; changes are kept in this browser until it is back.',
};

function troubleOf(health: Health): Trouble | null {
  if (!health.database.ok)
    return {
      short: 'Database away',
      words: 'The plan database does not answer: nothing can be saved or signed now. Images still open.',
    };
  if (!health.archive.ok)
    return {
      short: 'Archive away',
      words: 'The image archive does not answer: its studies cannot be opened. Dropped files still open.',
    };
  if (!health.record.ok)
    return {
      short: 'Record away',
      words: 'The procedure record does not answer: accepted plans wait and are handed over when it is back.',
    };
  return null;
}

function useTrouble(): Trouble | null {
  const health = useHealth();
  return health.isError ? SERVER : health.data === undefined ? null : troubleOf(health.data);
}

/** One line under the bar while something is away; silent while all is well. */
export function HealthBanner() {
  const trouble = useTrouble();
  if (trouble === null) return null;
  return (
    <Group className={classes.banner} gap={10} wrap="nowrap" role="alert">
      <Icon name="offline" />
      <Text size="sm">{trouble.words}</Text>
    </Group>
  );
}

/** The same inside the bar of the workspace: a line of its own would move the pictures under the pointer. */
export function HealthMark() {
  const trouble = useTrouble();
  if (trouble === null) return null;
  return (
    <Tooltip label={trouble.words} multiline maw={360}>
      <button type="button" className={classes.mark} aria-label={trouble.words}>
        <Icon name="offline" size={16} />
        {trouble.short}
      </button>
    </Tooltip>
  );
}
