import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { CtRequest } from '../cases/caseDefinition.ts';
import { directionInScene, toLocal, toScene } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { clamp } from '../math/table.ts';
import { add, scale as scale3 } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import { roundOf } from '../math/whole.ts';
import { bodyInLps, scannerInLps } from '../scene/lying.ts';
import type { Palette } from '../scene/tissue.ts';
import { vertebraAt } from '../spine/column.ts';
import type { Scene } from '../scene/scene.ts';
import { axisBox } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import { makeCanvas, paintShape } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { addMetalArtefact } from './metalArtefact.ts';
import { paintInside } from './paintScene.ts';
import { paintBody } from '../body/paintBody.ts';
import type { NoiseTile } from './scannerNoise.ts';
import { sliceOffsets } from './scannerNoise.ts';

/** Axial grid of a CT, slices from the feet up. `person` maps scene coordinates to the patient LPS of the header. */
export interface CtGrid {
  readonly matrix: number;
  readonly pixelMm: number;
  readonly sliceMm: number;
  readonly slices: number;
  /** LPS of the first voxel of the first (lowest) slice. */
  readonly originLps: Vec3;
  readonly person: Frame;
  readonly rowDirection: Vec3;
  readonly columnDirection: Vec3;
}

/** Stored values are HU + 1024, 12 bit. */
export const CT_INTERCEPT = -1024;

/** The table's own zero: LPS of the scene's origin. */
const SHIFT: Vec3 = [3.2, -148, -412.5];

export function makeCtGrid(request: CtRequest, scene: Scene, scale: number): CtGrid {
  const matrix = Math.max(64, Math.round((512 * Math.min(1, scale)) / 32) * 32);
  const { top, bottom } = scannedRange(request, scene);
  const sliceMm = request.sliceMm / scale;
  const middle = (top + bottom) / 2;
  const centre: Vec3 = [0, (scene.outline.frontAt(middle) + scene.outline.backAt(middle)) / 2 + 4, bottom];
  const pixelMm = request.fieldOfViewMm / matrix;
  const half = (request.fieldOfViewMm - pixelMm) / 2;
  const person: Frame = { ...bodyInLps(request.lying), origin: SHIFT };
  const { x: rowDirection, y: columnDirection } = scannerInLps(request.lying);
  const corner = add(scale3(rowDirection, -half), scale3(columnDirection, -half));
  return {
    matrix,
    pixelMm,
    sliceMm,
    slices: Math.floor((top - bottom) / sliceMm) + 1,
    originLps: add(toScene(person, centre), corner),
    person,
    rowDirection,
    columnDirection,
  };
}

/** First and last height of the scan, scene mm. */
function scannedRange(request: CtRequest, scene: Scene): { readonly top: number; readonly bottom: number } {
  const z = (level: Vertebra): number => vertebraAt(scene.column, level).frame.origin[2];
  return {
    top: z(request.top) + (request.top === 'C1' ? 26 : 16),
    bottom: z(request.bottom) - 14,
  };
}

/** The same range in exactly so many slices at that scale, thinner or thicker ones; the matrix stays what the scale makes it. */
export function cutInto(slices: number, request: CtRequest, scene: Scene, scale: number): CtRequest {
  const { top, bottom } = scannedRange(request, scene);
  return { ...request, sliceMm: Math.floor(((top - bottom) / (slices - 1)) * scale * 1e6) / 1e6 };
}

/** One axial slice in HU, noise included, as stored values. */
export function renderCtSlice(
  scene: Scene,
  grid: CtGrid,
  slice: number,
  tiles: readonly [NoiseTile, NoiseTile],
  table: Couch,
  palette: Palette,
  reuse?: Canvas,
): { readonly stored: Uint16Array; readonly canvas: Canvas } {
  const [ox, oy, oz] = grid.originLps;
  const origin = toLocal(grid.person, [ox, oy, oz + slice * grid.sliceMm]);
  const canvas = makeCanvas(
    {
      origin,
      du: scale3(directionInScene(grid.person, grid.rowDirection), grid.pixelMm),
      dv: scale3(directionInScene(grid.person, grid.columnDirection), grid.pixelMm),
      columns: grid.matrix,
      rows: grid.matrix,
      edgeMm: Math.max(0.85, grid.pixelMm * 1.1),
      spread: [0, 0, grid.sliceMm * 0.3],
    },
    palette,
    scene.noise,
    reuse,
  );
  paintBody(canvas, scene.outline, scene.wallTop);
  paintShape(canvas, table.core, 'couchCore');
  paintShape(canvas, table.shell, 'couchShell');
  paintInside(canvas, scene);
  addMetalArtefact(canvas.out, grid.matrix, grid.pixelMm, `${scene.person.seed}/${slice}`);
  return { stored: quantise(canvas, scene, grid, slice, tiles), canvas };
}

function quantise(
  canvas: Canvas,
  scene: Scene,
  grid: CtGrid,
  slice: number,
  tiles: readonly [NoiseTile, NoiseTile],
): Uint16Array {
  const n = grid.matrix;
  const stored = new Uint16Array(n * n);
  const [ax, ay, bx, by] = sliceOffsets(scene.person.seed, slice);
  for (let row = 0; row < n; row++) {
    const dy = (row - n / 2) * grid.pixelMm;
    for (let col = 0; col < n; col++) {
      const i = row * n + col;
      const dx = (col - n / 2) * grid.pixelMm;
      const hu = canvas.out[i] ?? -1000;
      const deep = 1 / (1 + (dx * dx + dy * dy) / 9000);
      const sd = hu < -900 ? 6 : 8 + 9 * deep + (hu > 500 ? 6 : 0);
      const noise = 0.72 * tiles[0].at(col + ax, row + ay) + 0.69 * tiles[1].at(col + bx, row + by);
      stored[i] = clamp(roundOf(hu + sd * noise) - CT_INTERCEPT, 0, 4095);
    }
  }
  return stored;
}

/** Curved couch under the back: a foam core in a thin carbon shell. */
export interface Couch {
  readonly core: Shape;
  readonly shell: Shape;
}

export function makeCouch(scene: Scene, grid: CtGrid): Couch {
  const across = directionInScene(grid.person, grid.rowDirection);
  const down = directionInScene(grid.person, grid.columnDirection);
  const bottom = toLocal(grid.person, grid.originLps)[2];
  const top = bottom + grid.slices * grid.sliceMm;
  const under = couchTop(scene, across, down, [bottom, top]);
  const core: Shape = {
    box: axisBox([-420, -420, bottom - 50], [420, 420, top + 50]),
    distance: (x, y) => {
      const u = x * across[0] + y * across[1];
      const v = x * down[0] + y * down[1];
      const surface = under - 0.00042 * u * u;
      return Math.max(surface - v, v - surface - 26 + 0.0004 * u * u, Math.abs(u) - 200);
    },
  };
  return { core, shell: { box: core.box, distance: (x, y, z) => Math.abs(core.distance(x, y, z) + 1) - 1 } };
}

/** Where the mattress must be for the body to lie on it: the lowest skin in the scanned range. */
function couchTop(scene: Scene, across: Vec3, down: Vec3, range: readonly [number, number]): number {
  let lowest = -Infinity;
  for (let z = range[0]; z <= range[1]; z += 10) {
    for (let u = -120; u <= 120; u += 40) {
      let v = 300;
      const at = (): number =>
        scene.outline.distance(u * across[0] + v * down[0], u * across[1] + v * down[1], z);
      while (v > -100 && at() > 0) v -= 1;
      lowest = Math.max(lowest, v + 0.00042 * u * u);
    }
  }
  return lowest + 5;
}
