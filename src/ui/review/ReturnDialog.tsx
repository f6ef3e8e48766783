import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../app/api.ts';
import { useReview } from '../shell/queries.ts';

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
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Return this plan to the radiologist"
      closeButtonProps={{ 'aria-label': 'Close', size: 44 }}
    >
      <Stack gap="md">
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
        {review.error === null ? null : (
          <Text role="alert" c="var(--pp-bad)">
            {review.error.message}
          </Text>
        )}
        <Group justify="flex-end">
          <Button size="lg" variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button size="lg" loading={review.isPending} onClick={send}>
            Return with this comment
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
