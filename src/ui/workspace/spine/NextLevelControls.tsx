import { Button, SegmentedControl, Select } from '@mantine/core';
import type { LabelDirection, Workspace } from '../../../app/workspace.ts';
import { isVertebra, vertebraeOf } from '../../../domain/vocabulary/scheme.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

/** Which vertebra the next click places, and in which direction the count runs. */
export function NextLevelControls({
  workspace,
  projection,
}: {
  readonly workspace: Workspace;
  readonly projection: boolean;
}) {
  const tool = useWorkspaceState((state) => state.tool);
  const mode = useWorkspaceState((state) => state.spineMode);
  const next = useWorkspaceState((state) => state.nextLevel);
  const direction = useWorkspaceState((state) => state.direction);
  const numbering = useWorkspaceState((state) => state.doc.numbering);
  const clicking = tool === 'spine';
  return (
    <>
      <div className={classes.row}>
        <Button
          size="sm"
          variant={clicking ? 'filled' : 'default'}
          aria-pressed={clicking}
          onClick={() => workspace.setTool(clicking ? 'navigate' : 'spine')}
        >
          Click vertebrae (S)
        </Button>
        <Select
          aria-label="Next level"
          w={92}
          size="sm"
          allowDeselect={false}
          searchable
          data={[...vertebraeOf(numbering)]}
          value={next}
          onChange={(value) => {
            if (value !== null && isVertebra(value)) workspace.setNextLevel(value);
          }}
        />
        <SegmentedControl
          size="xs"
          aria-label="Direction of counting"
          value={direction}
          onChange={(value: LabelDirection) => workspace.setDirection(value)}
          data={[
            { value: 'toward-head', label: '↑ to head' },
            { value: 'toward-feet', label: '↓ to feet' },
          ]}
        />
      </div>
      <p className={classes.hint} aria-live="polite">
        {clicking ? (
          mode === 'insert' ? (
            <>Next click inserts a vertebra between two labels; labels toward the feet move on by one.</>
          ) : (
            <>
              Next click: <b className={classes.next}>{next}</b>, in the middle of the body.{' '}
              {projection
                ? 'A label here belongs to this image and frame alone.'
                : 'On the sagittal plane, scroll first to the slice that halves it: side is measured from here. The other planes follow, to check.'}
            </>
          )
        ) : (
          <>Choose the first level you are sure of, then click down or up the column on the sagittal plane.</>
        )}
      </p>
      {clicking ? (
        <div className={classes.row} style={{ marginTop: 8 }}>
          <Button size="compact-sm" variant="default" onClick={() => workspace.stepLevel('direction')}>
            Skip {next} (X)
          </Button>
          <Button
            size="compact-sm"
            variant={mode === 'insert' ? 'filled' : 'default'}
            aria-pressed={mode === 'insert'}
            onClick={() => workspace.setSpineMode(mode === 'insert' ? 'place' : 'insert')}
          >
            Insert (I)
          </Button>
        </div>
      ) : null}
    </>
  );
}
