import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SeriesSummary, Workspace } from '../../../app/workspace.ts';
import { POSTURE_UNREAD } from '../../../app/workspace/readForPosture.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import { POSTURE_WARNING } from '../../../domain/posture/postureDecision.ts';
import { useWorkspaceState } from '../context.tsx';
import { useContradictedSeries } from './useContradictedSeries.ts';
import classes from '../StepPanel.module.css';

/** Series whose anatomy contradicts their header, or could not be asked: a person says in words why the sides are right, or nothing is signed. */
export function PostureChecks({ workspace }: { readonly workspace: Workspace }) {
  const uids = useContradictedSeries();
  const studies = useWorkspaceState((state) => state.studies);
  const unread = useWorkspaceState((state) => state.posturesUnread) ?? [];
  const warned = [
    ...uids.map((uid) => ({ uid, warning: POSTURE_WARNING })),
    ...unread.filter((uid) => !uids.includes(uid)).map((uid) => ({ uid, warning: POSTURE_UNREAD })),
  ];
  return warned.flatMap(({ uid, warning }) => {
    const series = findSeries(studies, uid);
    return series === null
      ? []
      : [<PostureCheck key={uid} workspace={workspace} series={series} warning={warning} />];
  });
}

function PostureCheck({
  workspace,
  series,
  warning,
}: {
  readonly workspace: Workspace;
  readonly series: SeriesSummary;
  readonly warning: string;
}) {
  const uid = series.seriesInstanceUid;
  const kept = useWorkspaceState((state) => state.doc.postureDecisions?.[uid]?.reason ?? '');
  return (
    <section className={classes.section} data-field={`posture.${uid}`} aria-label="Registered posture">
      <h2>Posture of {series.description || 'this series'}</h2>
      <p role="alert" className={classes.warning}>
        {warning} Registered: {series.patientPosition ?? 'not stated'}. Best: have the series sent again with
        the right posture. Plan and export wait until a person says how the sides were checked.
      </p>
      {/* A new reason in the case, by undo or another tab, fills the field anew. */}
      <PostureReason
        key={kept}
        kept={kept}
        decide={(reason) => workspace.dispatch({ type: 'posture/decide', seriesUid: uid, reason })}
      />
    </section>
  );
}

/** The reason as typed; what is kept can be taken back. */
export function PostureReason({
  kept,
  decide,
}: {
  readonly kept: string;
  readonly decide: (reason: string) => void;
}) {
  const [reason, setReason] = useState(kept);
  const words = reason.trim();
  return (
    <>
      <Textarea
        label="How were left and right checked?"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {words !== '' && words !== kept ? (
        <Button mt={8} size="compact-sm" variant="default" onClick={() => decide(words)}>
          Keep this reason
        </Button>
      ) : kept === '' ? null : (
        <Button mt={8} size="compact-sm" variant="default" onClick={() => decide('')}>
          Take the reason back
        </Button>
      )}
    </>
  );
}
