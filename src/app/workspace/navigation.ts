import type { CaseDocument, Place } from '../../domain/case/document.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';
import type { PaneSlot } from '../workspace.ts';
import { notify, type WorkspaceCore } from './core.ts';
import { slotWithSeries } from './hanging.ts';
import { carriedPlaces } from './levelLink.ts';
import { labelingsWith, neighbourLabel } from './levels.ts';
import { parseMarkId } from './markIds.ts';
import { findSeries } from './series.ts';
import { placeOf, selectionId, targetOf } from './targets.ts';

/** Where the planes were: to go back to with Alt+Left. */
interface View {
  readonly slots: readonly PaneSlot[];
  readonly positions: ReadonlyMap<string, number>;
}

const KEPT_VIEWS = 50;

export interface Navigation {
  goTo(targetId: string): void;
  goBack(): void;
  goToNeighbourLevel(toward: 'feet' | 'head'): void;
}

/** Moves every linked pane to a place; unlinked, only the active one. */
export function showPlace(
  core: WorkspaceCore,
  place: Place,
  { crosshair = false, except = null }: { crosshair?: boolean; except?: string | null } = {},
): boolean {
  const { linked, activePaneId } = core.store.getState();
  if (crosshair && place.kind === 'patient') {
    const { frameOfReferenceUid, pointLpsMm } = place;
    core.store.setState({ crosshair: { frameOfReferenceUid, pointLpsMm } });
  }
  const shown = core.panes.show(place, linked ? null : activePaneId, except);
  // The same place by level on series that share no frame: nothing is awaited there, a pane is moved or is not.
  if (linked && core.store.getState().levelLinked)
    for (const carried of carriedPlaces(core.store.getState().doc, place))
      core.panes.show(carried, null, except ?? '');
  return shown;
}

export function createNavigation(core: WorkspaceCore): Navigation {
  const views: View[] = [];

  function remember(): void {
    const { slots } = core.store.getState();
    views.push({ slots, positions: core.panes.positions() });
    if (views.length > KEPT_VIEWS) views.shift();
    core.store.setState({ canGoBack: true });
  }

  /** A place on a series that hangs nowhere is brought up in the active pane. */
  function show(place: Place): void {
    if (showPlace(core, place)) return;
    const { slots, activePaneId } = core.store.getState();
    const series = findSeries(core.studies, place.seriesUid);
    if (series === null) {
      notify(core, 'refused', 'The series of this mark is not among the opened studies.');
      return;
    }
    core.store.setState({
      slots: slots.map((slot) => (slot.paneId === activePaneId ? slotWithSeries(slot, series) : slot)),
    });
  }

  return {
    goTo(targetId) {
      const { doc } = core.store.getState();
      const target = targetOf(doc, targetId);
      const place = target === null ? null : placeOf(doc, target);
      if (target === null || place === null) return;
      remember();
      core.store.setState({ selectedId: selectionId(target), crosshair: null });
      show(place);
    },
    goBack() {
      const view = views.pop();
      core.store.setState({ canGoBack: views.length > 0 });
      if (view === undefined) return;
      core.store.setState({ slots: view.slots });
      core.panes.restore(view.slots, view.positions);
    },
    goToNeighbourLevel(toward) {
      const { doc, selectedId, slots, activePaneId } = core.store.getState();
      const active = slots.find((slot) => slot.paneId === activePaneId);
      const labeling = doc.labelings[active?.seriesUid ?? ''] ?? Object.values(doc.labelings)[0];
      if (labeling === undefined) {
        notify(core, 'refused', 'No spine labels yet: label the spine first, then step from level to level.');
        return;
      }
      const level = neighbourLabel(labeling, selectedLevel(doc, selectedId), toward);
      if (level === null) return;
      core.store.setState({
        selectedId: selectionId({ kind: 'label', seriesUid: labeling.seriesUid, level }),
      });
      for (const each of labelingsWith(doc, level)) {
        const place = placeOf(doc, { kind: 'label', seriesUid: each.seriesUid, level });
        if (place !== null) core.panes.show(place, null, null);
      }
    },
  };
}

function selectedLevel(doc: CaseDocument, selectedId: string | null): Vertebra | null {
  const target = selectedId === null ? null : parseMarkId(selectedId);
  return target?.kind === 'label' && placeOf(doc, target) !== null ? target.level : null;
}
