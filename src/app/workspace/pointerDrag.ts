import { unreachable } from '../../domain/result.ts';
import type { CaseCommand } from '../../domain/case/commands.ts';
import type { Place } from '../../domain/case/document.ts';
import type { PanePointer, PointerAt } from '../../viewer/api.ts';
import { parseMarkId, type MarkTarget } from './markIds.ts';
import { clicked, placeAt, type Intent, type PointerContext } from './pointerIntent.ts';

/** A mark under the hand moves with it. */
export function dragIntents(
  event: Extract<PanePointer, { type: 'drag-mark' }>,
  context: PointerContext,
): readonly Intent[] {
  const target = parseMarkId(event.markId);
  const command = target === null ? null : moveCommand(target, event.at, context);
  return inGesture(event.phase, command === null ? null : { kind: 'command', command });
}

/** A whole drag is one step of history: opened at the start, closed at the end, left without trace on Escape. */
export function inGesture(
  phase: 'start' | 'move' | 'end' | 'cancel',
  change: Intent | null,
): readonly Intent[] {
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
