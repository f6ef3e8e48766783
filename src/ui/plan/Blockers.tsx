import { Text, Title } from '@mantine/core';
import type { Workspace, Step } from '../../app/workspace.ts';
import type { PlanBlocker } from '../../domain/case/derive.ts';
import { Icon } from '../theme/icons.tsx';
import { focusField } from './focusField.ts';
import classes from './Plan.module.css';

interface BlockersProps {
  readonly workspace: Workspace;
  readonly blockers: readonly PlanBlocker[];
}

const stepWords: Readonly<Record<Step, string>> = {
  spine: 'Spine',
  leak: 'Leak',
  extravasation: 'Extravasation',
  plan: 'Plan',
  'key-images': 'Key images',
};

/** One path can mean two places: a question and the warning it raised, a value and the reason for it. */
function fieldOf({ code, path }: PlanBlocker): string | null {
  if (path === undefined) return null;
  if (code === 'hazard-unanswered') return path.replace(/^hazards\./, 'fired.');
  return code === 'deviation-reason' ? `${path}.reason` : path;
}

/** What stands between this draft and a signature; each line leads to the place where it is answered. */
export function Blockers({ workspace, blockers }: BlockersProps) {
  const go = (blocker: PlanBlocker): void => {
    workspace.setStep(blocker.step);
    const path = fieldOf(blocker);
    if (path === null) return;
    // The panel of another step is drawn in the next frame.
    if (blocker.step === 'plan') focusField(path);
    else requestAnimationFrame(() => requestAnimationFrame(() => focusField(path)));
  };
  if (blockers.length === 0) {
    return (
      <div className={classes.clear} aria-live="polite">
        <Icon name="check" /> Nothing blocks signing.
      </div>
    );
  }
  return (
    <section aria-labelledby="blockers">
      <Title order={3} size="h5" id="blockers">
        {blockers.length === 1 ? 'One thing blocks' : `${blockers.length} things block`} signing
      </Title>
      <ul className={classes.blockers}>
        {blockers.map((blocker) => (
          <li key={`${blocker.code}${blocker.path ?? ''}${blocker.message}`}>
            <button type="button" onClick={() => go(blocker)}>
              <Text component="span" size="sm">
                {blocker.message}
              </Text>
              {blocker.step === 'plan' ? null : (
                <span className={classes.stepTag}>{stepWords[blocker.step]}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
