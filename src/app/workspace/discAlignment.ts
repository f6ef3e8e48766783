import type { SpineLabeling } from '../../domain/case/document.ts';
import { labelsFor } from '../../domain/findings/labelsFor.ts';
import { mix, type Vec3 } from '../../domain/geometry/vec3.ts';
import { discPlaneAt } from '../../domain/spine/discPlane.ts';
import { spineOf, type Spine } from '../../domain/spine/spineFrame.ts';
import type { Pane } from '../../viewer/api.ts';
import { notify, type WorkspaceCore } from './core.ts';
import { findSeries } from './series.ts';
import { seriesUidOf } from './stackKeys.ts';
import { placeOf, targetOf } from './targets.ts';

/**
 * Turns the axial view parallel to the disc of the current level, or back. The level is that of the selected mark, else
 * of the crosshair, else the interspace nearest to the slice shown.
 */
export function toggleDiscAlignment(core: WorkspaceCore): void {
  const pane = axialPane(core);
  if (pane === null)
    return notify(core, 'refused', 'No axial view is open: choose “Axial” in one view first.');
  if (pane.state().look.kind === 'oblique') return pane.alignTo(null);
  const labeling = labelingOf(core, pane);
  if (labeling === null)
    return notify(
      core,
      'refused',
      'No spine labels on this series: label the vertebrae beside the disc first.',
    );
  const spine = spineOf({ labels: labeling.labels, scheme: core.store.getState().doc.numbering });
  const focus = focusPoint(core, labeling.frameOfReferenceUid) ?? nearestInterspace(pane, spine);
  const disc = focus === null ? null : discPlaneAt(spine, focus);
  if (disc === null)
    return notify(
      core,
      'refused',
      'No interspace with a label above and below at this place: its plane is not known.',
    );
  pane.alignTo({
    name: `${disc.upper}-${disc.lower}`,
    centreLpsMm: disc.centreLpsMm,
    rightLps: disc.rightLps,
    upLps: disc.upLps,
  });
}

/** The active view if it is axial, else the first that is. */
function axialPane({ store, panes }: WorkspaceCore): Pane | null {
  const { slots, activePaneId } = store.getState();
  const axial = slots.filter((slot) => slot.plane === 'axial' && slot.seriesUid !== null);
  const chosen = axial.find((slot) => slot.paneId === activePaneId) ?? axial[0];
  return chosen === undefined ? null : panes.get(chosen.paneId);
}

function labelingOf(core: WorkspaceCore, pane: Pane): SpineLabeling | null {
  const seriesUid = seriesUidOf(pane.spec.seriesUid);
  const frameOfReferenceUid = findSeries(core.studies, pane.spec.seriesUid)?.frameOfReferenceUid ?? null;
  if (frameOfReferenceUid === null) return null;
  const labels = labelsFor(core.store.getState().doc.labelings, { seriesUid, frameOfReferenceUid });
  return labels.kind === 'labels' ? labels.labeling : null;
}

function focusPoint({ store }: WorkspaceCore, frameOfReferenceUid: string): Vec3 | null {
  const { doc, selectedId, crosshair } = store.getState();
  const target = targetOf(doc, selectedId);
  const place = target === null ? null : placeOf(doc, target);
  if (place?.kind === 'patient' && place.frameOfReferenceUid === frameOfReferenceUid) return place.pointLpsMm;
  return crosshair?.frameOfReferenceUid === frameOfReferenceUid ? crosshair.pointLpsMm : null;
}

/** Middle of the interspace whose slice is nearest to the one shown. */
function nearestInterspace(pane: Pane, { nodes }: Spine): Vec3 | null {
  const { index } = pane.state();
  let best: Vec3 | null = null;
  let least = Infinity;
  for (const [i, lower] of nodes.entries()) {
    const upper = nodes[i - 1];
    if (upper === undefined) continue;
    const middle = mix(upper.centre, lower.centre, 0.5);
    const off = Math.abs((pane.indexNearest(middle) ?? Infinity) - index);
    if (off < least) [best, least] = [middle, off];
  }
  return best;
}
