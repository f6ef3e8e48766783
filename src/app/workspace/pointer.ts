import { unreachable } from '../../domain/result.ts';
import type { CaseCommand } from '../../domain/case/commands.ts';
import type { CaseDocument, ClickPlane, Place, PointLps, RegionShape } from '../../domain/case/document.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';
import type { PanePointer, PointerAt } from '../../viewer/api.ts';
import type { ContextMenu, SpineMode, ToolInHand } from '../workspace.ts';
import { parseMarkId, type MarkTarget } from './markIds.ts';
import { selectionId } from './targets.ts';

/** What a gesture on a pane asks for. Ids, measurements and the viewer come later: this is a pure reading. */
export type Intent =
  | { readonly kind: 'command'; readonly command: CaseCommand }
  | { readonly kind: 'place-label'; readonly command: CaseCommand; readonly level: Vertebra }
  | { readonly kind: 'insert-label'; readonly command: CaseCommand }
  | { readonly kind: 'add-finding'; readonly place: Place; readonly keepTool: boolean }
  | { readonly kind: 'ruler-end'; readonly place: Place }
  | { readonly kind: 'add-region'; readonly shape: RegionShape; readonly keepTool: boolean }
  | { readonly kind: 'grow-from'; readonly seedLpsMm: PointLps; readonly keepTool: boolean }
  | {
      readonly kind: 'bounds';
      readonly regionId: string;
      readonly minLpsMm: PointLps;
      readonly maxLpsMm: PointLps;
    }
  | { readonly kind: 'gesture'; readonly phase: 'mark' | 'commit' | 'bail' }
  | { readonly kind: 'show'; readonly place: Place }
  | { readonly kind: 'select'; readonly targetId: string | null }
  | { readonly kind: 'menu'; readonly menu: ContextMenu }
  | { readonly kind: 'maximise'; readonly paneId: string }
  | { readonly kind: 'refuse'; readonly text: string };

export interface PointerContext {
  readonly doc: CaseDocument;
  readonly tool: ToolInHand;
  readonly spineMode: SpineMode;
  readonly nextLevel: Vertebra;
  readonly paneId: string;
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string | null;
  /** Straightened along the spine: no flat plane to draw a region on. */
  readonly curved?: boolean;
  /** The anatomical plane of the pane; null where the picture has none. */
  readonly clickPlane?: ClickPlane | null;
}

/** From a pointer event of a pane to what it means with the tool in hand. */
export function interpretPointer(event: PanePointer, context: PointerContext): readonly Intent[] {
  switch (event.type) {
    case 'click':
      return clickIntents(event, context);
    case 'drag-mark':
      return dragIntents(event, context);
    case 'box': {
      const target = parseMarkId(event.markId);
      if (target?.kind !== 'bounds') return [];
      const { minLpsMm, maxLpsMm } = event;
      return inGesture(event.phase, { kind: 'bounds', regionId: target.id, minLpsMm, maxLpsMm });
    }
    case 'shape':
      return [{ kind: 'add-region', shape: event.shape, keepTool: false }];
    case 'double-click':
      return [{ kind: 'maximise', paneId: context.paneId }];
    case 'context': {
      const target = event.hit === null ? null : parseMarkId(event.hit);
      const targetId = target === null ? null : selectionId(target);
      return [{ kind: 'menu', menu: { paneId: context.paneId, at: event.at, targetId } }];
    }
    default:
      return unreachable(event);
  }
}

function clickIntents(
  event: Extract<PanePointer, { type: 'click' }>,
  context: PointerContext,
): readonly Intent[] {
  const hit = event.hit === null ? null : parseMarkId(event.hit);
  if (hit !== null && takesHit(context.tool, hit)) return [{ kind: 'select', targetId: selectionId(hit) }];
  switch (context.tool) {
    case 'spine':
      return spineIntents(event.at, context);
    case 'leak': {
      const place = placeAt(event.at, context);
      return place === null ? [NO_PLACE] : [{ kind: 'add-finding', place, keepTool: event.shift }];
    }
    case 'grow':
      return event.at.pointLpsMm === null
        ? [NO_VOLUME]
        : [{ kind: 'grow-from', seedLpsMm: event.at.pointLpsMm, keepTool: event.shift }];
    case 'crosshair': {
      const place = placeAt(event.at, context);
      return place === null ? [] : [{ kind: 'show', place }];
    }
    case 'ruler': {
      if (context.curved === true) return [NO_LENGTH_ON_CURVED];
      const place = placeAt(event.at, context);
      return place === null ? [NO_PLACE] : [{ kind: 'ruler-end', place }];
    }
    case 'navigate':
      return [{ kind: 'select', targetId: null }];
    case 'ellipse':
    case 'freehand':
      if (context.frameOfReferenceUid === null) return [NO_VOLUME];
      return context.curved === true ? [NOT_ON_CURVED] : [];
    default:
      return unreachable(context.tool);
  }
}

/**
 * A click on a mark takes the mark; with a marking tool only marks of its own kind, so that a leak can be put on a
 * label or inside a region.
 */
function takesHit(tool: ToolInHand, hit: MarkTarget): boolean {
  switch (tool) {
    case 'spine':
      return hit.kind === 'label' || hit.kind === 'projection-label' || hit.kind === 'canal';
    case 'leak':
      return hit.kind === 'finding';
    case 'navigate':
      return true;
    default:
      return false;
  }
}

function spineIntents(at: PointerAt, context: PointerContext): readonly Intent[] {
  const place = placeAt(at, context);
  if (place === null) return [NO_PLACE];
  const { nextLevel: level, seriesUid } = context;
  if (place.kind === 'image') {
    if (context.spineMode === 'insert')
      return [
        {
          kind: 'refuse',
          text: 'On a projection image choose the level and click: nothing is renumbered there.',
        },
      ];
    const { sopInstanceUid, frame, pointPx } = place;
    const command = { type: 'projection/label', seriesUid, sopInstanceUid, frame, level, pointPx } as const;
    return [{ kind: 'place-label', level, command }];
  }
  const { frameOfReferenceUid, pointLpsMm } = place;
  if (context.spineMode === 'insert')
    return [
      { kind: 'insert-label', command: { type: 'label/insert', seriesUid, pointLpsMm, ...clicked(context) } },
    ];
  return [
    {
      kind: 'place-label',
      level,
      command: {
        type: 'label/place',
        seriesUid,
        frameOfReferenceUid,
        level,
        pointLpsMm,
        ...clicked(context),
      },
    },
  ];
}

const clicked = ({ clickPlane = null }: PointerContext): { readonly clickedOn?: ClickPlane } =>
  clickPlane === null ? {} : { clickedOn: clickPlane };

function dragIntents(
  event: Extract<PanePointer, { type: 'drag-mark' }>,
  context: PointerContext,
): readonly Intent[] {
  const target = parseMarkId(event.markId);
  const command = target === null ? null : moveCommand(target, event.at, context);
  return inGesture(event.phase, command === null ? null : { kind: 'command', command });
}

/** A whole drag is one step of history: opened at the start, closed at the end, left without trace on Escape. */
function inGesture(phase: 'start' | 'move' | 'end' | 'cancel', change: Intent | null): readonly Intent[] {
  const changes = change === null ? [] : [change];
  if (phase === 'start') return [{ kind: 'gesture', phase: 'mark' }];
  if (phase === 'cancel') return [{ kind: 'gesture', phase: 'bail' }];
  return phase === 'move' ? changes : [...changes, { kind: 'gesture', phase: 'commit' }];
}

function moveCommand(target: MarkTarget, at: PointerAt, context: PointerContext): CaseCommand | null {
  switch (target.kind) {
    case 'label': {
      const { seriesUid, level } = target;
      return at.pointLpsMm === null
        ? null
        : { type: 'label/move', seriesUid, level, pointLpsMm: at.pointLpsMm, ...clicked(context) };
    }
    case 'canal': {
      const { seriesUid, level } = target;
      return at.pointLpsMm === null
        ? null
        : { type: 'canal/place', seriesUid, level, pointLpsMm: at.pointLpsMm };
    }
    case 'projection-label': {
      const { sopInstanceUid, frame, level } = target;
      if (at.image?.sopInstanceUid !== sopInstanceUid || at.image.frame !== frame) return null;
      const { pointPx } = at.image;
      return {
        type: 'projection/label',
        seriesUid: context.seriesUid,
        sopInstanceUid,
        frame,
        level,
        pointPx,
      };
    }
    case 'finding': {
      const finding = context.doc.findings.find((candidate) => candidate.id === target.id);
      const place = placeAt(at, context);
      if (finding === undefined || place === null || place.kind !== finding.place.kind) return null;
      return { type: 'finding/update', id: target.id, patch: { place: movedPlace(finding.place, place) } };
    }
    case 'region':
    case 'bounds':
    case 'ruler':
      return null;
    default:
      return unreachable(target);
  }
}

/** A mark dragged on another series of its frame of reference still belongs to the series it was put on. */
function movedPlace(before: Place, after: Place): Place {
  if (before.kind !== 'patient' || after.kind !== 'patient') return after;
  return { ...before, pointLpsMm: after.pointLpsMm };
}

/** Patient space where the data give it; else the pixel of one image and frame; else nothing. */
export function placeAt(
  at: PointerAt,
  context: Pick<PointerContext, 'seriesUid' | 'frameOfReferenceUid'>,
): Place | null {
  const { seriesUid, frameOfReferenceUid } = context;
  if (at.pointLpsMm !== null && frameOfReferenceUid !== null)
    return { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm: at.pointLpsMm };
  return at.image === null ? null : { kind: 'image', seriesUid, ...at.image };
}

const NO_PLACE: Intent = { kind: 'refuse', text: 'No image under the pointer: click inside the picture.' };
const NO_VOLUME: Intent = {
  kind: 'refuse',
  text: 'Regions are measured in a CT or MR volume; this image has no voxels in patient space.',
};
const NO_LENGTH_ON_CURVED: Intent = {
  kind: 'refuse',
  text: 'Lengths are measured on flat planes: use the axial, sagittal or coronal view.',
};
const NOT_ON_CURVED: Intent = {
  kind: 'refuse',
  text: 'Regions are drawn on flat planes: use the axial, sagittal or coronal view.',
};
