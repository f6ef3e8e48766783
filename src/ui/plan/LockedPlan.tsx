import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Workspace } from '../../app/workspace.ts';
import { ProcedureLink } from '../procedure/ProcedureLink.tsx';
import { StatusBadge } from '../worklist/StatusBadge.tsx';
import { statusWords } from './words.ts';
import classes from './Plan.module.css';

/** A signed plan shows where it stands, the reviewer's words, and the way to a new version. */
export function LockedPlan({ workspace }: { readonly workspace: Workspace }) {
  const lock = useStore(workspace.store, (state) => state.lock);
  const newest = useStore(workspace.store, (state) => state.plans[0]);
  const [problem, setProblem] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);
  const signed = lock?.code === 'signed';
  // Signing is done at the foot of a long form; what became of it stands at its head.
  useEffect(() => {
    if (signed) section.current?.scrollIntoView({ block: 'nearest' });
  }, [signed]);
  if (lock === null && newest === undefined) return null;
  return (
    <section ref={section} className={classes.locked} aria-label="Signed plan">
      {newest === undefined ? null : (
        <Group justify="space-between" gap={8}>
          <Link to="/plan/$planId" params={{ planId: newest.planId }} className={classes.textLink}>
            Version {newest.version}, review page
          </Link>
          <StatusBadge status={statusWords(newest.state, newest.handoff.kind)} />
        </Group>
      )}
      {newest?.review?.decision === 'returned' ? (
        <Text size="sm">
          Returned by {newest.review.reviewer.name}: “{newest.review.comment}”
        </Text>
      ) : null}
      {lock === null ? null : (
        <Text size="sm" aria-live="polite">
          {lock.message}
        </Text>
      )}
      {newest === undefined ? null : <ProcedureLink record={newest} />}
      {signed ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => setProblem(workspace.startNewVersion()?.message ?? null)}
        >
          Change as a new version
        </Button>
      ) : null}
      {problem === null ? null : (
        <Text size="sm" role="alert" c="var(--pp-bad)">
          {problem}
        </Text>
      )}
    </section>
  );
}
