import { clamp } from '../math/table.ts';
import { add, scale } from '../math/vec3.ts';
import type { Bone } from '../spine/bone.ts';
import type { Shape } from '../shapes/shape.ts';
import { BLOCK, MASKS, blockReachMm, grainValue } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { boxRange } from './plane.ts';
import type { PixelRange, SamplePlane } from './plane.ts';

/**
 * Paints one bone: joins its parts smoothly, then lays the cortical shell and the spongy inside by depth below
 * the surface. The shell's partial volume is exact for a flat wall, so thin cortex dims as on a scanner; where
 * the plane has a thickness, the mean of two samples across it stands for the slice.
 */
export function paintBone(c: Canvas, bone: Bone): void {
  const range = boxRange(c.plane, bone.box);
  if (range === null) return;
  const { columns, spread } = c.plane;
  for (let r = range.r0; r <= range.r1; r++) {
    c.cover.fill(0, r * columns + range.c0, r * columns + range.c1 + 1);
    c.inside.fill(0, r * columns + range.c0, r * columns + range.c1 + 1);
  }
  if (spread === undefined) {
    addCover(c, bone, c.plane, range, 1);
  } else {
    for (const side of [-1, 1]) {
      addCover(c, bone, { ...c.plane, origin: add(c.plane.origin, scale(spread, side)) }, range, 0.5);
    }
  }
  lay(c, bone, range);
}

/** Adds this plane's share of bone and of spongy bone to each pixel. */
function addCover(c: Canvas, bone: Bone, plane: SamplePlane, range: PixelRange, weight: number): void {
  const { columns, edgeMm } = plane;
  measure(c, bone, plane, range);
  const half = edgeMm / 2;
  for (let r = range.r0; r <= range.r1; r++) {
    for (let i = r * columns + range.c0; i <= r * columns + range.c1; i++) {
      const d = c.distance[i] ?? 1e3;
      if (d >= half) continue;
      c.cover[i] = (c.cover[i] ?? 0) + weight * clamp(0.5 - d / edgeMm, 0, 1);
      c.inside[i] = (c.inside[i] ?? 0) + weight * clamp(0.5 - (d + (c.cortex[i] ?? 1)) / edgeMm, 0, 1);
    }
  }
}

/** Distance to the bone's surface and thickness of its cortex, pixel by pixel, into the canvas's scratch. */
function measure(c: Canvas, bone: Bone, plane: SamplePlane, range: PixelRange): void {
  for (let r = range.r0; r <= range.r1; r++) {
    c.distance.fill(1e3, r * plane.columns + range.c0, r * plane.columns + range.c1 + 1);
  }
  for (const part of bone.parts) {
    visit(plane, part.shape, (i, d) => {
      const old = c.distance[i] ?? 1e3;
      const k = bone.blendMm;
      const gap = d - old;
      if (gap >= k) return;
      if (gap <= -k) {
        c.distance[i] = d;
        c.cortex[i] = part.cortexMm;
        return;
      }
      const h = 1 - Math.abs(gap) / k;
      c.distance[i] = (gap < 0 ? d : old) - h * h * k * 0.25;
      const share = 0.5 - gap / (2 * k);
      const oldCortex = c.cortex[i] ?? 1;
      c.cortex[i] = oldCortex + (part.cortexMm - oldCortex) * share;
    });
  }
  for (const hole of bone.holes) {
    visit(plane, hole, (i, d) => {
      if (-d > (c.distance[i] ?? 1e3)) c.distance[i] = -d;
    });
  }
}

/** Calls back with the pixel index and distance, for every pixel within reach of the shape. */
function visit(plane: SamplePlane, shape: Shape, use: (i: number, distance: number) => void): void {
  const range = boxRange(plane, shape.box);
  if (range === null) return;
  const { origin, du, dv, columns } = plane;
  const reach = blockReachMm(plane) + 8;
  for (let r = range.r0; r <= range.r1; r += BLOCK) {
    for (let col = range.c0; col <= range.c1; col += BLOCK) {
      const mr = r + BLOCK / 2 - 0.5;
      const mc = col + BLOCK / 2 - 0.5;
      const x = origin[0] + mr * dv[0] + mc * du[0];
      const y = origin[1] + mr * dv[1] + mc * du[1];
      const z = origin[2] + mr * dv[2] + mc * du[2];
      if (shape.distance(x, y, z) > reach) continue;
      const endRow = Math.min(r + BLOCK - 1, range.r1);
      const endColumn = Math.min(col + BLOCK - 1, range.c1);
      for (let br = r; br <= endRow; br++) {
        for (let bc = col, i = br * columns + col; bc <= endColumn; bc++, i++) {
          use(
            i,
            shape.distance(
              origin[0] + br * dv[0] + bc * du[0],
              origin[1] + br * dv[1] + bc * du[1],
              origin[2] + br * dv[2] + bc * du[2],
            ),
          );
        }
      }
    }
  }
}

/** Puts shell and spongy inside over what is there; thick-walled parts are denser inside. */
function lay(c: Canvas, bone: Bone, range: PixelRange): void {
  const { origin, du, dv, columns } = c.plane;
  const cortical = c.palette.value.cortical;
  for (let r = range.r0; r <= range.r1; r++) {
    for (let col = range.c0; col <= range.c1; col++) {
      const i = r * columns + col;
      const cover = c.cover[i] ?? 0;
      if (cover === 0) continue;
      if (cover >= 0.5) c.masks[i] = MASKS.bone;
      const inner = c.inside[i] ?? 0;
      let spongy = 0;
      if (inner > 0) {
        const x = origin[0] + r * dv[0] + col * du[0];
        const y = origin[1] + r * dv[1] + col * du[1];
        const z = origin[2] + r * dv[2] + col * du[2];
        const wall = c.cortex[i] ?? 1;
        const depth = -(c.distance[i] ?? 0) - wall;
        const rim = depth < 4 ? 0.22 * (1 - depth / 4) : 0;
        const dense = 1 + rim + 0.9 * clamp(wall - 0.8, 0, 1);
        spongy = grainValue(c.grain.spongy, c.noise, x, y, z) * bone.spongyFactor * dense;
      }
      c.out[i] = (c.out[i] ?? 0) * (1 - cover) + cortical * (cover - inner) + spongy * inner;
    }
  }
}
