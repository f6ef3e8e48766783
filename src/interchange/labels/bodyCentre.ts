import { indexToLps, type Grid } from '../../domain/geometry/grid.ts';
import { length, type Vec3 } from '../../domain/geometry/vec3.ts';

/** Voxels of one vertebra: a byte each, i + columns·(j + rows·k). */
export interface VertebraMask {
  readonly grid: Grid;
  readonly bits: Uint8Array;
}

/** Voxels at least this deep, as a share of the deepest, are the core of the body. */
const CORE_SHARE = 0.8;

/**
 * Centre of the vertebral body of a mask that holds the whole vertebra: the middle of its thickest part. The centroid of
 * all voxels lies behind the body, since arch and processes pull it back.
 *
 * @returns the centre, LPS mm; null for an empty mask
 */
export function bodyCentre({ grid, bits }: VertebraMask): Vec3 | null {
  const [columns, rows, slices] = grid.dimensions;
  const depth = depthMm(grid, bits);
  let deepest = 0;
  for (const value of depth) if (value > deepest) deepest = value;
  if (deepest === 0) return null;
  let [i0, j0, k0, n] = [0, 0, 0, 0];
  for (let k = 0, p = 0; k < slices; k++)
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++, p++) {
        if (bits[p] !== 1 || (depth[p] ?? 0) < CORE_SHARE * deepest) continue;
        i0 += i;
        j0 += j;
        k0 += k;
        n += 1;
      }
  return indexToLps(grid, [i0 / n, j0 / n, k0 / n]);
}

/** Way to the nearest voxel outside along the grid's axes, mm (two passes); the border of the volume counts as outside. */
function depthMm({ dimensions: [columns, rows, slices], ...grid }: Grid, bits: Uint8Array): Float32Array {
  const steps = [
    length(grid.columnStepLpsMm),
    length(grid.rowStepLpsMm),
    length(grid.sliceStepLpsMm),
  ] as const;
  const jumps = [1, columns, columns * rows] as const;
  const depth = new Float32Array(bits.length);
  const relax = (p: number, i: number, j: number, k: number, sign: 1 | -1): void => {
    if (bits[p] !== 1) return;
    const inside = [i, j, k].map((at, axis) => {
      const end = sign === 1 ? 0 : ([columns, rows, slices][axis] ?? 1) - 1;
      return at === end ? 0 : (depth[p - sign * (jumps[axis] ?? 1)] ?? 0);
    });
    const reached = Math.min(...inside.map((value, axis) => value + (steps[axis] ?? 1)));
    depth[p] = sign === 1 ? reached : Math.min(depth[p] ?? 0, reached);
  };
  for (let k = 0, p = 0; k < slices; k++)
    for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++, p++) relax(p, i, j, k, 1);
  for (let k = slices - 1, p = bits.length - 1; k >= 0; k--)
    for (let j = rows - 1; j >= 0; j--) for (let i = columns - 1; i >= 0; i--, p--) relax(p, i, j, k, -1);
  return depth;
}
