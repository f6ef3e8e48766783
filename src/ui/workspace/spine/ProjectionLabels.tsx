import { ActionIcon, SegmentedControl } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import type { ProjectionLabeling } from '../../../domain/case/document.ts';
import { Icon } from '../../theme/icons.tsx';
import classes from '../StepPanel.module.css';

interface ProjectionLabelsProps {
  readonly workspace: Workspace;
  readonly labeling: ProjectionLabeling;
}

type Edge = 'unknown' | 'left' | 'right';

/** Labels of one projection image and frame. Its orientation is declared at best: a person confirms the side. */
export function ProjectionLabels({ workspace, labeling }: ProjectionLabelsProps) {
  const { seriesUid, sopInstanceUid, frame } = labeling;
  const confirm = (edge: Edge): void => {
    workspace.dispatch({
      type: 'projection/confirm-right-edge',
      seriesUid,
      sopInstanceUid,
      frame,
      rightEdge: edge === 'unknown' ? null : edge,
    });
  };
  return (
    <div>
      <p className={classes.hint}>Frame {frame}</p>
      <ul className={classes.labels}>
        {labeling.labels.map((label) => (
          <li key={label.level} className={classes.label}>
            <b>{label.level}</b>
            <span>on this frame only</span>
            <ActionIcon
              size={26}
              variant="subtle"
              color="gray"
              aria-label={`Remove ${label.level} from frame ${frame}`}
              onClick={() =>
                workspace.dispatch({ type: 'projection/remove', sopInstanceUid, frame, level: label.level })
              }
            >
              <Icon name="cross" size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>The right edge of this image shows the patient’s</p>
      <SegmentedControl
        size="xs"
        aria-label="Side of the patient at the right edge of the image"
        value={labeling.confirmedRightEdge ?? 'unknown'}
        onChange={(value: Edge) => confirm(value)}
        data={[
          { value: 'unknown', label: 'not confirmed' },
          { value: 'left', label: 'left' },
          { value: 'right', label: 'right' },
        ]}
      />
    </div>
  );
}
