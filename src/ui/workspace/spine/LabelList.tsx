import { ActionIcon, Button } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import { markId } from '../../../app/workspace/markIds.ts';
import type { SpineLabel } from '../../../domain/case/document.ts';
import { regionOf } from '../../../domain/vocabulary/scheme.ts';
import { Icon } from '../../theme/icons.tsx';
import { useWorkspaceState } from '../context.tsx';
import { levelColours } from './levelColours.ts';
import classes from '../StepPanel.module.css';

const sourceWords = (label: SpineLabel): string => {
  const made = {
    clicked: 'clicked',
    interpolated: 'between clicks',
    extrapolated: 'beyond clicks',
    imported: 'imported',
    snapped: 'from the image',
  }[label.source];
  const spread = label.sdMm > 0 ? `, ± ${label.sdMm.toFixed(1)} mm` : '';
  return label.confirmed
    ? label.source === 'clicked'
      ? `${made}${label.middleSeenOn === undefined ? '' : ', middle seen'}`
      : `${made}, confirmed`
    : `${made}, provisional${spread}`;
};

/** Labels of one series from head to foot: where each comes from, and how sure it is. */
export function LabelList({
  workspace,
  seriesUid,
}: {
  readonly workspace: Workspace;
  readonly seriesUid: string;
}) {
  const labeling = useWorkspaceState((state) => state.doc.labelings[seriesUid]);
  const problems = useWorkspaceState((state) => state.derived.labelProblems[seriesUid]);
  if (labeling === undefined || labeling.labels.length === 0)
    return <p className={classes.hint}>No labels on this series yet.</p>;
  const open = labeling.labels.filter((label) => !label.confirmed);
  return (
    <>
      <ul className={classes.labels}>
        {labeling.labels.map((label) => (
          <li
            key={label.level}
            className={classes.label}
            data-provisional={label.confirmed ? undefined : true}
          >
            <button
              type="button"
              className={classes.labelGo}
              style={{ '--level-colour': levelColours[regionOf(label.level)] }}
              onClick={() => workspace.goTo(markId({ kind: 'label', seriesUid, level: label.level }))}
              aria-label={`Go to ${label.level}`}
            >
              {label.level}
            </button>
            <span>{sourceWords(label)}</span>
            <span className={classes.row} style={{ gap: 2 }}>
              {label.confirmed ? null : (
                <Button
                  size="compact-xs"
                  variant="light"
                  onClick={() =>
                    workspace.dispatch({ type: 'label/confirm', seriesUid, levels: [label.level] })
                  }
                >
                  Confirm
                </Button>
              )}
              <ActionIcon
                size={26}
                variant="subtle"
                color="gray"
                aria-label={`Remove ${label.level}`}
                onClick={() => workspace.dispatch({ type: 'label/remove', seriesUid, level: label.level })}
              >
                <Icon name="cross" size={14} />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ul>
      <ul className={classes.problems} aria-label="Remarks on the labels">
        {(problems ?? []).map((problem) => (
          <li key={`${problem.code}${problem.message}`}>{problem.message}</li>
        ))}
      </ul>
      {open.length === 0 ? null : (
        <Button
          mt={8}
          size="compact-sm"
          variant="light"
          onClick={() => workspace.dispatch({ type: 'label/confirm', seriesUid, levels: 'all' })}
        >
          Confirm all ({open.length} provisional)
        </Button>
      )}
    </>
  );
}
