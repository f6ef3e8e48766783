import { Tooltip } from '@mantine/core';
import { STEPS, type Step, type Workspace } from '../../app/workspace.ts';
import { Icon } from '../theme/icons.tsx';
import { STEP_WORDS, stepStatus } from './stepStatus.ts';
import { useWorkspaceState } from './context.tsx';
import classes from './StepPanel.module.css';

interface StepRailProps {
  readonly workspace: Workspace;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

/** The steps in order: what each holds, what it still needs, and the key that leads to it. */
export function StepRail({ workspace, open, onToggle, onOpen }: StepRailProps) {
  const current = useWorkspaceState((state) => state.step);
  const doc = useWorkspaceState((state) => state.doc);
  const derived = useWorkspaceState((state) => state.derived);
  const choose = (step: Step): void => {
    workspace.setStep(step);
    onOpen();
  };
  return (
    <nav className={classes.rail} aria-label="Steps of the case">
      {STEPS.map((step, index) => {
        const status = stepStatus(step, { doc, derived });
        return (
          <Tooltip
            key={step}
            label={`${STEP_WORDS[step]}: ${status.words} (${index + 1})`}
            position="left"
            openDelay={400}
          >
            <button
              type="button"
              className={classes.step}
              data-tone={status.tone}
              aria-current={step === current ? 'step' : undefined}
              aria-label={`${STEP_WORDS[step]}: ${status.words}`}
              onClick={() => choose(step)}
            >
              <span className={classes.number} aria-hidden>
                {status.tone === 'done' ? <Icon name="check" size={14} /> : index + 1}
              </span>
              <span className={classes.stepName}>{STEP_WORDS[step]}</span>
              <span className={classes.stepState}>{status.words}</span>
            </button>
          </Tooltip>
        );
      })}
      <button
        type="button"
        className={classes.toggle}
        onClick={onToggle}
        aria-expanded={open}
        aria-label={open ? 'Collapse the step panel' : 'Open the step panel'}
      >
        {open ? '›' : '‹'}
      </button>
    </nav>
  );
}
