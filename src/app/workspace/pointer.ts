import { unreachable } from '../../domain/result.ts';
import type { PanePointer, PointerAt } from '../../viewer/api.ts';
import type { ToolInHand } from '../workspace.ts';
import { parseMarkId, type MarkTarget } from './markIds.ts';
import { dragIntents, inGesture } from './pointerDrag.ts';
import { clicked, placeAt, type Intent, type PointerContext } from './pointerIntent.ts';
import { selectionId } from './targets.ts';

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
