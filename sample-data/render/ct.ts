import type { CaseDefinition } from '../cases/caseDefinition.ts';
import { clamp } from '../math/table.ts';
import type { Vec3 } from '../math/vec3.ts';
import { HU_PALETTE } from '../scene/tissue.ts';
import type { Scene } from '../scene/scene.ts';
import { axisBox } from '../shapes/shape.ts';
import type { Shape } from '../shapes/shape.ts';
import { makeCanvas, paintShape } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { paintInside } from './paintScene.ts';
import { paintBody } from '../body/paintBody.ts';
import type { NoiseTile } from './scannerNoise.ts';
import { sliceOffsets } from './scannerNoise.ts';

/** Axial grid of a CT: patient LPS = scene + shift (the table's own zero). */
export interface CtGrid {
  readonly matrix: number;
  readonly pixelMm: number;
  readonly sliceMm: number;
  readonly slices: number;
  /** LPS of the first voxel of the first (lowest) slice. */
  readonly originLps: Vec3;
  /** Scene to patient LPS. */
  readonly shift: Vec3;
}

/** Stored values are HU + 1024, 12 bit. */
export const CT_INTERCEPT = -1024;

export function makeCtGrid(c: CaseDefinition, scene: Scene, scale: number): CtGrid {
  const matrix = Math.max(64, Math.round((512 * Math.min(1, scale)) / 32) * 32);
  const z = (level: typeof c.ct.top): number =>
    scene.column.find((v) => v.level === level)?.frame.origin[2] ?? 0;
  const top = z(c.ct.top) + 16;
  const bottom = z(c.ct.bottom) - 14;
  const sliceMm = c.ct.sliceMm / scale;
  const shift: Vec3 = [3.2, -148, -412.5];
  const centreY = (scene.outline.frontAt(0) + scene.outline.backAt(0)) / 2 + 4;
  const pixelMm = c.ct.fieldOfViewMm / matrix;
  const half = (c.ct.fieldOfViewMm - pixelMm) / 2;
  return {
    matrix,
    pixelMm,
    sliceMm,
    slices: Math.floor((top - bottom) / sliceMm) + 1,
    originLps: [shift[0] - half, shift[1] + centreY - half, shift[2] + bottom],
    shift,
  };
}

/** One axial slice in HU, noise included, as stored values. */
export function renderCtSlice(
  scene: Scene,
  grid: CtGrid,
  slice: number,
  tiles: readonly [NoiseTile, NoiseTile],
  table: Couch,
  reuse?: Canvas,
): { readonly stored: Uint16Array; readonly canvas: Canvas } {
  const p = grid.pixelMm;
  const origin: Vec3 = [
    grid.originLps[0] - grid.shift[0],
    grid.originLps[1] - grid.shift[1],
    grid.originLps[2] - grid.shift[2] + slice * grid.sliceMm,
  ];
  const canvas = makeCanvas(
    {
      origin,
      du: [p, 0, 0],
      dv: [0, p, 0],
      columns: grid.matrix,
      rows: grid.matrix,
      edgeMm: Math.max(0.85, p * 1.1),
      spread: [0, 0, grid.sliceMm * 0.3],
    },
    HU_PALETTE,
    scene.noise,
    reuse,
  );
  paintBody(canvas, scene.outline, scene.wallTop);
  paintShape(canvas, table.core, 'couchCore');
  paintShape(canvas, table.shell, 'couchShell');
  paintInside(canvas, scene);
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
      stored[i] = clamp(Math.round(hu + sd * noise) - CT_INTERCEPT, 0, 4095);
    }
  }
  return stored;
}

/** Curved couch under the back: a foam core in a thin carbon shell. */
export interface Couch {
  readonly core: Shape;
  readonly shell: Shape;
}

export function makeCouch(scene: Scene): Couch {
  const y0 = couchTop(scene);
  const core: Shape = {
    box: axisBox([-230, y0 - 40, -400], [230, y0 + 50, 400]),
    distance: (x, y) => {
      const top = y0 - 0.00042 * x * x;
      return Math.max(top - y, y - top - 26 + 0.0004 * x * x, Math.abs(x) - 200);
    },
  };
  return { core, shell: { box: core.box, distance: (x, y, z) => Math.abs(core.distance(x, y, z) + 1) - 1 } };
}

function couchTop(scene: Scene): number {
  let back = -Infinity;
  for (let z = -170; z <= 170; z += 10) {
    for (const x of [0, 40, 80, 120]) {
      let y = scene.outline.backAt(z) + 10;
      while (y > 0 && scene.outline.distance(x, y, z) > 0) y -= 1;
      back = Math.max(back, y + 0.00042 * x * x);
    }
  }
  return back + 5;
}
