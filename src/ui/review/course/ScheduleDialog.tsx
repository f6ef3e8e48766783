import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../../app/api.ts';
import { useAddToCourse } from '../../shell/queries.ts';

interface ScheduleDialogProps {
  readonly record: PlanRecord;
  readonly onClose: () => void;
}

export function ScheduleDialog({ record, onClose }: ScheduleDialogProps) {
  const [when, setWhen] = useState('');
  const [where, setWhere] = useState('');
  const [tried, setTried] = useState(false);
  const add = useAddToCourse(record.planId, record.version);
  const time = new Date(when);
  const valid = !Number.isNaN(time.getTime());
  const send = (): void => {
    setTried(true);
    if (!valid) return;
    add.mutate(
      { kind: 'scheduled', plannedFor: time.toISOString(), where: where.trim() },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Schedule the procedure"
      closeButtonProps={{ 'aria-label': 'Close', size: 44 }}
    >
      <Stack gap="md">
        <TextInput
          type="datetime-local"
          size="md"
          label="When"
          required
          data-autofocus
          value={when}
          error={tried && !valid ? 'Enter day and time.' : undefined}
          onChange={(event) => setWhen(event.currentTarget.value)}
        />
        <TextInput
          size="md"
          label="Where (optional)"
          maxLength={200}
          value={where}
          onChange={(event) => setWhere(event.currentTarget.value)}
        />
        {add.error === null ? null : (
          <Text role="alert" c="var(--pp-bad)">
            {add.error.message}
          </Text>
        )}
        <Group justify="flex-end">
          <Button size="lg" variant="default" onClick={onClose}>
            Not yet
          </Button>
          <Button size="lg" loading={add.isPending} onClick={send}>
            Schedule
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
