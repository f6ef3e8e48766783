import type { PointLps } from '../domain/case/document.ts';
import type { ObliquePlane } from './api.ts';
import { panned, zoomed, type CanvasPoint, type PlaneView } from './planeView.ts';
import type { Surface } from './surface.ts';

/** A point out of sight (or hidden by the edge) is brought this far inside the picture. */
const [EDGE_PX, INSIDE_PX] = [6, 60];

/** Where a pane looks: slice, centre, zoom. What is asked for before there is a picture is kept for it. */
export interface PaneMotion {
  readonly goTo: (index: number) => void;
  readonly scrollBy: (steps: number) => void;
  readonly pan: (from: CanvasPoint, to: CanvasPoint) => void;
  /** About a place of the canvas; about the middle without one. */
  readonly zoom: (factor: number, at?: CanvasPoint) => void;
  readonly showPoint: (point: PointLps) => void;
  /** The whole of the picture, until it is moved again. */
  readonly fit: () => void;
  /** Fits anew what nobody has moved since it was fitted: the body may have been found meanwhile. */
  readonly refit: () => void;
  /** Another cut through the volume: what is in the middle is there for a reason. */
  readonly align: (plane: ObliquePlane | null) => void;
  /** The pane got another size; a fitted picture stays fitted. */
  readonly resize: (widthPx: number, heightPx: number) => void;
  /** Keeps what is looked at while the picture is let go. */
  readonly keep: (surface: Surface) => void;
  /** Gives a new surface its size, and brings it to what was kept. */
  readonly restore: (surface: Surface, widthPx: number, heightPx: number) => void;
  /** Shows the point that was asked for when nothing could be shown. */
  readonly showPending: () => void;
}

export interface MotionHost {
  readonly surface: () => Surface | null;
  /** A run that plays stands still where a hand takes over. */
  pausePlay(): void;
  changed(): void;
}

export function createPaneMotion(host: MotionHost): PaneMotion {
  let pendingPoint: PointLps | null = null;
  let kept: { readonly index: number; readonly view: PlaneView | null } | null = null;
  let moved = false;

  const goTo = (index: number): void => {
    host.surface()?.goTo(index);
    host.changed();
  };
  const withView = (change: (view: PlaneView) => PlaneView): void => {
    const surface = host.surface();
    const view = surface?.view();
    if (surface === null || view == null) return;
    const next = change(view);
    if (next === view) return;
    surface.setView(next);
    moved = true;
    host.changed();
  };
  /** Moves the picture only when the point would not be seen, and no farther than needed: nothing jumps. */
  const bringIntoView = (point: PointLps): void => {
    const at = host.surface()?.projectPatient(point)?.at;
    if (at === undefined) return;
    withView((view) => {
      const to: CanvasPoint = [shownAt(at[0], view.widthPx), shownAt(at[1], view.heightPx)];
      return to[0] === at[0] && to[1] === at[1] ? view : panned(view, at, to);
    });
  };
  const fit = (): void => {
    host.surface()?.fit();
    moved = false;
    host.changed();
  };
  const refit = (): void => {
    if (!moved) fit();
  };
  const showPoint = (point: PointLps): void => {
    const surface = host.surface();
    if (surface === null) {
      pendingPoint = point;
      return;
    }
    const index = surface.indexNearest(point);
    if (index === null) return;
    host.pausePlay();
    goTo(index);
    bringIntoView(point);
  };
  return {
    goTo,
    scrollBy: (steps) => {
      host.pausePlay();
      const surface = host.surface();
      if (surface !== null) goTo(surface.index() + steps);
    },
    pan: (from, to) => withView((view) => panned(view, from, to)),
    zoom: (factor, at) =>
      withView((view) => zoomed(view, factor, at ?? [view.widthPx / 2, view.heightPx / 2])),
    showPoint,
    fit,
    refit,
    align: (plane) => {
      host.surface()?.align(plane);
      moved ||= plane !== null;
      host.changed();
    },
    resize: (widthPx, heightPx) => {
      const view = host.surface()?.view();
      // A browser tells the size when it begins to watch it, too.
      if (view?.widthPx === widthPx && view.heightPx === heightPx) return;
      host.surface()?.resize(widthPx, heightPx);
      refit();
      host.changed();
    },
    keep: (surface) => {
      kept = { index: surface.index(), view: surface.view() };
    },
    restore: (surface, widthPx, heightPx) => {
      if (kept !== null) surface.goTo(kept.index);
      surface.resize(widthPx, heightPx);
      moved &&= kept?.view != null;
      if (moved && kept?.view != null) surface.setView({ ...kept.view, widthPx, heightPx });
      kept = null;
    },
    showPending: () => {
      if (pendingPoint !== null) showPoint(pendingPoint);
      pendingPoint = null;
    },
  };
}

function shownAt(px: number, sizePx: number): number {
  if (px >= EDGE_PX && px <= sizePx - EDGE_PX) return px;
  const inside = Math.min(INSIDE_PX, sizePx / 2);
  return px < EDGE_PX ? inside : sizePx - inside;
}
