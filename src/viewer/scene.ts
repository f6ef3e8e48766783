import type { PointLps } from '../domain/case/document.ts';
import { unreachable } from '../domain/result.ts';
import { boxHandles, boxSection } from './boxSection.ts';
import type { OverlayMark, OverlayModel } from './api.ts';
import type { CanvasPoint, Projected } from './planeView.ts';
import { projectedItems } from './projectedMark.ts';
import { referenceLine, type ShownPlane } from './referenceLines.ts';
import { rulerItems } from './rulerMark.ts';
import type { SceneItem } from './sceneItem.ts';
import { regionSection } from './regionSection.ts';
import type { Surface } from './surface.ts';

/** Which series share the pane's patient space, and which mask outlines are known. */
export interface SceneContext {
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string | null;
  readonly frameOfReferenceOf: (seriesUid: string) => string | null;
  /** Planes of other panes in the same frame of reference, to be drawn as reference lines. */
  readonly crossing: () => readonly ShownPlane[];
  /** Outline, on the plane shown, of a region that only its voxels describe; null where it cannot be computed. */
  readonly maskOutline: (mark: RegionMark, surface: Surface) => readonly (readonly PointLps[])[] | null;
}
export type RegionMark = Extract<OverlayMark, { kind: 'region' }>;

/** Everything of the model that belongs on this pane now. Marks never cross frames of reference. */
export function buildScene(
  model: OverlayModel,
  surface: Surface,
  context: SceneContext,
): readonly SceneItem[] {
  const crossing = context.crossing().flatMap((plane) => referenceLine(surface, plane) ?? []);
  return [...crossing, ...model.marks.flatMap((mark) => itemsOf(mark, surface, context))];
}

function itemsOf(mark: OverlayMark, surface: Surface, context: SceneContext): readonly SceneItem[] {
  switch (mark.kind) {
    case 'point':
      return pointItems(mark, surface, context);
    case 'curve': {
      if (!sameSpace(context, mark.seriesUid, mark.frameOfReferenceUid)) return [];
      const lines = project([mark.pointsLpsMm], surface).filter((line) => line.length > 1);
      if (lines.length === 0) return [];
      return [{ kind: 'path', id: mark.id, lines, closed: false, text: '', style: mark.style, faint: true }];
    }
    case 'region': {
      if (!sameSpace(context, mark.seriesUid, context.frameOfReferenceOf(mark.seriesUid))) return [];
      const lines = regionSection(mark.shape, surface) ?? context.maskOutline(mark, surface) ?? [];
      return pathItems(
        mark,
        project(lines, surface),
        mark.shape.kind === 'grow' || lines.some((line) => line.length > 2),
      );
    }
    case 'box': {
      if (!sameSpace(context, mark.seriesUid, context.frameOfReferenceOf(mark.seriesUid))) return [];
      // A box is not one on a bent sheet: its edges would be drawn where they are not.
      if (surface.look().kind === 'curved') return [];
      const outline = boxSection(mark.minLpsMm, mark.maxLpsMm, surface);
      if (outline === null) return [];
      const handles = boxHandles(mark.minLpsMm, mark.maxLpsMm, surface).map((handle): SceneItem => ({
        kind: 'handle',
        id: mark.id,
        at: handle.at,
        handle,
        style: mark.style,
      }));
      return [...pathItems(mark, project([outline], surface), true), ...handles];
    }
    case 'ruler':
      return rulerItems(mark, surface, (seriesUid, frameOfReferenceUid) =>
        sameSpace(context, seriesUid, frameOfReferenceUid),
      );
    case 'projected':
      return projectedItems(mark, surface, (seriesUid, frameOfReferenceUid) =>
        sameSpace(context, seriesUid, frameOfReferenceUid),
      );
    default:
      return unreachable(mark);
  }
}

function sameSpace(context: SceneContext, seriesUid: string, frameOfReferenceUid: string | null): boolean {
  if (seriesUid === context.seriesUid) return true;
  return frameOfReferenceUid !== null && frameOfReferenceUid === context.frameOfReferenceUid;
}

function project(
  lines: readonly (readonly PointLps[])[],
  surface: Surface,
): readonly (readonly CanvasPoint[])[] {
  return lines.map((line) =>
    line.flatMap((point) => {
      const projected = surface.projectPatient(point);
      return projected === null ? [] : [projected.at];
    }),
  );
}

function pathItems(
  mark: Extract<OverlayMark, { kind: 'region' | 'box' }>,
  lines: readonly (readonly CanvasPoint[])[],
  closed: boolean,
): readonly SceneItem[] {
  const drawn = lines.filter((line) => line.length > 1);
  if (drawn.length === 0) return [];
  return [
    { kind: 'path', id: mark.id, lines: drawn, closed, text: mark.text, style: mark.style, faint: false },
  ];
}

function pointItems(
  mark: Extract<OverlayMark, { kind: 'point' }>,
  surface: Surface,
  context: SceneContext,
): readonly SceneItem[] {
  const { where } = mark;
  const projected: Projected | null =
    where.kind === 'image'
      ? surface.projectImage(where.sopInstanceUid, where.frame, where.pointPx)
      : sameSpace(context, where.seriesUid, where.frameOfReferenceUid)
        ? surface.projectPatient(where.pointLpsMm)
        : null;
  if (projected === null) return [];
  const offMm = Math.abs(projected.depth);
  const near = offMm <= Math.max(mark.visibleWithinMm, surface.halfStepMm() ?? 0);
  if (!near && !mark.projectBeyond) return [];
  const text = near ? mark.text : `${mark.text} ${offMm.toFixed(0)} mm off`.trim();
  const { id, style, draggable } = mark;
  return [
    {
      kind: 'point',
      id,
      at: projected.at,
      text,
      style,
      faint: !near,
      draggable: draggable && near,
      depthMm: projected.depth,
    },
  ];
}
