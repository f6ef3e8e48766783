import type { CanvasPoint } from './planeView.ts';

/** What hands do on a pane, free of meaning: the pane decides by tool in hand. */
export interface GestureTarget {
  /** Left button, pen or one finger. Returning false leaves the pointer alone until it is released. */
  press(at: CanvasPoint, event: PointerEvent): void;
  move(at: CanvasPoint, event: PointerEvent): void;
  release(at: CanvasPoint, event: PointerEvent): void;
  /** Escape, a second finger, or the browser took the pointer away. */
  cancel(): void;
  pan(from: CanvasPoint, to: CanvasPoint): void;
  zoom(factor: number, at: CanvasPoint): void;
  window(dxPx: number, dyPx: number, phase: 'start' | 'move'): void;
  context(at: CanvasPoint): void;
  scroll(steps: number): void;
  hover(at: CanvasPoint | null): void;
  doubleClick(): void;
}

const WHEEL_PX_PER_STEP = 100;
/** A right click that moved less than this asks for the menu instead of a window. */
const CLICK_SLACK_PX = 4;
const LONG_PRESS_MS = 550;

type Held =
  | { readonly kind: 'tool'; readonly id: number }
  | { readonly kind: 'pan'; readonly id: number; last: CanvasPoint }
  | {
      readonly kind: 'window';
      readonly id: number;
      readonly start: CanvasPoint;
      last: CanvasPoint;
      moved: boolean;
    };

/**
 * Mouse, pen and touch on one element: left = tool, middle = pan, right = window, wheel = scroll, Ctrl+wheel = zoom;
 * one finger = tool, two fingers = pan and zoom, a resting finger = menu.
 *
 * @returns takes all listeners away
 */
export function attachGestures(element: HTMLElement, target: GestureTarget): () => void {
  const abort = new AbortController();
  const fingers = new Map<number, CanvasPoint>();
  let held: Held | null = null;
  let wheelRest = 0;
  let restedAt: CanvasPoint = [0, 0];
  let resting: ReturnType<typeof setTimeout> | null = null;
  element.style.touchAction = 'none';

  const point = (event: MouseEvent): CanvasPoint => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    passive = true,
  ): void => element.addEventListener(type, listener, { signal: abort.signal, passive });

  const letGo = (): void => {
    if (resting !== null) clearTimeout(resting);
    resting = null;
    if (held?.kind === 'tool') target.cancel();
    held = null;
  };

  on('pointerdown', (event) => {
    const at = point(event);
    element.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, at);
      if (fingers.size > 1) return letGo();
    }
    if (held !== null) return;
    if (event.button === 1) held = { kind: 'pan', id: event.pointerId, last: at };
    else if (event.button === 2)
      held = { kind: 'window', id: event.pointerId, start: at, last: at, moved: false };
    else if (event.button === 0) {
      held = { kind: 'tool', id: event.pointerId };
      target.press(at, event);
      if (event.pointerType === 'touch') restOn(at);
    }
  });

  /** A finger that rests asks for the menu. */
  const restOn = (at: CanvasPoint): void => {
    restedAt = at;
    resting = setTimeout(() => {
      if (held?.kind !== 'tool') return;
      letGo();
      target.context(at);
    }, LONG_PRESS_MS);
  };
  const endRest = (at: CanvasPoint | null): void => {
    if (resting === null) return;
    if (at !== null && Math.hypot(at[0] - restedAt[0], at[1] - restedAt[1]) <= 2 * CLICK_SLACK_PX) return;
    clearTimeout(resting);
    resting = null;
  };

  on('pointermove', (event) => {
    const at = point(event);
    endRest(at);
    if (fingers.has(event.pointerId)) {
      if (fingers.size === 2) pinch(event.pointerId, at);
      fingers.set(event.pointerId, at);
    }
    if (held === null || held.id !== event.pointerId) {
      if (event.pointerType !== 'touch') target.hover(at);
      return;
    }
    if (held.kind === 'tool') target.move(at, event);
    else if (held.kind === 'pan') {
      target.pan(held.last, at);
      held.last = at;
    } else dragWindow(held, at);
    if (event.pointerType !== 'touch') target.hover(at);
  });

  const dragWindow = (drag: Extract<Held, { kind: 'window' }>, at: CanvasPoint): void => {
    if (!drag.moved && Math.hypot(at[0] - drag.start[0], at[1] - drag.start[1]) <= CLICK_SLACK_PX) return;
    if (!drag.moved) target.window(0, 0, 'start');
    drag.moved = true;
    target.window(at[0] - drag.start[0], at[1] - drag.start[1], 'move');
    drag.last = at;
  };

  const pinch = (id: number, to: CanvasPoint): void => {
    const from = fingers.get(id);
    const other = [...fingers].find(([finger]) => finger !== id)?.[1];
    if (from === undefined || other === undefined) return;
    const before = Math.hypot(from[0] - other[0], from[1] - other[1]);
    const after = Math.hypot(to[0] - other[0], to[1] - other[1]);
    const middle = (p: CanvasPoint): CanvasPoint => [(p[0] + other[0]) / 2, (p[1] + other[1]) / 2];
    target.pan(middle(from), middle(to));
    if (before > 8 && after > 8) target.zoom(after / before, middle(to));
  };

  on('pointerup', (event) => {
    const at = point(event);
    endRest(null);
    fingers.delete(event.pointerId);
    if (held === null || held.id !== event.pointerId) return;
    const ended = held;
    held = null;
    if (ended.kind === 'tool') target.release(at, event);
    else if (ended.kind === 'window' && !ended.moved) target.context(at);
  });
  on('pointercancel', (event) => {
    fingers.delete(event.pointerId);
    if (held?.id === event.pointerId) letGo();
  });
  on('pointerleave', () => target.hover(null));
  on('dblclick', () => target.doubleClick());
  on('contextmenu', (event) => event.preventDefault(), false);
  on(
    'wheel',
    (event) => {
      event.preventDefault();
      const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      if (event.ctrlKey) return target.zoom(Math.exp(-px / 400), point(event));
      // A wheel notch is one step whatever the browser calls it; a trackpad adds up its small ones.
      wheelRest = Math.abs(px) >= 50 ? Math.sign(px) * WHEEL_PX_PER_STEP : wheelRest + px * 2;
      const steps = Math.trunc(wheelRest / WHEEL_PX_PER_STEP);
      wheelRest -= steps * WHEEL_PX_PER_STEP;
      if (steps !== 0) target.scroll(steps);
    },
    false,
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && held?.kind === 'tool') {
        event.stopPropagation();
        letGo();
      }
    },
    { signal: abort.signal, capture: true },
  );
  return () => abort.abort();
}
