import { ActionIcon, Tooltip, type ActionIconProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface IconActionProps extends Omit<ActionIconProps, 'children'> {
  readonly label: string;
  /** Shown in the tooltip and named to assistive technology: "Ctrl+Z". */
  readonly shortcut?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that is a picture: its name is always there for the tooltip and for those who do not see it. */
export function IconAction({ label, shortcut, pressed, onClick, children, ...rest }: IconActionProps) {
  return (
    <Tooltip label={shortcut === undefined ? label : `${label} (${shortcut})`} openDelay={400}>
      <ActionIcon
        size={30}
        variant={pressed === true ? 'light' : 'subtle'}
        color={pressed === true ? 'accent' : 'gray'}
        aria-label={label}
        aria-pressed={pressed}
        {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
        onClick={onClick}
        {...rest}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
