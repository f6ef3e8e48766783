import { useState, type DragEvent, type PointerEvent } from 'react';
import type { PaneSlot, PaneState } from '../../../app/workspace.ts';
import type { CaseDocument } from '../../../domain/case/document.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';
import { SERIES_DRAG_TYPE } from '../seriesDrag.ts';
import { CineBar } from './CineBar.tsx';
import { EdgeLetters } from './EdgeLetters.tsx';
import { PaneContextMenu } from './PaneContextMenu.tsx';
import { PaneFacts } from './PaneFacts.tsx';
import { PaneHeader } from './PaneHeader.tsx';
import { PostureBand } from './PostureBand.tsx';
import { PaneStatus } from './PaneStatus.tsx';
import { RulerBar } from './RulerBar.tsx';
import { ScrollRail } from './ScrollRail.tsx';
import { useAttachedPane, usePaneState } from './usePane.ts';
import classes from './Pane.module.css';

/** One view: the picture, and at its edges what a reader must not have to look for. */
export function PaneView({ slot }: { readonly slot: PaneSlot }) {
  const workspace = useWorkspace();
  const { paneId } = slot;
  const studies = useWorkspaceState((state) => state.studies);
  const active = useWorkspaceState((state) => state.activePaneId === paneId);
  const [dropping, setDropping] = useState(false);
  const [pointer, setPointer] = useState({ x: 0, y: 0 });
  const [host, pane] = useAttachedPane(paneId);
  const state = usePaneState(pane);
  const series = findSeries(studies, slot.seriesUid);
  const confirmedRightEdge = useWorkspaceState(({ doc }) => rightEdgeOf(doc, state));

  const over = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(SERIES_DRAG_TYPE)) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'copy';
    setDropping(true);
  };
  const drop = (event: DragEvent): void => {
    const seriesUid = event.dataTransfer.getData(SERIES_DRAG_TYPE);
    setDropping(false);
    if (seriesUid === '') return;
    event.preventDefault();
    event.stopPropagation();
    workspace.openSeries(paneId, seriesUid);
  };
  const remember = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointer({ x: event.clientX - box.left, y: event.clientY - box.top });
  };

  return (
    // The viewer's own keyboard way is the tool bar and the keys; these listeners only note what the pointer does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.pane}
      aria-label={series === null ? 'Empty view' : `${series.modality}, ${slot.plane} view`}
      data-pane={paneId}
      data-active={active || undefined}
      data-dropping={dropping || undefined}
      onPointerDownCapture={(event) => {
        workspace.activatePane(paneId);
        if (event.button === 2 || event.pointerType === 'touch') remember(event);
      }}
      onDragOver={over}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <div className={classes.host} ref={host} />
      {series === null || pane === null || state === null ? (
        <p className={classes.empty}>
          Empty view. Drag a series here, or select this view and click a series on the left.
        </p>
      ) : (
        <>
          <PaneHeader slot={slot} series={series} pane={pane} state={state} />
          <PostureBand series={series} />
          <EdgeLetters state={state} confirmedRightEdge={confirmedRightEdge} />
          <PaneFacts paneId={paneId} series={series} plane={slot.plane} state={state} />
          {state.cine === null ? null : <CineBar pane={pane} state={state} cine={state.cine} />}
          <ScrollRail pane={pane} state={state} series={series} plane={slot.plane} />
          <PaneStatus seriesKey={slot.seriesUid ?? series.seriesInstanceUid} state={state} />
          <RulerBar active={active} state={state} />
          <PaneContextMenu paneId={paneId} series={series} at={pointer} />
        </>
      )}
    </section>
  );
}

/** What a person said of the projection image shown; null for every other picture. */
function rightEdgeOf(doc: CaseDocument, state: PaneState | null): 'left' | 'right' | null {
  if (state === null || state.image === null) return null;
  const { sopInstanceUid, frame } = state.image;
  return doc.projectionLabelings[`${sopInstanceUid}#${frame}`]?.confirmedRightEdge ?? null;
}
