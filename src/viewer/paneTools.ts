import type { RegionShape } from '../domain/case/document.ts';
import { addScaled } from '../domain/geometry/vec3.ts';
import type { PanePointer, PaneTool, PointerAt } from './api.ts';
import { dragBox, type BoxHandle } from './boxSection.ts';
import { hitTest, REACH_PX } from './hitTest.ts';
import type { Sketch } from './overlayLayer.ts';
import { pointUnderCanvas, type CanvasPoint } from './planeView.ts';
import type { SceneItem } from './sceneItem.ts';
import { ellipseShape, ellipseSketch, freehandShape } from './sketch.ts';
import type { Surface } from './surface.ts';

/** A press that moved less than this is a click. */
const CLICK_SLACK_PX = 4;
/** A drag over the whole pane scrolls this many times its height in steps of one slice. */
const PX_PER_SLICE = 6;

export interface ToolHost {
  readonly surface: () => Surface | null;
  readonly items: () => readonly SceneItem[];
  readonly tool: () => PaneTool;
  /** Bounds of a box mark as they are now. */
  readonly boxOf: (
    markId: string,
  ) => Pick<Extract<PanePointer, { type: 'box' }>, 'minLpsMm' | 'maxLpsMm'> | null;
  emit(event: PanePointer): void;
  setSketch(sketch: Sketch | null): void;
  scrollBy(steps: number): void;
}

type Action =
  | { readonly kind: 'waiting'; readonly hit: string | null }
  | { readonly kind: 'crosshair' }
  | { readonly kind: 'scroll'; readonly rest: number }
  | {
      readonly kind: 'mark';
      readonly markId: string;
      readonly last: PointerAt;
      readonly grip: CanvasPoint;
      readonly depthMm: number;
    }
  | {
      readonly kind: 'box';
      readonly markId: string;
      readonly moves: BoxHandle['moves'];
      readonly grip: CanvasPoint;
    }
  | { readonly kind: 'ellipse' }
  | { readonly kind: 'freehand'; readonly points: readonly CanvasPoint[] }
  | { readonly kind: 'spent' };

/** What the left button (or pen, or one finger) does with each tool in hand. */
export interface PaneToolHandler {
  press(at: CanvasPoint, event: PointerEvent): void;
  move(at: CanvasPoint): void;
  release(at: CanvasPoint, event: PointerEvent): void;
  cancel(): void;
  context(at: CanvasPoint): void;
}

export function createPaneTools(host: ToolHost): PaneToolHandler {
  let action: Action | null = null;
  let start: CanvasPoint = [0, 0];
  let pressed: SceneItem | null = null;
  let byTouch = false;

  const placeAt = (at: CanvasPoint): PointerAt =>
    host.surface()?.placeAt(at) ?? { pointLpsMm: null, image: null };
  const hitAt = (at: CanvasPoint, pointerType: string): SceneItem | null =>
    hitTest(host.items(), at, pointerType === 'touch' ? REACH_PX.touch : REACH_PX.mouse);
  const click = (at: CanvasPoint, hit: string | null, event: PointerEvent): void =>
    host.emit({ type: 'click', at: placeAt(at), hit, shift: event.shiftKey, alt: event.altKey });

  const placeAtDepth = (at: CanvasPoint, depthMm: number): PointerAt => {
    const place = placeAt(at);
    const surface = host.surface();
    const view = surface?.view() ?? null;
    if (surface === null || view === null || place.pointLpsMm === null || depthMm === 0) return place;
    const point = addScaled(pointUnderCanvas(view, at), view.normal, depthMm);
    return { ...place, pointLpsMm: surface.patientFromView(point) };
  };
  const emitMark = (phase: 'start' | 'move' | 'end' | 'cancel', markId: string, at: PointerAt): void =>
    host.emit({ type: 'drag-mark', phase, markId, at });

  const emitBox = (held: Extract<Action, { kind: 'box' }>, phase: 'move' | 'end', at: CanvasPoint): void => {
    const [surface, box] = [host.surface(), host.boxOf(held.markId)];
    const view = surface?.view() ?? null;
    if (surface === null || box === null || view === null) return;
    const to = surface.patientFromView(pointUnderCanvas(view, gripped(held.grip, at)));
    if (to === null) return;
    host.emit({
      type: 'box',
      phase,
      markId: held.markId,
      ...dragBox(box.minLpsMm, box.maxLpsMm, held.moves, to),
    });
  };
  const emitBoxAsIs = (markId: string, phase: 'start' | 'cancel'): void => {
    const box = host.boxOf(markId);
    if (box !== null) host.emit({ type: 'box', phase, markId, ...box });
  };

  const begin = (at: CanvasPoint): Action => {
    const tool = host.tool();
    if (pressed?.kind === 'handle' && tool !== 'ellipse' && tool !== 'freehand') {
      emitBoxAsIs(pressed.id, 'start');
      const grip: CanvasPoint = [start[0] - pressed.at[0], start[1] - pressed.at[1]];
      return { kind: 'box', markId: pressed.id, moves: pressed.handle.moves, grip };
    }
    const movesMarks = tool === 'point' || tool === 'box' || tool === 'navigate';
    if (movesMarks && pressed?.kind === 'point' && pressed.draggable) {
      const grip: CanvasPoint = [start[0] - pressed.at[0], start[1] - pressed.at[1]];
      const last = placeAtDepth(pressed.at, pressed.depthMm);
      emitMark('start', pressed.id, last);
      return { kind: 'mark', markId: pressed.id, last, grip, depthMm: pressed.depthMm };
    }
    // A finger that moves scrolls with any tool; it places with a tap.
    if (byTouch && tool !== 'ellipse' && tool !== 'freehand') return { kind: 'scroll', rest: start[1] };
    if (tool === 'ellipse') return { kind: 'ellipse' };
    if (tool === 'freehand') return { kind: 'freehand', points: [start, at] };
    return tool === 'navigate' ? { kind: 'scroll', rest: start[1] } : { kind: 'spent' };
  };

  const proceed = (held: Action, at: CanvasPoint): Action => {
    switch (held.kind) {
      case 'scroll': {
        const steps = Math.trunc((at[1] - held.rest) / PX_PER_SLICE);
        if (steps === 0) return held;
        host.scrollBy(steps);
        return { kind: 'scroll', rest: held.rest + steps * PX_PER_SLICE };
      }
      case 'mark': {
        const place = placeAtDepth(gripped(held.grip, at), held.depthMm);
        emitMark('move', held.markId, place);
        return { ...held, last: place };
      }
      case 'box':
        emitBox(held, 'move', at);
        return held;
      case 'ellipse':
        host.setSketch({ points: ellipseSketch(start, at), closed: true });
        return held;
      case 'freehand': {
        const last = held.points.at(-1) ?? start;
        if (Math.hypot(at[0] - last[0], at[1] - last[1]) < 2) return held;
        const points = [...held.points, at];
        host.setSketch({ points, closed: false });
        return { kind: 'freehand', points };
      }
      default:
        return held;
    }
  };

  const finish = (held: Action, at: CanvasPoint, event: PointerEvent): void => {
    const surface = host.surface();
    switch (held.kind) {
      case 'waiting':
        return click(at, held.hit, event);
      case 'mark':
        return emitMark('end', held.markId, placeAtDepth(gripped(held.grip, at), held.depthMm));
      case 'box':
        return emitBox(held, 'end', at);
      case 'ellipse':
        return emitShape(surface === null ? null : ellipseShape(surface, start, at));
      case 'freehand':
        return emitShape(surface === null ? null : freehandShape(surface, held.points));
      default:
        return undefined;
    }
  };
  const emitShape = (shape: RegionShape | null): void => {
    if (shape !== null) host.emit({ type: 'shape', shape });
  };

  return {
    press: (at, event) => {
      start = at;
      byTouch = event.pointerType === 'touch';
      pressed = hitAt(at, event.pointerType);
      if (host.tool() === 'crosshair' && pressed?.kind !== 'handle') {
        action = { kind: 'crosshair' };
        click(at, pressed?.id ?? null, event);
      } else action = { kind: 'waiting', hit: pressed?.id ?? null };
    },
    move: (at) => {
      if (action === null) return;
      if (action.kind === 'crosshair') {
        host.emit({ type: 'click', at: placeAt(at), hit: null, shift: false, alt: false });
        return;
      }
      if (action.kind === 'waiting') {
        if (Math.hypot(at[0] - start[0], at[1] - start[1]) <= CLICK_SLACK_PX) return;
        action = begin(at);
      }
      action = proceed(action, at);
    },
    release: (at, event) => {
      const held = action;
      action = null;
      host.setSketch(null);
      if (held !== null) finish(held, at, event);
    },
    cancel: () => {
      const held = action;
      action = null;
      host.setSketch(null);
      if (held?.kind === 'mark') emitMark('cancel', held.markId, held.last);
      if (held?.kind === 'box') emitBoxAsIs(held.markId, 'cancel');
    },
    context: (at) => host.emit({ type: 'context', at: placeAt(at), hit: hitAt(at, 'mouse')?.id ?? null }),
  };
}

/** A mark is held where it was grabbed, so it does not jump to the pointer; nor does it jump onto the plane. */
const gripped = (grip: CanvasPoint, at: CanvasPoint): CanvasPoint => [at[0] - grip[0], at[1] - grip[1]];
