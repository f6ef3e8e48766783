import { Text, Title } from '@mantine/core';
import type { Workspace, Step } from '../../app/workspace.ts';
import type { PlanBlocker } from '../../domain/case/derive.ts';
import { Icon } from '../theme/icons.tsx';
import { focusField } from './focusField.ts';
import classes from './Plan.module.css';

interface BlockersProps {
  readonly workspace: Workspace;
  readonly blockers: readonly PlanBlocker[];
  /** Worth saying before signing, never in the way. */
  readonly notices: readonly PlanBlocker[];
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
export function Blockers({ workspace, blockers, notices }: BlockersProps) {
  return (
    <div>
      {blockers.length === 0 ? (
        <div className={classes.clear} aria-live="polite">
          <Icon name="check" /> Nothing blocks signing.
        </div>
      ) : (
        <section aria-labelledby="blockers">
          <Title order={3} size="h5" id="blockers">
            {blockers.length === 1 ? 'One thing blocks' : `${blockers.length} things block`} signing
          </Title>
          <LinkList workspace={workspace} items={blockers} tone="block" />
        </section>
      )}
      {notices.length === 0 ? null : <LinkList workspace={workspace} items={notices} tone="notice" />}
    </div>
  );
}

interface LinkListProps {
  readonly workspace: Workspace;
  readonly items: readonly PlanBlocker[];
  readonly tone: 'block' | 'notice';
}

function LinkList({ workspace, items, tone }: LinkListProps) {
  const go = (item: PlanBlocker): void => {
    workspace.setStep(item.step);
    const path = fieldOf(item);
    if (path === null) return;
    // The panel of another step is drawn in the next frame.
    if (item.step === 'plan') focusField(path);
    else requestAnimationFrame(() => requestAnimationFrame(() => focusField(path)));
  };
  return (
    <ul
      className={classes.blockers}
      data-tone={tone}
      aria-label={tone === 'notice' ? 'Worth a look' : 'What blocks'}
    >
      {items.map((item) => (
        <li key={`${item.code}${item.path ?? ''}${item.message}`}>
          <button type="button" onClick={() => go(item)}>
            <Text component="span" size="sm">
              {item.message}
            </Text>
            {item.step === 'plan' ? null : <span className={classes.stepTag}>{stepWords[item.step]}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
