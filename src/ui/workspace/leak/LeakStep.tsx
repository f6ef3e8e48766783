import { Button } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import { useWorkspaceState } from '../context.tsx';
import { NegativeFindings } from './NegativeFindings.tsx';
import { LeakCard } from './LeakCard.tsx';
import classes from '../StepPanel.module.css';

/** One click marks a leak; level and side follow from the labels, everything else is asked for. */
export function LeakStep({ workspace }: { readonly workspace: Workspace }) {
  const findings = useWorkspaceState((state) => state.doc.findings);
  const tool = useWorkspaceState((state) => state.tool);
  const locked = useWorkspaceState((state) => state.lock !== null);
  const marking = tool === 'leak';
  return (
    <fieldset className={classes.fields} disabled={locked} aria-label="Leaks">
      <section className={classes.section}>
        <Button
          size="sm"
          variant={marking ? 'filled' : 'default'}
          aria-pressed={marking}
          onClick={() => workspace.setTool(marking ? 'navigate' : 'leak')}
        >
          Mark leak (L)
        </Button>
        <p className={classes.hint}>
          {marking
            ? 'Click the leak on any plane or frame. Drag the mark to move it.'
            : 'Level, side and exiting root come from the labels of the same series.'}
        </p>
      </section>
      {findings.length === 0 ? <p className={classes.empty}>No leak marked yet.</p> : null}
      {findings.map((finding) => (
        <LeakCard key={finding.id} workspace={workspace} finding={finding} />
      ))}
      <NegativeFindings workspace={workspace} />
    </fieldset>
  );
}
