import { OTHER_AXES, type RegionMask } from './measureRegionMask.ts';

/** A closed outline in continuous voxel indices of the slice: [along the first other axis, along the second]. */
export type MaskOutline = readonly (readonly [number, number])[];

/**
 * Outlines of a mask on one slice of the grid, along voxel edges (±0.5), the inside on the left hand; holes run the
 * other way round.
 *
 * @param axis - 0 column, 1 row, 2 slice: the axis that stays fixed; the two others keep their order
 * @param index - slice index in the volume
 * @returns no outline where the mask does not reach the slice
 */
export function outlineOfMask(mask: RegionMask, axis: 0 | 1 | 2, index: number): readonly MaskOutline[] {
  const [p, q] = OTHER_AXES[axis];
  const fixed = index - mask.start[axis];
  if (fixed < 0 || fixed >= mask.size[axis]) return [];
  const strides = [1, mask.size[0], mask.size[0] * mask.size[1]] as const;
  const [width, height] = [mask.size[p], mask.size[q]];
  const isInside = (u: number, v: number): boolean =>
    u >= 0 &&
    v >= 0 &&
    u < width &&
    v < height &&
    mask.bits[u * strides[p] + v * strides[q] + fixed * strides[axis]] === 1;
  // Directed edges between voxel corners, by start corner.
  const edges = new Map<number, number[]>();
  const corner = (u: number, v: number): number => u + (width + 1) * v;
  const addEdge = (from: number, to: number): void => {
    edges.set(from, [...(edges.get(from) ?? []), to]);
  };
  for (let v = 0; v < height; v++)
    for (let u = 0; u < width; u++) {
      if (!isInside(u, v)) continue;
      if (!isInside(u, v - 1)) addEdge(corner(u, v), corner(u + 1, v));
      if (!isInside(u + 1, v)) addEdge(corner(u + 1, v), corner(u + 1, v + 1));
      if (!isInside(u, v + 1)) addEdge(corner(u + 1, v + 1), corner(u, v + 1));
      if (!isInside(u - 1, v)) addEdge(corner(u, v + 1), corner(u, v));
    }
  const toIndex = (at: number): readonly [number, number] => [
    mask.start[p] + (at % (width + 1)) - 0.5,
    mask.start[q] + Math.floor(at / (width + 1)) - 0.5,
  ];
  const outlines: MaskOutline[] = [];
  for (const first of edges.keys()) {
    while ((edges.get(first)?.length ?? 0) > 0) outlines.push(walk(edges, first).map(toIndex));
  }
  return outlines;
}

/** Follows edges until the loop closes, and leaves out corners where it goes straight on. */
function walk(edges: Map<number, number[]>, first: number): readonly number[] {
  const loop: number[] = [];
  let here = first;
  do {
    const next = edges.get(here)?.pop();
    if (next === undefined) break;
    loop.push(here);
    here = next;
  } while (here !== first);
  return loop.filter((at, i) => {
    const before = loop.at(i - 1) ?? at;
    const after = loop[(i + 1) % loop.length] ?? at;
    return at - before !== after - at;
  });
}
