import type { Pane } from '../../viewer/api.ts';

/** A pane among those that may scroll together, and the slice it was last seen at. */
export interface SyncedPane {
  readonly pane: Pane;
  readonly frameOfReferenceUid: string | null;
  /** Slice last shown or asked for: what moved since then was moved by a hand. */
  lastIndex: number | null;
}

/**
 * Slices of the other series follow: same kind of plane, same named frame of reference, each to the plane nearest in the
 * patient. Series without a common frame never follow here: equal numbers would mean nothing.
 */
export function syncSlices(moved: SyncedPane, others: Iterable<SyncedPane>, linked: boolean): void {
  const { index, look, status } = moved.pane.state();
  if (status !== 'ready') return;
  const before = moved.lastIndex;
  moved.lastIndex = index;
  if (before === null || before === index || !linked || look.kind !== 'flat') return;
  const centre = moved.pane.centre();
  if (centre === null || moved.frameOfReferenceUid === null) return;
  for (const other of others) {
    if (other === moved || other.frameOfReferenceUid !== moved.frameOfReferenceUid) continue;
    const { spec } = other.pane;
    if (spec.plane !== moved.pane.spec.plane || spec.seriesUid === moved.pane.spec.seriesUid) continue;
    if (other.pane.state().look.kind !== 'flat') continue;
    const nearest = other.pane.indexNearest(centre);
    if (nearest === null || nearest === other.pane.state().index) continue;
    other.lastIndex = nearest;
    other.pane.scrollTo(nearest);
  }
}
