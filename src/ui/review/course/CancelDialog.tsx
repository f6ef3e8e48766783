import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../../app/api.ts';
import { useAddToCourse } from '../../shell/queries.ts';
import { DialogFrame } from '../../common/DialogFrame.tsx';

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
    <DialogFrame
      title="Cancel the procedure"
      problem={add.error?.message ?? null}
      sending={add.isPending}
      send={{ label: 'Cancel the procedure', run: send }}
      leave={{ label: 'Keep it', run: onClose }}
    >
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
    </DialogFrame>
  );
}
