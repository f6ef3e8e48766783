import { Menu } from '@mantine/core';
import type { ContextMenu, SeriesSummary, Workspace } from '../../../app/workspace.ts';
import { placeAt } from '../../../app/workspace/pointerIntent.ts';
import { placeOf, targetOf } from '../../../app/workspace/targets.ts';
import type { MarkTarget } from '../../../app/workspace/markIds.ts';
import { deleteTarget, takeOutLabel, targetTitle } from '../../../app/workspace/markActions.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';

interface PaneContextMenuProps {
  readonly paneId: string;
  readonly series: SeriesSummary;
  /** Where the right button went down, px in the pane. */
  readonly at: { readonly x: number; readonly y: number };
}

/** What can be done with the mark, or at the place, under a right click. */
export function PaneContextMenu({ paneId, series, at }: PaneContextMenuProps) {
  const workspace = useWorkspace();
  const menu = useWorkspaceState((state) => state.menu);
  const doc = useWorkspaceState((state) => state.doc);
  if (menu === null || menu.paneId !== paneId) return null;
  const target = targetOf(doc, menu.targetId);
  return (
    <Menu
      opened
      onClose={() => workspace.closeMenu()}
      position="right-start"
      offset={4}
      withinPortal
      trapFocus
    >
      <Menu.Target>
        <span
          aria-hidden="true"
          style={{ position: 'absolute', left: at.x, top: at.y, width: 1, height: 1 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {target === null ? <PlaceItems menu={menu} series={series} /> : <MarkItems target={target} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function MarkItems({ target }: { readonly target: MarkTarget }) {
  const workspace = useWorkspace();
  const state = useWorkspaceState((current) => current);
  const { doc, lock } = state;
  const id = targetIdOf(workspace, target);
  const provisional =
    target.kind === 'label' &&
    doc.labelings[target.seriesUid]?.labels.some((label) => label.level === target.level && !label.confirmed);
  return (
    <>
      <Menu.Label>{targetTitle(state, target)}</Menu.Label>
      <Menu.Item onClick={() => id !== null && workspace.goTo(id)}>Go there in all views</Menu.Item>
      {provisional === true && target.kind === 'label' && lock === null ? (
        <Menu.Item
          onClick={() =>
            workspace.dispatch({ type: 'label/confirm', seriesUid: target.seriesUid, levels: [target.level] })
          }
        >
          Confirm {target.level} here
        </Menu.Item>
      ) : null}
      {lock === null && target.kind === 'label' && provisional === false ? (
        <Menu.Item onClick={() => takeOutLabel(workspace, target)}>
          Counted once too often: take out and renumber
        </Menu.Item>
      ) : null}
      {lock === null ? (
        <Menu.Item color="red" onClick={() => deleteTarget(workspace, target)}>
          Delete
        </Menu.Item>
      ) : null}
    </>
  );
}

function PlaceItems({ menu, series }: { readonly menu: ContextMenu; readonly series: SeriesSummary }) {
  const workspace = useWorkspace();
  const nextLevel = useWorkspaceState((state) => state.nextLevel);
  const lock = useWorkspaceState((state) => state.lock);
  const { seriesInstanceUid: seriesUid, frameOfReferenceUid } = series;
  const place = placeAt(menu.at, { seriesUid, frameOfReferenceUid });
  if (place === null) return <Menu.Label>No image here</Menu.Label>;
  return (
    <>
      {place.kind === 'patient' ? (
        <Menu.Item onClick={() => workspace.showHere(menu.at)}>Show this place in all views</Menu.Item>
      ) : null}
      {lock === null ? (
        <>
          <Menu.Item onClick={() => workspace.markHere('leak', menu.at)}>Mark the leak here</Menu.Item>
          <Menu.Item onClick={() => workspace.markHere('label', menu.at)}>Label {nextLevel} here</Menu.Item>
        </>
      ) : null}
    </>
  );
}

function targetIdOf(workspace: Workspace, target: MarkTarget): string | null {
  const { doc, menu } = workspace.store.getState();
  return placeOf(doc, target) === null ? null : (menu?.targetId ?? null);
}
