import type { Plane } from '../../viewer/api.ts';
import type { HangingProtocol, Layout, WorkspaceState } from '../workspace.ts';
import type { WorkspaceCore } from './core.ts';
import { GRID_BY_HAND, hangingFor, hangingOf, slotWithSeries, withLayout, type Hanging } from './hanging.ts';
import { findSeries } from './series.ts';

type Shown = Pick<WorkspaceCore, 'store' | 'studies'>;

const byHand = (protocol: HangingProtocol | null): WorkspaceState['hanging'] => ({
  protocol,
  reason: 'Chosen by you.',
});

export function openSeries({ store, studies }: Shown, paneId: string, seriesUid: string): void {
  const series = findSeries(studies, seriesUid);
  if (series === null) return;
  store.setState((state) => ({
    slots: state.slots.map((slot) =>
      slot.paneId === paneId ? slotWithSeries(slot, series, seriesUid) : slot,
    ),
    activePaneId: paneId,
  }));
}

export function setPlane({ store }: Shown, paneId: string, plane: Plane): void {
  store.setState((state) => ({
    slots: state.slots.map((slot) => (slot.paneId === paneId ? { ...slot, plane } : slot)),
  }));
}

/** What hangs already keeps its place in the new grid. */
export function setLayout({ store }: Shown, layout: Layout): void {
  const slots = withLayout(store.getState().slots, layout);
  show(store, { layout, slots }, GRID_BY_HAND);
}

export function hang({ store, studies }: Shown, protocol: HangingProtocol): void {
  show(store, hangingFor(protocol, studies), byHand(protocol));
}

/** A series in the layout that suits it; in a grid that a person chose it takes the active pane alone. */
export function hangSeries(shown: Shown, seriesUid: string): void {
  const { store, studies } = shown;
  const series = findSeries(studies, seriesUid);
  if (series === null) return;
  const { hanging, activePaneId } = store.getState();
  if (hanging === GRID_BY_HAND) return openSeries(shown, activePaneId, seriesUid);
  show(store, hangingOf(series, seriesUid), byHand(null));
}

function show(store: Shown['store'], { layout, slots }: Hanging, hanging: WorkspaceState['hanging']): void {
  store.setState(({ activePaneId }) => {
    const kept = slots.some((slot) => slot.paneId === activePaneId);
    return {
      layout,
      slots,
      hanging,
      maximisedPaneId: null,
      activePaneId: kept ? activePaneId : (slots[0]?.paneId ?? activePaneId),
    };
  });
}
