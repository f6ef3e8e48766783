import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../../app/api.ts';
import { useAddToCourse } from '../../shell/queries.ts';

interface CancelDialogProps {
  readonly record: PlanRecord;
  readonly onClose: () => void;
}

/** A procedure is not dropped without a word: the record learns that it was not done, and why. */
export function CancelDialog({ record, onClose }: CancelDialogProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const add = useAddToCourse(record.planId, record.version);
  const empty = reason.trim() === '';
  const send = (): void => {
    setTried(true);
    if (!empty) add.mutate({ kind: 'cancelled', reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Cancel the procedure"
      closeButtonProps={{ 'aria-label': 'Close', size: 44 }}
    >
      <Stack gap="md">
        <Textarea
          size="md"
          label="Why it is not done"
          required
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          error={tried && empty ? 'Say why; the record keeps it.' : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {add.error === null ? null : (
          <Text role="alert" c="var(--pp-bad)">
            {add.error.message}
          </Text>
        )}
        <Group justify="flex-end">
          <Button size="lg" variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button size="lg" loading={add.isPending} onClick={send}>
            Cancel the procedure
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
