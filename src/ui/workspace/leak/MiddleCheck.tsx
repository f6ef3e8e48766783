import { Button, Kbd } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import { markId } from '../../../app/workspace/markIds.ts';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { lateralCheckOf } from '../../../domain/findings/lateralCheck.ts';
import type { DerivedLocation } from '../../../domain/plan/targetingPlan.ts';
import { Field } from '../../plan/fields/Field.tsx';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

interface MiddleCheckProps {
  readonly workspace: Workspace;
  readonly path: string;
  readonly finding: LeakFinding;
  readonly location: DerivedLocation | undefined;
}

/** Labels clicked on a sagittal slice lie where that slice lies: a person looks once whether that is the middle. */
export function MiddleCheck({ workspace, path, finding, location }: MiddleCheckProps) {
  const doc = useWorkspaceState((state) => state.doc);
  const check = lateralCheckOf(doc, finding, location);
  if (check === null) return null;
  const { seriesUid, level } = check;
  return (
    <Field
      path={`${path}.lateral`}
      label="Check the body’s middle"
      answered={finding.sideDecision !== null}
      hint={`${level} was clicked on a sagittal slice. If it is off the middle of the body on the axial view, drag it there.`}
    >
      <div className={classes.row}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => workspace.goTo(markId({ kind: 'label', seriesUid, level }))}
        >
          Show {level}
        </Button>
        <Button
          size="compact-sm"
          variant="light"
          rightSection={<Kbd size="xs">Y</Kbd>}
          onClick={() =>
            workspace.dispatch({ type: 'label/confirm-middle', seriesUid, levels: [level], seenOn: 'axial' })
          }
        >
          {level} is in the middle
        </Button>
      </div>
    </Field>
  );
}
