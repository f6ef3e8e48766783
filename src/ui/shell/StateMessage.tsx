import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../theme/icons.tsx';
import classes from './StateMessage.module.css';

interface StateMessageProps {
  readonly icon: IconName;
  readonly title: string;
  /** One sentence that says what to do. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly tone?: 'quiet' | 'bad';
  /** 2 below a page's own heading; 1 where this is all there is. */
  readonly level?: 1 | 2;
}

/** The designed look of empty, failed and refused: never a blank page. */
export function StateMessage({
  icon,
  title,
  children,
  actions,
  tone = 'quiet',
  level = 1,
}: StateMessageProps) {
  return (
    <Stack
      className={classes.box}
      align="center"
      gap="xs"
      {...(tone === 'bad' ? { role: 'alert' } : { 'aria-live': 'polite' as const })}
    >
      <span className={tone === 'bad' ? classes.badIcon : classes.icon}>
        <Icon name={icon} size={26} />
      </span>
      <Title order={level} size="h4">
        {title}
      </Title>
      <Text maw={520} ta="center" c="dimmed">
        {children}
      </Text>
      {actions === undefined ? null : <Group mt="xs">{actions}</Group>}
    </Stack>
  );
}
