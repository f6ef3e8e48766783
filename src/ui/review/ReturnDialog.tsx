import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../app/api.ts';
import { useReview } from '../shell/queries.ts';
import { DialogFrame } from '../common/DialogFrame.tsx';

interface ReturnDialogProps {
  readonly record: PlanRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A plan goes back with words, never without. */
export function ReturnDialog({ record, opened, onClose }: ReturnDialogProps) {
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const review = useReview(record.planId, record.version);
  const empty = comment.trim() === '';
  const send = (): void => {
    setTried(true);
    if (!empty) {
      review.mutate(
        { decision: 'returned', comment: comment.trim(), hazardAnswers: [] },
        { onSuccess: onClose },
      );
    }
  };
  return (
    <DialogFrame
      title="Return this plan to the radiologist"
      size="lg"
      opened={opened}
      problem={review.error?.message ?? null}
      sending={review.isPending}
      send={{ label: 'Return with this comment', run: send }}
      leave={{ label: 'Cancel', run: onClose }}
    >
      <Textarea
        size="md"
        label="What should change, or what is unclear"
        required
        autosize
        minRows={3}
        data-autofocus
        value={comment}
        error={tried && empty ? 'Say what should change; the radiologist sees only this.' : undefined}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </DialogFrame>
  );
}
