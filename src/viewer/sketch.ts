import type { RegionShape } from '../domain/case/document.ts';
import { subtract } from '../domain/geometry/vec3.ts';
import { pointUnderCanvas, type CanvasPoint } from './planeView.ts';
import type { Surface } from './surface.ts';

/** Smaller than this is a slip of the hand, not a shape. */
const LEAST_EXTENT_PX = 4;
const ELLIPSE_SKETCH_POINTS = 64;

/** Outline of the ellipse in the rectangle between two canvas points. */
export function ellipseSketch(from: CanvasPoint, to: CanvasPoint): readonly CanvasPoint[] {
  const [cx, cy] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const [rx, ry] = [Math.abs(to[0] - from[0]) / 2, Math.abs(to[1] - from[1]) / 2];
  return Array.from({ length: ELLIPSE_SKETCH_POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / ELLIPSE_SKETCH_POINTS;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
}

/** The drawn ellipse in patient space, LPS mm; null where the pane has no patient space or the shape is a slip. */
export function ellipseShape(surface: Surface, from: CanvasPoint, to: CanvasPoint): RegionShape | null {
  if (Math.min(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])) < LEAST_EXTENT_PX) return null;
  const middle: CanvasPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const centre = patientAt(surface, middle);
  const side = patientAt(surface, [Math.max(from[0], to[0]), middle[1]]);
  const top = patientAt(surface, [middle[0], Math.min(from[1], to[1])]);
  if (centre === null || side === null || top === null) return null;
  return {
    kind: 'ellipse',
    centreLpsMm: centre,
    semiAxisALpsMm: subtract(side, centre),
    semiAxisBLpsMm: subtract(top, centre),
  };
}

/** The drawn contour in patient space, LPS mm, open (the last point joins the first); null as for the ellipse. */
export function freehandShape(surface: Surface, points: readonly CanvasPoint[]): RegionShape | null {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const extent = Math.min(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  if (points.length < 3 || extent < LEAST_EXTENT_PX) return null;
  const contour = points.map((point) => patientAt(surface, point));
  return contour.every((point) => point !== null) ? { kind: 'freehand', contourLpsMm: contour } : null;
}

function patientAt(surface: Surface, at: CanvasPoint): ReturnType<Surface['patientFromView']> {
  const view = surface.view();
  return view === null ? null : surface.patientFromView(pointUnderCanvas(view, at));
}
