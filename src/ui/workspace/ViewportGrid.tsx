import { useWorkspaceState } from './context.tsx';
import { PaneView } from './pane/PaneView.tsx';
import classes from './Workspace.module.css';

/** The views in their layout. A maximised view covers the others; they stay mounted, so coming back costs nothing. */
export function ViewportGrid() {
  const slots = useWorkspaceState((state) => state.slots);
  const layout = useWorkspaceState((state) => state.layout);
  const maximised = useWorkspaceState((state) => state.maximisedPaneId);
  return (
    <div className={classes.grid} data-layout={layout} data-maximised={maximised !== null || undefined}>
      {slots.map((slot) => (
        <div
          key={`${slot.paneId}|${slot.seriesUid}|${slot.plane}`}
          className={classes.cell}
          data-maximised={slot.paneId === maximised || undefined}
        >
          <PaneView slot={slot} />
        </div>
      ))}
    </div>
  );
}
