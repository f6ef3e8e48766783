import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Workspace } from '../../app/workspace.ts';
import { useWorkspaceState } from './context.tsx';
import classes from './StepPanel.module.css';

interface MarkCardProps {
  readonly workspace: Workspace;
  readonly id: string;
  /** "Leak 1": names the card and what its buttons act on. */
  readonly name: string;
  readonly title: string;
  /** Of the mark on the images. */
  readonly colour: string;
  readonly field?: string;
  readonly onDelete: () => void;
  readonly children: ReactNode;
}

/** The card of one mark on the images: its title in the clinic's words, the way to it, and how to take it out. */
export function MarkCard(props: MarkCardProps) {
  const { workspace, id, name, title, colour, field, onDelete, children } = props;
  const selected = useWorkspaceState((state) => state.selectedId === id);
  return (
    <section
      className={classes.card}
      style={{ '--mark-colour': colour }}
      data-selected={selected || undefined}
      data-field={field}
      aria-label={name}
    >
      <div className={classes.cardHead}>
        <h3>{title}</h3>
        <Group gap={4} wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={() => workspace.goTo(id)}>
            Go to
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={onDelete}
            aria-label={`Delete ${name.toLowerCase()}`}
          >
            Delete
          </Button>
        </Group>
      </div>
      {children}
    </section>
  );
}
