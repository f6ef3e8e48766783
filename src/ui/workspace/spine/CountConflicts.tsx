import { Button, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Workspace } from '../../../app/workspace.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import { countConflicts, keptFor, type CountConflict } from '../../../domain/case/countConflicts.ts';
import { Field } from '../../plan/fields/Field.tsx';
import { useWorkspaceState } from '../context.tsx';

/** Counts from above and below that do not meet: the labels change, or a person says why they hold. */
export function CountConflicts({ workspace }: { readonly workspace: Workspace }) {
  const labelings = useWorkspaceState(({ doc }) => doc.labelings);
  const numbering = useWorkspaceState(({ doc }) => doc.numbering);
  return countConflicts({ labelings, numbering }).map((conflict) => (
    <Conflict
      key={`${conflict.id} ${conflict.against}`}
      workspace={workspace}
      conflict={conflict}
      kept={keptFor({ numbering }, conflict)?.reason ?? ''}
    />
  ));
}

interface ConflictProps {
  readonly workspace: Workspace;
  readonly conflict: CountConflict;
  /** '' while nobody has answered. */
  readonly kept: string;
}

function Conflict({ workspace, conflict: { id, seriesUid, against }, kept }: ConflictProps) {
  const studies = useWorkspaceState((state) => state.studies);
  const [reason, setReason] = useState(kept);
  const series = findSeries(studies, seriesUid);
  return (
    <Field
      path={`numbering.counts.${id}`}
      label={`Two counts do not meet on ${series?.description || series?.modality || 'a series'}`}
      answered={kept !== ''}
      hint="Count again and renumber, or state the variant: then the counts meet. If the labels hold, say why; the words go with the plan."
    >
      {() => (
        <>
          <Text size="sm" mb={8}>
            {against}.
          </Text>
          <Textarea
            label="Why do the labels hold?"
            placeholder="For example: L2 is collapsed"
            autosize
            minRows={1}
            maxRows={4}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            mt={8}
            size="compact-sm"
            variant="default"
            disabled={reason.trim() === kept}
            onClick={() => workspace.dispatch({ type: 'count/keep', id, reason })}
          >
            {kept !== '' && reason.trim() === '' ? 'Take the reason back' : 'The labels hold'}
          </Button>
        </>
      )}
    </Field>
  );
}
