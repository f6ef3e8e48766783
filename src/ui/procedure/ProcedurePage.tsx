import { Button, Loader } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Procedure } from '../../app/procedure/procedure.ts';
import type { Issue } from '../../domain/result.ts';
import { useServices } from '../shell/services.tsx';
import { StateMessage } from '../shell/StateMessage.tsx';
import { ProcedureScreen } from './ProcedureScreen.tsx';

interface ProcedurePageProps {
  readonly planId: string;
  /** null: the newest. */
  readonly version: number | null;
}

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly procedure: Procedure }
  | { readonly kind: 'failed'; readonly issue: Issue };

/** The wrong-level guard of a plan: opens the fluoroscopy of its patient and closes it on leaving. */
export function ProcedurePage({ planId, version }: ProcedurePageProps) {
  const { openProcedure } = useServices();
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });

  useEffect(() => {
    let left = false;
    let opened: Procedure | null = null;
    const open = async (): Promise<void> => {
      const result = await openProcedure(planId, version);
      if (left) {
        if (result.ok) result.value.close();
        return;
      }
      if (result.ok) opened = result.value;
      setOpening(
        result.ok ? { kind: 'open', procedure: result.value } : { kind: 'failed', issue: result.error },
      );
    };
    void open();
    return () => {
      left = true;
      opened?.close();
    };
  }, [openProcedure, planId, version]);

  switch (opening.kind) {
    case 'open':
      return <ProcedureScreen procedure={opening.procedure} />;
    case 'failed':
      return (
        <StateMessage
          icon="stop"
          tone="bad"
          title="The procedure check cannot be opened"
          actions={
            <Button component={Link} to={`/plan/${planId}`}>
              To the plan
            </Button>
          }
        >
          {opening.issue.message}
        </StateMessage>
      );
    default:
      return (
        <StateMessage icon="image" title="Opening the procedure check">
          <Loader size="xs" aria-hidden="true" /> The plan and the fluoroscopy are looked up.
        </StateMessage>
      );
  }
}
