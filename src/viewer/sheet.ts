import type { Vec3 } from '../domain/geometry/vec3.ts';
import type { PictureLine } from '../domain/geometry/resample.ts';
import type { PaneState, Plane, SliceLook } from './api.ts';
import type { EdgeLetters } from './letters.ts';
import type { PlaneView } from './planeView.ts';

/**
 * A family of surfaces through a volume, one of which is shown: flat planes, or the sheet bent along the spine. Its view
 * space is what `PlaneView` speaks of: LPS mm for planes, millimetres on the sheet for a bent one.
 */
export interface Sheet {
  readonly plane: Plane;
  readonly count: number;
  readonly startIndex: number;
  /** Distance from one surface of the family to the next, mm. */
  readonly stepMm: number;
  readonly right: Vec3;
  readonly up: Vec3;
  /** Middle and size of what is worth filling a view with, on the surface at `index`; view units. */
  fitTo(index: number): { readonly centre: Vec3; readonly size: readonly [number, number] };
  /** The point of the surface at `index` straight before or behind a point of the view's space. */
  onSurface(point: Vec3, index: number): Vec3;
  indexNearest(pointLpsMm: Vec3): number | null;
  /** A line of the picture and the direction to look through it; `dx` = view units per pixel. */
  line(
    first: Vec3,
    dx: number,
    width: number,
  ): { readonly line: PictureLine; readonly depthLps: Vec3 } | null;
  toPatient(point: Vec3): Vec3 | null;
  fromPatient(pointLpsMm: Vec3): Vec3 | null;
  letters(view: PlaneView): EdgeLetters;
  readonly spacing: PaneState['spacing'];
  positionMm(index: number): number | null;
  /** True where the surface at every index is a slice as it was acquired. */
  readonly acquired: boolean;
  look(index: number): SliceLook;
}
