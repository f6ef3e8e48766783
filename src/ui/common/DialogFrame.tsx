import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface DialogFrameProps {
  readonly title: string;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly opened?: boolean;
  /** What keeps the entry from being sent, or why sending failed; read out when it appears. */
  readonly problem: ReactNode;
  readonly sending: boolean;
  readonly send: { readonly label: string; readonly run: () => void; readonly focused?: boolean };
  readonly leave: { readonly label: string; readonly run: () => void };
  readonly children: ReactNode;
}

/**
 * The frame of a dialog that sends one thing: title, fields, what went wrong, a way out and the one action. No way out
 * while it is on its way: what is sent is not taken back by a dialog that closes.
 */
export function DialogFrame(props: DialogFrameProps) {
  const { title, size = 'md', opened = true, problem, sending, send, leave, children } = props;
  return (
    <Modal
      opened={opened}
      onClose={leave.run}
      size={size}
      title={title}
      closeOnEscape={!sending}
      closeOnClickOutside={!sending}
      closeButtonProps={{ 'aria-label': 'Close', size: 44, disabled: sending }}
    >
      <Stack gap="md">
        {children}
        {problem === null ? null : (
          <Text component="div" role="alert" c="var(--pp-bad)">
            {problem}
          </Text>
        )}
        <Group justify="flex-end">
          <Button size="lg" variant="default" disabled={sending} onClick={leave.run}>
            {leave.label}
          </Button>
          <Button size="lg" loading={sending} onClick={send.run} data-autofocus={send.focused}>
            {send.label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
