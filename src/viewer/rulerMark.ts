import type { OverlayPlace } from './api.ts';
import type { CanvasPoint, Projected } from './planeView.ts';
import type { RulerOverlay } from './rulerOverlay.ts';
import type { SceneItem } from './sceneItem.ts';
import type { Surface } from './surface.ts';

/** A line is drawn on planes that both its ends lie on, within this, mm. */
const ON_PLANE_MM = 2;
const TICK_PX = 6;

/** Nothing off its plane: a line drawn where it does not lie would be read as another length. */
export function rulerItems(
  { id, from, to, text, style }: RulerOverlay,
  surface: Surface,
  sameSpace: (seriesUid: string, frameOfReferenceUid: string) => boolean,
): readonly SceneItem[] {
  // Lengths across a bent sheet are not those of the patient.
  if (surface.look().kind === 'curved') return [];
  const a = projected(from, surface, sameSpace);
  const b = projected(to, surface, sameSpace);
  const reachMm = Math.max(ON_PLANE_MM, surface.halfStepMm() ?? 0);
  if (a === null || b === null || Math.max(Math.abs(a.depth), Math.abs(b.depth)) > reachMm) return [];
  const lines = [[a.at, b.at], tick(a.at, b.at), tick(b.at, a.at)];
  return [{ kind: 'path', id, lines, closed: false, text, style, faint: false }];
}

function projected(
  place: OverlayPlace,
  surface: Surface,
  sameSpace: (seriesUid: string, frameOfReferenceUid: string) => boolean,
): Projected | null {
  if (place.kind === 'image') return surface.projectImage(place.sopInstanceUid, place.frame, place.pointPx);
  return sameSpace(place.seriesUid, place.frameOfReferenceUid)
    ? surface.projectPatient(place.pointLpsMm)
    : null;
}

/** A short line across an end. */
function tick(at: CanvasPoint, other: CanvasPoint): readonly CanvasPoint[] {
  const [dx, dy] = [other[0] - at[0], other[1] - at[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [x, y] = [(-dy / length) * TICK_PX, (dx / length) * TICK_PX];
  return [
    [at[0] + x, at[1] + y],
    [at[0] - x, at[1] - y],
  ];
}
