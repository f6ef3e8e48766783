import type { Plane } from './api.ts';
import { shownPlane, type ShownPlane } from './referenceLines.ts';
import type { Surface } from './surface.ts';

interface Entry {
  readonly frameOfReferenceUid: string;
  readonly plane: ShownPlane;
}

/** Which plane each pane shows, for the reference lines of the others: only within one named frame of reference. */
export interface PlaneExchange {
  /** Takes note of what a pane shows; true when others have to be drawn again. */
  shown(paneId: string, frameOfReferenceUid: string | null, name: Plane, surface: Surface): boolean;
  gone(paneId: string): void;
  others(paneId: string, frameOfReferenceUid: string | null): readonly ShownPlane[];
  switchOn(on: boolean): void;
}

export function createPlaneExchange(): PlaneExchange {
  const entries = new Map<string, Entry>();
  let on = false;
  return {
    shown: (paneId, frameOfReferenceUid, name, surface) => {
      const before = entries.get(paneId);
      const plane = shownPlane(surface, name);
      if (plane === null || frameOfReferenceUid === null) return entries.delete(paneId) && on;
      if (before !== undefined && same(before.plane, plane)) return false;
      entries.set(paneId, { frameOfReferenceUid, plane });
      return on;
    },
    gone: (paneId) => entries.delete(paneId),
    others: (paneId, frameOfReferenceUid) =>
      !on || frameOfReferenceUid === null
        ? []
        : [...entries]
            .filter(([id, entry]) => id !== paneId && entry.frameOfReferenceUid === frameOfReferenceUid)
            .map(([, { plane }]) => plane),
    switchOn: (next) => {
      on = next;
    },
  };
}

/** The same plane: a pan within it moves its point but not the line it draws. */
function same(a: ShownPlane, b: ShownPlane): boolean {
  const reach = (plane: ShownPlane): number =>
    a.normal[0] * plane.point[0] + a.normal[1] * plane.point[1] + a.normal[2] * plane.point[2];
  return (
    a.normal.every((part, i) => Math.abs(part - (b.normal[i] ?? 0)) < 1e-6) &&
    Math.abs(reach(a) - reach(b)) < 1e-3
  );
}
