import type { PointLps, PointPx } from '../domain/case/document.ts';
import type { Vec3 } from '../domain/geometry/vec3.ts';
import type { FrameRef } from '../imaging/api.ts';
import type { ObliquePlane, PaneState, Plane, PointerAt, SliceLook, VoiWindow } from './api.ts';
import type { EdgeLetters } from './letters.ts';
import type { CanvasPoint, PlaneView, Projected } from './planeView.ts';

/** What a surface shows at the resolution of its source: one canvas pixel a pixel of the source. */
export interface Print {
  readonly canvas: HTMLCanvasElement;
  readonly view: PlaneView;
}

export interface SlabSetting {
  readonly mode: PaneState['slabMode'];
  readonly thicknessMm: number;
}

/**
 * What a pane draws on: a plane of a volume, or one frame of a stack. Knows geometry and the Cornerstone viewport;
 * knows nothing of tools, marks or React.
 */
export interface Surface {
  readonly plane: Plane;
  /**
   * A function, as all that changes here: V8 keeps the getter of an object literal, of whichever surface came first, for as
   * long as the page lives, and with it the voxels that the getter reaches.
   */
  readonly count: () => number;
  readonly startIndex: () => number;
  readonly index: () => number;
  goTo(index: number): void;
  /** Whether the picture at the present index can be shown. */
  readonly ready: () => boolean;
  readonly busy: () => boolean;
  readonly view: () => PlaneView | null;
  setView(view: PlaneView): void;
  fit(): void;
  resize(widthPx: number, heightPx: number): void;
  setWindow(window: VoiWindow): void;
  setInvert(on: boolean): void;
  setSlab(slab: SlabSetting): void;
  readonly letters: () => { readonly letters: EdgeLetters | null; readonly proof: PaneState['lettersProof'] };
  readonly spacing: () => PaneState['spacing'];
  readonly positionMm: () => number | null;
  /** The original image shown, where it is one. */
  readonly original: () => FrameRef | null;
  readonly placeAt: (at: CanvasPoint) => PointerAt;
  readonly valueAt: (at: CanvasPoint) => number | null;
  readonly projectPatient: (pointLpsMm: PointLps) => Projected | null;
  readonly projectImage: (sopInstanceUid: string, frame: number, pointPx: PointPx) => Projected | null;
  /** Index whose plane is nearest to a point; null where the series has no geometry. */
  readonly indexNearest: (pointLpsMm: PointLps) => number | null;
  /** View space → patient, off the plane too; null without geometry. */
  readonly patientFromView: (point: Vec3) => PointLps | null;
  /** Half the distance to the next plane, mm: how far off the plane a voxel still belongs to it. */
  readonly halfStepMm: () => number | null;
  readonly look: () => SliceLook;
  /** Another cut through the same volume; a surface that has only one ignores it. */
  align(plane: ObliquePlane | null): void;
  /** The picture whatever the size of the pane, drawn anew; null while there is none. */
  print(): Print | null;
  /** This surface as another view of it would show it: places on that canvas, letters at its edges. */
  through(view: PlaneView): Surface;
  /** Frames of the series arrived. Drawn at once, the first picture sharply, later ones as coarsely as they must be. */
  framesArrived(indices: readonly number[]): void;
  /** At the next frame of the screen. */
  render(): void;
  /** At once and sharply: nothing more will arrive. */
  renderSharply(): void;
  dispose(): void;
}
