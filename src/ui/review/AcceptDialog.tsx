import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../app/api.ts';
import type { HazardAnswer } from '../../domain/case/document.ts';
import { PatientConfirmed } from '../common/PatientConfirmed.tsx';
import { useReview } from '../shell/queries.ts';
import { Glance } from './Glance.tsx';
import { DialogFrame } from '../common/DialogFrame.tsx';

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
    <DialogFrame
      title="Accept this plan?"
      size="lg"
      opened={opened}
      problem={review.error?.message ?? null}
      sending={review.isPending}
      send={{ label: 'Accept this plan', run: accept, focused: true }}
      leave={{ label: 'Not yet', run: onClose }}
    >
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
    </DialogFrame>
  );
}
