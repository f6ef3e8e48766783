import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../../app/api.ts';
import { useAddToCourse } from '../../shell/queries.ts';
import { DialogFrame } from '../../common/DialogFrame.tsx';

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
    <DialogFrame
      title="Schedule the procedure"
      problem={add.error?.message ?? null}
      sending={add.isPending}
      send={{ label: 'Schedule', run: send }}
      leave={{ label: 'Not yet', run: onClose }}
    >
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
    </DialogFrame>
  );
}
