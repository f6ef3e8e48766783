import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useWorkspace, useWorkspaceState } from './context.tsx';
import classes from './Workspace.module.css';

/** Two people, or two windows, changed one case: a person chooses, nothing is overwritten before. */
export function ConflictDialog() {
  const workspace = useWorkspace();
  const conflict = useWorkspaceState((state) => state.save === 'conflict');
  const message = useWorkspaceState((state) => state.saveMessage);
  const differs = useWorkspaceState((state) => state.other?.differs ?? null);
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
      <Differences differs={differs} />
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

function Differences({ differs }: { readonly differs: readonly string[] | null }) {
  if (differs === null)
    return (
      <Text size="sm" mt="sm" role="alert">
        The other version could not be read, so what differs is not known.
      </Text>
    );
  if (differs.length === 0)
    return (
      <Text size="sm" mt="sm">
        Both versions say the same.
      </Text>
    );
  return (
    <>
      <Text size="sm" fw={650} mt="sm" id="conflict-differs">
        Other version → this screen
      </Text>
      <ul className={classes.differs} aria-labelledby="conflict-differs">
        {differs.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
    </>
  );
}
