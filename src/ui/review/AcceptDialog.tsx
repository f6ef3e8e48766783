import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../app/api.ts';
import type { HazardAnswer } from '../../domain/case/document.ts';
import { PatientConfirmed } from '../common/PatientConfirmed.tsx';
import { useReview } from '../shell/queries.ts';
import { Glance } from './Glance.tsx';

interface AcceptDialogProps {
  readonly record: PlanRecord;
  readonly overrides: readonly HazardAnswer[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The confirmation says once more what is accepted, and for whom: level, side and approach. */
export function AcceptDialog({ record, overrides, opened, onClose }: AcceptDialogProps) {
  const [comment, setComment] = useState('');
  const review = useReview(record.planId, record.version);
  const accept = (): void =>
    review.mutate(
      { decision: 'accepted', comment: comment.trim(), hazardAnswers: overrides },
      { onSuccess: onClose },
    );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Accept this plan?"
      closeButtonProps={{ 'aria-label': 'Close', size: 44 }}
    >
      <Stack gap="md">
        <PatientConfirmed patient={record.plan.patient} />
        {record.plan.sites.map((site) => (
          <Glance key={site.id} site={site} />
        ))}
        <Textarea
          size="md"
          label="Comment (optional)"
          autosize
          minRows={2}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          The plan is handed to the procedure record once. Your name goes with it, not authenticated.
        </Text>
        {review.error === null ? null : (
          <Text role="alert" c="var(--pp-bad)">
            {review.error.message}
          </Text>
        )}
        <Group justify="flex-end">
          <Button size="lg" variant="default" onClick={onClose}>
            Not yet
          </Button>
          <Button size="lg" loading={review.isPending} onClick={accept} data-autofocus>
            Accept this plan
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
