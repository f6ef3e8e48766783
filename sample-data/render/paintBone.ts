import type { Bone } from '../spine/bone.ts';
import type { Shape } from '../shapes/shape.ts';
import { clamp } from '../math/table.ts';
import { BLOCK, blockReachMm, grainValue } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { boxRange } from './plane.ts';
import type { PixelRange } from './plane.ts';

/**
 * Paints one bone: joins its parts smoothly, then lays the cortical shell and the spongy inside by depth below
 * the surface. The shell's partial volume is exact for a flat wall, so thin cortex dims as on a scanner.
 */
export function paintBone(c: Canvas, bone: Bone): void {
  const range = boxRange(c.plane, bone.box);
  if (range === null) return;
  const { columns } = c.plane;
  for (let r = range.r0; r <= range.r1; r++) {
    c.distance.fill(1e3, r * columns + range.c0, r * columns + range.c1 + 1);
  }
  for (const part of bone.parts) {
    visit(c, part.shape, (i, d) => {
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
    visit(c, hole, (i, d) => {
      if (-d > (c.distance[i] ?? 1e3)) c.distance[i] = -d;
    });
  }
  lay(c, bone, range);
}

/** Calls back with the pixel index and distance, for every pixel within reach of the shape. */
function visit(c: Canvas, shape: Shape, use: (i: number, distance: number) => void): void {
  const range = boxRange(c.plane, shape.box);
  if (range === null) return;
  const { origin, du, dv, columns } = c.plane;
  const reach = blockReachMm(c.plane) + 8;
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

function lay(c: Canvas, bone: Bone, range: PixelRange): void {
  const { origin, du, dv, columns, edgeMm } = c.plane;
  const half = edgeMm / 2;
  const cortical = c.palette.value.cortical;
  for (let r = range.r0; r <= range.r1; r++) {
    for (let col = range.c0; col <= range.c1; col++) {
      const i = r * columns + col;
      const d = c.distance[i] ?? 1e3;
      if (d >= half) continue;
      const cover = clamp(0.5 - d / edgeMm, 0, 1);
      const inner = clamp(0.5 - (d + (c.cortex[i] ?? 1)) / edgeMm, 0, 1);
      let inside = 0;
      if (inner > 0) {
        const x = origin[0] + r * dv[0] + col * du[0];
        const y = origin[1] + r * dv[1] + col * du[1];
        const z = origin[2] + r * dv[2] + col * du[2];
        const depth = -d - (c.cortex[i] ?? 1);
        const dense = depth < 4 ? 1 + 0.22 * (1 - depth / 4) : 1;
        inside = grainValue(c.grain.spongy, c.noise, x, y, z) * bone.spongyFactor * dense;
      }
      c.out[i] = (c.out[i] ?? 0) * (1 - cover) + cortical * (cover - inner) + inside * inner;
    }
  }
}
