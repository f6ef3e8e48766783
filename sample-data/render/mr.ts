import type { MrRequest } from '../cases/caseDefinition.ts';
import { directionInScene, makeFrame, toLocal, toScene } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { gaussian, makeRandom } from '../math/random.ts';
import { clamp } from '../math/table.ts';
import { add, scale } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import { roundOf } from '../math/whole.ts';
import { MR_PALETTE } from '../scene/tissue.ts';
import type { Scene } from '../scene/scene.ts';
import { vertebraAt } from '../spine/column.ts';
import { makeCanvas } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { paintScene } from './paintScene.ts';

/** Direction of a 3D slab's slices. */
export type MrPlane = 'sagittal' | 'coronal';

/** 3D slab in the magnet. `person` maps scene coordinates to patient LPS of this frame of reference. */
export interface MrGrid {
  readonly plane: MrPlane;
  readonly matrix: number;
  readonly pixelMm: number;
  readonly sliceMm: number;
  readonly slices: number;
  readonly person: Frame;
  /** Height of the coil's middle, scene mm. */
  readonly coilZ: number;
  /** LPS of the first pixel of slice 0 (sagittal: the patient's rightmost; coronal: the foremost), and unit steps. */
  readonly originLps: Vec3;
  readonly rowDirection: Vec3;
  readonly columnDirection: Vec3;
  readonly sliceDirection: Vec3;
}

/**
 * The technologist turned the slab with the spine (lean and roll), not in its own plane (pitch): the spine stands
 * oblique in the picture and the pixels are oblique in LPS.
 */
export const makeMrGrid = (m: MrRequest, scene: Scene, resolution: number): MrGrid =>
  makeSlab('sagittal', m, m, scene, resolution);

/** The coronal series of the same session; null: none was made. */
export const makeCoronalGrid = (m: MrRequest, scene: Scene, resolution: number): MrGrid | null =>
  m.coronal && makeSlab('coronal', m, m.coronal, scene, resolution);

function makeSlab(
  plane: MrPlane,
  m: MrRequest,
  stack: { readonly slices: number; readonly sliceMm: number },
  scene: Scene,
  resolution: number,
): MrGrid {
  const person = makeFrame([-14.5, 38, -27], m.pitchDeg, m.leanDeg, m.rollDeg);
  const slab = makeFrame([0, 0, 0], 0, m.leanDeg * 0.9, m.rollDeg * 0.85);
  const matrix = Math.max(64, Math.round((m.matrix * Math.min(1, resolution)) / 16) * 16);
  const pixelMm = (m.pixelMm * m.matrix) / matrix;
  const slices = Math.max(8, Math.round(stack.slices * Math.min(1, resolution)));
  const sliceMm = (stack.sliceMm * stack.slices) / slices;
  const [across, through] = plane === 'sagittal' ? [slab.y, slab.x] : [slab.x, slab.y];
  const forward = plane === 'sagittal' ? -6 : 4;
  const centre = vertebraAt(scene.column, m.centre).frame.origin;
  const middle = toScene(person, [centre[0], centre[1] + forward, centre[2]]);
  const corner = add(
    middle,
    add(
      scale(through, (-(slices - 1) / 2) * sliceMm),
      add(scale(across, (-(matrix - 1) / 2) * pixelMm), scale(slab.z, ((matrix - 1) / 2) * pixelMm)),
    ),
  );
  return {
    plane,
    matrix,
    pixelMm,
    sliceMm,
    slices,
    person,
    coilZ: centre[2],
    originLps: corner,
    rowDirection: across,
    columnDirection: scale(slab.z, -1),
    sliceDirection: through,
  };
}

/** One slice: signal, coil shading from behind, Rician noise. */
export function renderMrSlice(
  scene: Scene,
  grid: MrGrid,
  slice: number,
  reuse?: Canvas,
): { readonly stored: Uint16Array; readonly canvas: Canvas } {
  const start = add(grid.originLps, scale(grid.sliceDirection, slice * grid.sliceMm));
  const plane = {
    origin: toLocal(grid.person, start),
    du: directionInScene(grid.person, scale(grid.rowDirection, grid.pixelMm)),
    dv: directionInScene(grid.person, scale(grid.columnDirection, grid.pixelMm)),
    columns: grid.matrix,
    rows: grid.matrix,
    edgeMm: Math.max(grid.pixelMm * 1.15, grid.sliceMm),
  };
  const canvas = makeCanvas(plane, MR_PALETTE, scene.noise, reuse);
  paintScene(canvas, scene);
  const random = makeRandom(`${scene.person.seed}/${grid.plane === 'sagittal' ? 'mr' : 'mr-cor'}/${slice}`);
  const noise = Float32Array.from({ length: 16_384 }, () => gaussian(random));
  const n = grid.matrix;
  const stored = new Uint16Array(n * n);
  for (let row = 0; row < n; row++) {
    const at = Math.floor(random() * 16_384);
    for (let col = 0; col < n; col++) {
      const i = row * n + col;
      const y = plane.origin[1] + row * plane.dv[1] + col * plane.du[1];
      const z = plane.origin[2] + row * plane.dv[2] + col * plane.du[2];
      const signal = (canvas.out[i] ?? 0) * coil(y - scene.outline.backAt(z), z - grid.coilZ);
      const re = signal + 14 * (noise[(at + col) & 16_383] ?? 0);
      const im = 14 * (noise[(at + col + 7919) & 16_383] ?? 0);
      stored[i] = clamp(roundOf(Math.sqrt(re * re + im * im)), 0, 4095);
    }
  }
  return { stored, canvas };
}

/** Surface coil in the table: bright behind, weak in the belly, fading at the ends of the slab. */
function coil(behindMm: number, z: number): number {
  const near = 0.95 / (1 + Math.exp(-(behindMm + 66) / 24)) + 0.2;
  return near * (1 - 0.32 * clamp((Math.abs(z) - 85) / 80, 0, 1) ** 2);
}

/** Place in the magnet of a point of the scene, LPS mm. */
export const mrPoint = (grid: MrGrid, p: Vec3): Vec3 => toScene(grid.person, p);

/** Angle between this attitude and the CT's, degrees. */
export function attitudeDeg(grid: MrGrid): number {
  const trace = grid.person.x[0] + grid.person.y[1] + grid.person.z[2];
  return (Math.acos(clamp((trace - 1) / 2, -1, 1)) * 180) / Math.PI;
}
