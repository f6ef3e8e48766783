import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SeriesSummary, Workspace } from '../../../app/workspace.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import { POSTURE_WARNING } from '../../../domain/posture/postureDecision.ts';
import { useWorkspaceState } from '../context.tsx';
import { useContradictedSeries } from './useContradictedSeries.ts';
import classes from '../StepPanel.module.css';

/** Series whose anatomy contradicts their header: a person says in words why the sides are right, or nothing is signed. */
export function PostureChecks({ workspace }: { readonly workspace: Workspace }) {
  const uids = useContradictedSeries();
  const studies = useWorkspaceState((state) => state.studies);
  const contradicted = uids.flatMap((uid) => findSeries(studies, uid) ?? []);
  return contradicted.map((series) => (
    <PostureCheck key={series.seriesInstanceUid} workspace={workspace} series={series} />
  ));
}

function PostureCheck({
  workspace,
  series,
}: {
  readonly workspace: Workspace;
  readonly series: SeriesSummary;
}) {
  const uid = series.seriesInstanceUid;
  const kept = useWorkspaceState((state) => state.doc.postureDecisions?.[uid]?.reason ?? '');
  const [reason, setReason] = useState(kept);
  return (
    <section className={classes.section} data-field={`posture.${uid}`} aria-label="Registered posture">
      <h2>Posture of {series.description || 'this series'}</h2>
      <p role="alert">
        {POSTURE_WARNING} Registered: {series.patientPosition ?? 'not stated'}. Best: have the series sent
        again with the right posture. Plan and export wait until a person says how the sides were checked.
      </p>
      <Textarea
        label="How were left and right checked?"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        mt={8}
        size="compact-sm"
        variant="default"
        disabled={reason.trim() === kept}
        onClick={() => workspace.dispatch({ type: 'posture/decide', seriesUid: uid, reason })}
      >
        {reason.trim() === '' ? 'Take the reason back' : 'Keep this reason'}
      </Button>
    </section>
  );
}
