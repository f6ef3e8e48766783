import type { SpaceNoise } from '../math/noise.ts';
import { mapTissues } from '../scene/tissue.ts';
import type { Palette, Tissue } from '../scene/tissue.ts';
import type { Shape } from '../shapes/shape.ts';
import { length } from '../math/vec3.ts';
import { boxRange } from './plane.ts';
import type { SamplePlane } from './plane.ts';

/** One picture being painted: values of the palette's unit on a plane through the scene. */
export interface Canvas {
  readonly plane: SamplePlane;
  readonly out: Float32Array;
  readonly palette: Palette;
  readonly grain: Readonly<Record<Tissue, Grain>>;
  readonly noise: SpaceNoise;
  /** Distance to the inside of the fat under the skin, mm: written by `paintBody`, limits what lies inside. */
  readonly inner: Float32Array;
  /** Scratch of the size of `out`, for the bones. */
  readonly distance: Float32Array;
  readonly cortex: Float32Array;
  /** Share of bone, and of spongy bone, in each pixel. */
  readonly cover: Float32Array;
  readonly inside: Float32Array;
  /** What each pixel belongs to in the masks of the truth, a number of `MASKS`; 0 = none of them. */
  readonly masks: Uint8Array;
}

/** Regions of the truth: more than half of the pixel is of it. */
export const MASKS = { sac: 1, bone: 2, leak: 3 } as const;
export type MaskName = keyof typeof MASKS;

/** Solids that belong to a region, and metal, which belongs to none though it stands in bone. */
const MASK_OF: Readonly<Partial<Record<Tissue, number>>> = {
  extradural: MASKS.leak,
  drainingVein: MASKS.leak,
  metal: 0,
};

export function makeCanvas(plane: SamplePlane, palette: Palette, noise: SpaceNoise, reuse?: Canvas): Canvas {
  const size = plane.columns * plane.rows;
  const fits = reuse?.out.length === size;
  if (fits) reuse.masks.fill(0);
  return {
    plane,
    palette,
    grain: grains(palette),
    noise,
    out: fits ? reuse.out : new Float32Array(size),
    inner: fits ? reuse.inner : new Float32Array(size),
    distance: fits ? reuse.distance : new Float32Array(size),
    cortex: fits ? reuse.cortex : new Float32Array(size),
    cover: fits ? reuse.cover : new Float32Array(size),
    inside: fits ? reuse.inside : new Float32Array(size),
    masks: fits ? reuse.masks : new Uint8Array(size),
  };
}

/** How a tissue looks: its value and its texture, ready for the inner loops. */
export interface Grain {
  readonly base: number;
  readonly amplitude: number;
  /** Lattice of the texture, 1/mm. */
  readonly gx: number;
  readonly gy: number;
  readonly gz: number;
  /** Value the fatty streaks of muscle tend to; NaN without streaks. */
  readonly streak: number;
}

/** Coarse for fat and muscle, fine for bone. */
const LATTICE: Readonly<Partial<Record<Tissue, readonly [number, number, number]>>> = {
  muscle: [0.3, 0.3, 0.06],
  fat: [0.16, 0.16, 0.12],
  spongy: [0.62, 0.62, 0.3],
  stool: [0.22, 0.22, 0.22],
};

const grainsOf = new WeakMap<Palette, Readonly<Record<Tissue, Grain>>>();

function grains(p: Palette): Readonly<Record<Tissue, Grain>> {
  const known = grainsOf.get(p);
  if (known !== undefined) return known;
  const grain = (t: Tissue): Grain => {
    const [gx, gy, gz] = LATTICE[t] ?? [0.25, 0.25, 0.25];
    const streak = t === 'muscle' ? p.value.fat : NaN;
    return { base: p.value[t], amplitude: p.texture[t] ?? 0, gx, gy, gz, streak };
  };
  const made = mapTissues(grain);
  grainsOf.set(p, made);
  return made;
}

/** Above 0 where a streak of fat runs through muscle: from the midline outward and forward, each side for itself. */
export function fattyStreak(noise: SpaceNoise, x: number, y: number, z: number): number {
  const frayed = 2.4 * noise(x * 0.52, y * 0.52 + 6, z * 0.3);
  const u = Math.abs(x) + frayed;
  const v = y - frayed;
  const along = 0.11 * (0.5 * u - 0.87 * v) + (x < 0 ? 16.7 : 3);
  return noise(along, 0.3 * (0.87 * u + 0.5 * v), z * 0.035 + 5) - 0.38;
}

/** The lattice of the texture stands across the pixels' rows and columns: along them it shows as a weave. */
const TURN_COS = Math.cos(0.64);
const TURN_SIN = Math.sin(0.64);

/** Value of a tissue at a place, its texture included. */
export function grainValue(g: Grain, noise: SpaceNoise, x: number, y: number, z: number): number {
  if (g.amplitude === 0) return g.base;
  const u = TURN_COS * x + TURN_SIN * y;
  const v = TURN_COS * y - TURN_SIN * x + 0.21 * z;
  const value = g.base + g.amplitude * noise(u * g.gx + 7.3, v * g.gy + 3.1, z * g.gz + 11.7);
  if (Number.isNaN(g.streak)) return value;
  const fatty = fattyStreak(noise, x, y, z);
  return fatty > 0 ? value + (g.streak - value) * Math.min(0.5, fatty * 1.3) : value;
}

/** Pixels are visited in blocks: one look at the middle tells whether a block is all outside or all inside. */
export const BLOCK = 6;

/** Distance from the middle of a block beyond which nothing in it changes, with room for inexact distances, mm. */
export const blockReachMm = (p: SamplePlane): number =>
  1.6 * (BLOCK / 2) * Math.hypot(length(p.du), length(p.dv));

/**
 * Paints one solid over what is there, with partial volume at its edge.
 *
 * @param insideMm - how far inside the fat under the skin it must stay, mm; absent: anywhere
 */
export function paintShape(c: Canvas, shape: Shape, tissue: Tissue, insideMm?: number): void {
  const range = boxRange(c.plane, shape.box);
  if (range === null) return;
  const { origin, du, dv, columns, edgeMm } = c.plane;
  const reach = blockReachMm(c.plane);
  const half = edgeMm / 2;
  const grain = c.grain[tissue];
  const mask = MASK_OF[tissue];
  for (let r = range.r0; r <= range.r1; r += BLOCK) {
    for (let col = range.c0; col <= range.c1; col += BLOCK) {
      const mr = r + BLOCK / 2 - 0.5;
      const mc = col + BLOCK / 2 - 0.5;
      const x = origin[0] + mr * dv[0] + mc * du[0];
      const y = origin[1] + mr * dv[1] + mc * du[1];
      const z = origin[2] + mr * dv[2] + mc * du[2];
      const middle = shape.distance(x, y, z);
      if (middle > reach + half) continue;
      const deep = middle < -reach - half;
      const endRow = Math.min(r + BLOCK - 1, range.r1);
      const endColumn = Math.min(col + BLOCK - 1, range.c1);
      for (let br = r; br <= endRow; br++) {
        for (let bc = col, i = br * columns + col; bc <= endColumn; bc++, i++) {
          const limit = insideMm === undefined ? -1e3 : (c.inner[i] ?? 0) + insideMm;
          if (limit >= half) continue;
          const px = origin[0] + br * dv[0] + bc * du[0];
          const py = origin[1] + br * dv[1] + bc * du[1];
          const pz = origin[2] + br * dv[2] + bc * du[2];
          const own = deep ? middle : shape.distance(px, py, pz);
          const d = own > limit ? own : limit;
          if (d >= half) continue;
          const cover = d < -half ? 1 : 0.5 - d / edgeMm;
          if (mask !== undefined && cover >= 0.5) c.masks[i] = mask;
          const old = c.out[i] ?? 0;
          c.out[i] = old + (grainValue(grain, c.noise, px, py, pz) - old) * cover;
        }
      }
    }
  }
}
