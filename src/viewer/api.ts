import type { PointLps, PointPx, RegionMeasurement, RegionShape } from '../domain/case/document.ts';
import type { Result } from '../domain/result.ts';
import type { InstanceSource, LoadState } from '../imaging/api.ts';
import type { CineManner } from './cinePlayer.ts';
import type { MarkStyle } from './markStyle.ts';
import type { OverlayPlace } from './overlayPlace.ts';
import type { RulerOverlay } from './rulerOverlay.ts';
import type { ProjectedOverlay } from './projectedOverlay.ts';

/**
 * What the viewer room offers to app/. No React, no plan, no server. One Cornerstone rendering engine behind it.
 * Marks are drawn by the viewer's own overlay (SVG above the canvas) from `OverlayModel`; nothing here keeps clinical
 * state. Screen side never defines side: every point that leaves is LPS mm, or an image pixel with its SOP and frame.
 */
export interface Viewer {
  /** Registers a series; nothing is loaded before a pane shows it. Idempotent by series UID. */
  addSeries(source: InstanceSource): void;
  removeSeries(seriesUid: string): void;
  /** Mounts a pane in an element. Several panes of one series share one volume. */
  openPane(element: HTMLDivElement, spec: PaneSpec): Pane;
  /** Load state of a series, for progress and cancel. */
  loadState(seriesUid: string): LoadState;
  cancelLoad(seriesUid: string): void;
  /**
   * Loads a series that no pane shows, and ends with its load: complete, cancelled or failed. After `signal` it goes on
   * only where a pane shows the series by then.
   */
  load(seriesUid: string, signal?: AbortSignal): Promise<LoadState>;
  /** Would the series fit beside what is in memory now, without letting go of anything? */
  fits(seriesUid: string): boolean;
  /** Loads slices `from` to `to` (from 1) in place of the whole series: for what does not fit (`LoadState.offer`). */
  loadRange(seriesUid: string, from: number, to: number): void;
  retryLoad(seriesUid: string): void;
  onLoadState(listener: (seriesUid: string, state: LoadState) => void): Unsubscribe;
  /** Voxel access for measurement; err when the series has no volume or its geometry forbids one. */
  measureRegion(seriesUid: string, shape: RegionShape): Result<RegionMeasurement>;
  /** Voxel value at a point in the modality's unit, null outside. */
  sample(seriesUid: string, pointLpsMm: PointLps): number | null;
  setOverlay(model: OverlayModel): void;
  /** Lines where the planes of other panes cut this one; only within one frame of reference. */
  setReferenceLines(on: boolean): void;
  /** A small picture of a series, `heightPx` high, from voxels in memory or one image fetched; null where there is none. */
  thumbnail(seriesUid: string, heightPx: number): Promise<HTMLCanvasElement | null>;
  /** Told once it is known, which is after the first images: what this browser cannot do, null where nothing is off. */
  onLimitation(listener: (limitation: string | null) => void): Unsubscribe;
  dispose(): void;
}
export type Unsubscribe = () => void;

export const PLANES = ['axial', 'sagittal', 'coronal', 'curved-sagittal', 'curved-coronal', 'stack'] as const;
/** `curved-…`: straightened along the labels of the spine (`Pane.setSpine`). */
export type Plane = (typeof PLANES)[number];
export type CurvedPlane = Extract<Plane, `curved-${string}`>;

/** A plane to look along, such as the disc of an interspace. */
export interface ObliquePlane {
  /** What it is parallel to: "L4-L5". */
  readonly name: string;
  readonly centreLpsMm: PointLps;
  /** Unit vectors toward the right and top edge of the picture. */
  readonly rightLps: PointLps;
  readonly upLps: PointLps;
}

/** Which cut a pane shows. `offMm`: from the named plane, + toward the head; `tiltDeg`: from the volume's own plane. */
export type SliceLook =
  | { readonly kind: 'flat' }
  | { readonly kind: 'oblique'; readonly name: string; readonly tiltDeg: number; readonly offMm: number }
  | { readonly kind: 'curved' };

export interface PaneSpec {
  readonly paneId: string;
  readonly seriesUid: string;
  readonly plane: Plane;
}

export interface Pane {
  readonly spec: PaneSpec;
  readonly state: () => PaneState;
  /** Fires after each render and whenever `state` changed; coalesced to one a frame. */
  onChange(listener: () => void): Unsubscribe;
  /** Pointer gestures with the left button, by tool in hand; other buttons navigate inside the viewer. */
  onPointer(listener: (event: PanePointer) => void): Unsubscribe;
  setTool(tool: PaneTool): void;
  scrollBy(slicesOrFrames: number): void;
  scrollTo(sliceOrFrame: number): void;
  /** All orthogonal panes of the same frame of reference follow through `linkTo` in app/. */
  showPoint(pointLpsMm: PointLps): void;
  /** The patient place in the middle of the view; null where there is none. */
  centre(): PointLps | null;
  /** 0-based slice nearest to a point; null before the picture is there and on stacks without geometry. */
  indexNearest(pointLpsMm: PointLps): number | null;
  setWindow(window: VoiWindow): void;
  /** Percentile window for MR: low and high in 0..100. */
  setPercentileWindow(low: number, high: number): void;
  setInvert(on: boolean): void;
  /** thickness 0 = off. */
  setSlab(slab: { readonly mode: 'mip' | 'minip' | 'mean'; readonly thicknessMm: number }): void;
  zoomBy(factor: number): void;
  panBy(dxPx: number, dyPx: number): void;
  /** Turns a plane parallel to another one, through its centre; null = back to the volume's own plane. */
  alignTo(plane: ObliquePlane | null): void;
  /** Body centres from head to foot that curved planes follow; null or fewer than two = nothing to follow. */
  setSpine(centresLpsMm: readonly PointLps[] | null): void;
  /** Moves the keyboard's cursor; the first move puts it in the middle. */
  moveCursor(dxPx: number, dyPx: number): void;
  /** A click of the tool in hand at the keyboard's cursor; false when there is no cursor. */
  clickCursor(): boolean;
  /** Takes the keyboard's cursor away; false when there was none. */
  hideCursor(): boolean;
  /** Fit to pane; `reset` also restores slice, window and slab. */
  fit(): void;
  reset(): void;
  cine(command: 'play' | 'pause' | 'toggle'): void;
  /** Share of the true speed, and whether a run starts again at its end. */
  setCine(manner: Partial<CineManner>): void;
  /** What is shown as a picture at the resolution of its source, with marks, letters and scale. */
  capture(): Promise<Result<CapturedImage>>;
  close(): void;
}

export interface VoiWindow {
  readonly center: number;
  readonly width: number;
}

export interface PaneState {
  readonly status: 'empty' | 'loading' | 'ready' | 'failed';
  readonly message: string | null;
  /** 0-based slice or frame index and count. */
  readonly index: number;
  readonly count: number;
  /** Position of the focal plane along its normal, mm; null for stacks without geometry. */
  readonly positionMm: number | null;
  readonly window: VoiWindow | null;
  readonly invert: boolean;
  readonly slabMm: number;
  readonly slabMode: 'mip' | 'minip' | 'mean';
  /** Edge letters; null where the data prove nothing. `declared` = from (0020,0020) only. */
  readonly letters: {
    readonly left: string;
    readonly right: string;
    readonly top: string;
    readonly bottom: string;
  } | null;
  readonly lettersProof: 'proven' | 'declared' | 'none';
  readonly cursor: CursorInfo | null;
  readonly cine: {
    readonly playing: boolean;
    readonly frameTimeMs: number | null;
    /** When the frame shown was taken, ms from the first, by the file's own times; null where it states none. */
    readonly atMs: number | null;
    /** Pictures really shown a second. */
    readonly actualFps: number | null;
    readonly speed: number;
    readonly loop: boolean;
  } | null;
  /** SOP Instance UID and 1-based frame shown, where the pane shows an original image. */
  readonly image: { readonly sopInstanceUid: string; readonly frame: number } | null;
  /** 'HU', 'signal' or null (no calibrated unit). */
  readonly unit: 'HU' | 'signal' | null;
  readonly spacing: 'calibrated' | 'estimated' | 'none';
  readonly look: SliceLook;
  /** Set where the image shown has one value only, so that its picture is one field. */
  readonly evenNote?: string;
}
export interface CursorInfo {
  readonly pointLpsMm: PointLps | null;
  readonly pointPx: PointPx | null;
  readonly value: number | null;
}

export const PANE_TOOLS = ['navigate', 'crosshair', 'point', 'ellipse', 'freehand', 'box'] as const;
/** `point`: clicks and mark drags are reported; `ellipse`, `freehand`: shapes drawn by drag; `box`: drag growth bounds. */
export type PaneTool = (typeof PANE_TOOLS)[number];

export type PanePointer =
  | {
      readonly type: 'click';
      readonly at: PointerAt;
      readonly hit: string | null;
      readonly shift: boolean;
      readonly alt: boolean;
    }
  | {
      readonly type: 'drag-mark';
      readonly phase: 'start' | 'move' | 'end' | 'cancel';
      readonly markId: string;
      readonly at: PointerAt;
    }
  | { readonly type: 'shape'; readonly shape: RegionShape }
  /** Growth bounds dragged by a face or corner of their box. */
  | {
      readonly type: 'box';
      readonly phase: 'start' | 'move' | 'end' | 'cancel';
      readonly markId: string;
      readonly minLpsMm: PointLps;
      readonly maxLpsMm: PointLps;
    }
  | { readonly type: 'double-click' }
  | { readonly type: 'context'; readonly at: PointerAt; readonly hit: string | null };
export interface PointerAt {
  readonly pointLpsMm: PointLps | null;
  readonly image: {
    readonly sopInstanceUid: string;
    readonly frame: number;
    readonly pointPx: PointPx;
  } | null;
}

/** Everything the overlay draws, in patient or image places; the viewer projects it on every pane and render. */
export interface OverlayModel {
  readonly marks: readonly OverlayMark[];
}
export type OverlayMark =
  | ProjectedOverlay
  | RulerOverlay
  | {
      readonly kind: 'point';
      readonly id: string;
      readonly where: OverlayPlace;
      readonly text: string;
      readonly style: MarkStyle;
      /** Drawn on slices within this distance; farther away as a faint projection, or not at all (0). */
      readonly visibleWithinMm: number;
      readonly projectBeyond: boolean;
      readonly draggable: boolean;
    }
  | {
      readonly kind: 'curve';
      readonly id: string;
      readonly frameOfReferenceUid: string;
      readonly seriesUid: string;
      readonly pointsLpsMm: readonly PointLps[];
      readonly style: MarkStyle;
    }
  | {
      readonly kind: 'region';
      readonly id: string;
      readonly seriesUid: string;
      readonly shape: RegionShape;
      readonly text: string;
      readonly style: MarkStyle;
    }
  | {
      readonly kind: 'box';
      readonly id: string;
      readonly seriesUid: string;
      readonly minLpsMm: PointLps;
      readonly maxLpsMm: PointLps;
      readonly text: string;
      readonly style: MarkStyle;
    };

export type { OverlayPlace } from './overlayPlace.ts';

export type { MarkStyle } from './markStyle.ts';

export interface CapturedImage {
  readonly png: Blob;
  /** The same picture without marks. */
  readonly clean: Blob;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Which slice, how thick, how windowed. */
  readonly words: string;
  readonly image: { readonly sopInstanceUid: string; readonly frame: number } | null;
}
