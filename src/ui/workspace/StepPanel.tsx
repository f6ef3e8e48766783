import { Alert } from '@mantine/core';
import type { Step, Workspace } from '../../app/workspace.ts';
import { PlanStep } from '../plan/PlanStep.tsx';
import { ExtravasationStep } from './extravasation/ExtravasationStep.tsx';
import { KeyImagesStep } from './keyImages/KeyImagesStep.tsx';
import { LeakStep } from './leak/LeakStep.tsx';
import { SpineStep } from './spine/SpineStep.tsx';
import { preferences, usePreferences } from './preferences.ts';
import { StepRail } from './StepRail.tsx';
import { useWorkspaceState } from './context.tsx';
import classes from './StepPanel.module.css';

const setOpen = (panelOpen: boolean): void => preferences.setState({ panelOpen });

/** The five steps beside the images; collapses to its rail, so that the images get the room. */
export function StepPanel({ workspace }: { readonly workspace: Workspace }) {
  const step = useWorkspaceState((state) => state.step);
  const lock = useWorkspaceState((state) => state.lock);
  const open = usePreferences((state) => state.panelOpen);
  return (
    <aside className={classes.panel} data-open={open || undefined} aria-label="Steps">
      <StepRail
        workspace={workspace}
        open={open}
        onToggle={() => setOpen(!open)}
        onOpen={() => setOpen(true)}
      />
      {open ? (
        <div className={classes.body} data-step={step}>
          {lock !== null && step !== 'plan' ? (
            <Alert color="yellow" variant="light" m="sm" p="xs">
              {lock.message}
            </Alert>
          ) : null}
          <StepBody step={step} workspace={workspace} />
        </div>
      ) : null}
    </aside>
  );
}

function StepBody({ step, workspace }: { readonly step: Step; readonly workspace: Workspace }) {
  switch (step) {
    case 'spine':
      return <SpineStep workspace={workspace} />;
    case 'leak':
      return <LeakStep workspace={workspace} />;
    case 'extravasation':
      return <ExtravasationStep workspace={workspace} />;
    case 'plan':
      return <PlanStep workspace={workspace} />;
    case 'key-images':
      return <KeyImagesStep workspace={workspace} />;
    default:
      return null;
  }
}
