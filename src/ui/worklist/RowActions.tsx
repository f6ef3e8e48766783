import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { WorklistPatient } from '../../app/api.ts';
import { useIdentityDialog } from '../shell/identityDialog.ts';
import { useSession } from '../shell/queries.ts';
import { nameWords } from '../../domain/vocabulary/personName.ts';

/** The next thing for whoever acts: images for the radiologist, the plan for the pain physician. */
export function RowActions({ row }: { readonly row: WorklistPatient }) {
  const navigate = useNavigate();
  const session = useSession();
  const ask = useIdentityDialog((state) => state.ask);
  const studyUid = row.studies[0]?.studyInstanceUid;
  const planFirst = session.data?.role === 'pain-physician' && row.plan !== null;
  const name = nameWords(row.patient.name);
  // What is to be seen is part of what is to be heard (WCAG 2.5.3).
  const planWord = row.plan?.state === 'signed' && planFirst ? 'Review' : 'Plan';

  const openImages = (): void => {
    if (studyUid === undefined) return;
    const open = (): void => void navigate({ to: '/workspace/$studyUid', params: { studyUid } });
    if (session.data === null) ask(open);
    else open();
  };

  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {row.plan === null ? null : (
        <Button
          size="xs"
          variant={planFirst ? 'filled' : 'default'}
          aria-label={`${planWord}${planWord === 'Plan' ? '' : ' plan'} of ${name}`}
          onClick={() => void navigate({ to: '/plan/$planId', params: { planId: row.plan?.planId ?? '' } })}
        >
          {planWord}
        </Button>
      )}
      <Button
        size="xs"
        variant={planFirst ? 'default' : 'filled'}
        aria-label={`Images of ${name}`}
        disabled={studyUid === undefined}
        onClick={openImages}
      >
        Images
      </Button>
    </Group>
  );
}
