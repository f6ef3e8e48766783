import type { PointLps, PointPx } from '../domain/case/document.ts';
import { addScaled, cross, length, unit, type Vec3 } from '../domain/geometry/vec3.ts';
import type { CanvasPoint } from './planeView.ts';
import type { ProjectedOverlay } from './projectedOverlay.ts';
import type { SceneItem } from './sceneItem.ts';
import type { Surface } from './surface.ts';

const ELLIPSE_POINTS = 36;

export function projectedItems(
  mark: ProjectedOverlay,
  surface: Surface,
  sameSpace: (seriesUid: string, frameOfReferenceUid: string) => boolean,
): readonly SceneItem[] {
  const { where, style } = mark;
  const path = (
    lines: readonly (readonly CanvasPoint[])[],
    closed: boolean,
    text: string,
  ): readonly SceneItem[] => {
    const drawn = lines.filter((line) => line.length > 1);
    return drawn.length === 0
      ? []
      : [{ kind: 'path', id: mark.id, lines: drawn, closed, text, style, faint: false }];
  };
  if (where.kind === 'image') {
    const onCanvas = (line: readonly PointPx[]): readonly CanvasPoint[] =>
      line.flatMap((point) => {
        const projected = surface.projectImage(where.sopInstanceUid, where.frame, point);
        return projected === null ? [] : [projected.at];
      });
    return [
      ...path(where.outlinesPx.map(onCanvas), true, mark.text),
      ...path(where.linesPx.map(onCanvas), false, ''),
    ];
  }
  if (!sameSpace(where.seriesUid, where.frameOfReferenceUid)) return [];
  const onCanvas = (line: readonly PointLps[]): readonly CanvasPoint[] =>
    line.flatMap((point) => {
      const projected = surface.projectPatient(point);
      return projected === null ? [] : [projected.at];
    });
  if (where.kind === 'lines') return path(where.linesLpsMm.map(onCanvas), false, mark.text);
  const section = ellipsoidSection(where.centreLpsMm, where.semiAxesLpsMm, surface);
  const centre = surface.projectPatient(where.centreLpsMm);
  if (section === null || centre === null) return [];
  const depthMm = centre.depth;
  return [
    ...path([onCanvas(section)], true, ''),
    {
      kind: 'point',
      id: mark.id,
      at: centre.at,
      text: mark.text,
      style,
      faint: false,
      draggable: false,
      depthMm,
    },
  ];
}

/**
 * Where the plane shown cuts an ellipsoid c + M·u, |u| ≤ 1: the depth of its points is linear in u, so the cut is the
 * circle of the unit sphere with n·M·u = −depth(c), carried back.
 *
 * @returns points around it, LPS mm; null where the plane passes it by
 */
function ellipsoidSection(
  centre: PointLps,
  axes: readonly [PointLps, PointLps, PointLps],
  surface: Surface,
): readonly PointLps[] | null {
  const at = surface.projectPatient(centre);
  if (at === null) return null;
  const depths = axes.map((axis) => {
    const tip = surface.projectPatient(addScaled(centre, axis, 1));
    return tip === null ? 0 : tip.depth - at.depth;
  });
  const slope: Vec3 = [depths[0] ?? 0, depths[1] ?? 0, depths[2] ?? 0];
  const reachMm = length(slope);
  const normal = unit(slope);
  if (normal === null || Math.abs(at.depth) >= Math.max(reachMm, surface.halfStepMm() ?? 0)) return null;
  const share = Math.max(-0.98, Math.min(0.98, -at.depth / reachMm));
  const radius = Math.sqrt(1 - share * share);
  const across = unit(cross(normal, Math.abs(normal[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0])) ?? [1, 0, 0];
  const along = cross(normal, across);
  return Array.from({ length: ELLIPSE_POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / ELLIPSE_POINTS;
    const [c, s] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    const u = addScaled(
      addScaled([normal[0] * share, normal[1] * share, normal[2] * share], across, c),
      along,
      s,
    );
    return axes.reduce<PointLps>((sum, axis, k) => addScaled(sum, axis, u[k] ?? 0), centre);
  });
}
