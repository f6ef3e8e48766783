import type { WorkspaceCore } from './core.ts';
import { setToolInHand } from './tools.ts';

/** Leaves the innermost thing first: menu, notice, insert mode, tool, selection, crosshair, maximised view. */
export function escapeOnce(core: Pick<WorkspaceCore, 'store' | 'panes'>): void {
  const { store } = core;
  const state = store.getState();
  if (state.menu !== null) store.setState({ menu: null });
  else if (state.rulerStart != null) store.setState({ rulerStart: null });
  else if (state.spineMode === 'insert') store.setState({ spineMode: 'place' });
  else if (state.tool !== 'navigate') setToolInHand(core, 'navigate');
  else if (state.notice !== null) store.setState({ notice: null });
  else if (state.selectedId !== null) store.setState({ selectedId: null });
  else if (state.crosshair !== null) store.setState({ crosshair: null });
  else if (state.maximisedPaneId !== null) store.setState({ maximisedPaneId: null });
}
