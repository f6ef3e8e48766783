import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useWorkspace, useWorkspaceState } from './context.tsx';

/** Two people, or two windows, changed one case: a person chooses, nothing is overwritten before. */
export function ConflictDialog() {
  const workspace = useWorkspace();
  const conflict = useWorkspaceState((state) => state.save === 'conflict');
  const message = useWorkspaceState((state) => state.saveMessage);
  const [busy, setBusy] = useState(false);
  const resolve = async (keep: 'mine' | 'theirs'): Promise<void> => {
    setBusy(true);
    await workspace.resolveConflict(keep);
    setBusy(false);
  };
  return (
    <Modal
      opened={conflict}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="This case was changed elsewhere"
    >
      <Text size="sm">{message}</Text>
      <Group mt="md" justify="flex-end">
        <Button variant="default" loading={busy} onClick={() => void resolve('theirs')}>
          Take the other version
        </Button>
        <Button loading={busy} onClick={() => void resolve('mine')}>
          Keep what is on this screen
        </Button>
      </Group>
    </Modal>
  );
}
