import { addScaled, dot, subtract, unit, cross, type Vec3 } from '../domain/geometry/vec3.ts';
import { pointUnderCanvas, type CanvasPoint } from './planeView.ts';
import type { SceneItem } from './sceneItem.ts';
import type { Surface } from './surface.ts';

/** A plane shown in some pane, LPS mm. */
export interface ShownPlane {
  readonly name: string;
  readonly point: Vec3;
  readonly normal: Vec3;
}

/** Planes closer to parallel than this (cosine) have no line worth drawing in each other: about 10°. */
const PARALLEL = 0.985;

/** The flat patient plane a surface shows; null for curved ones and for pictures without patient geometry. */
export function shownPlane(surface: Surface, name: string): ShownPlane | null {
  const view = surface.view();
  if (view === null || surface.look().kind === 'curved' || !surface.ready()) return null;
  const [middle, right, up] = [
    surface.patientFromView(view.centre),
    surface.patientFromView(addScaled(view.centre, view.right, 1)),
    surface.patientFromView(addScaled(view.centre, view.up, 1)),
  ];
  if (middle === null || right === null || up === null) return null;
  const normal = unit(cross(subtract(right, middle), subtract(up, middle)));
  return normal === null ? null : { name, point: middle, normal };
}

/** Where another plane cuts the one this surface shows: a line from edge to edge of the canvas, or nothing. */
export function referenceLine(surface: Surface, plane: ShownPlane): SceneItem | null {
  const view = surface.view();
  const own = shownPlane(surface, '');
  if (view === null || own === null || Math.abs(dot(own.normal, plane.normal)) > PARALLEL) return null;
  const { widthPx, heightPx } = view;
  const off = (at: CanvasPoint): number => {
    const point = surface.patientFromView(pointUnderCanvas(view, at));
    return point === null ? Number.NaN : dot(subtract(point, plane.point), plane.normal);
  };
  const corners: readonly CanvasPoint[] = [
    [0, 0],
    [widthPx, 0],
    [widthPx, heightPx],
    [0, heightPx],
  ];
  const ends = corners.flatMap((from, i): readonly CanvasPoint[] => {
    const to = corners[(i + 1) % 4] ?? from;
    const [a, b] = [off(from), off(to)];
    if (!(a >= 0 !== b >= 0)) return [];
    const f = a / (a - b);
    return [[from[0] + f * (to[0] - from[0]), from[1] + f * (to[1] - from[1])]];
  });
  if (ends.length < 2) return null;
  return {
    kind: 'path',
    id: `reference|${plane.name}`,
    lines: [ends.slice(0, 2)],
    closed: false,
    text: '',
    style: { name: 'reference', provisional: false, selected: false },
    faint: true,
  };
}
