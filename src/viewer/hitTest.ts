import type { SceneItem } from './sceneItem.ts';
import { elementAt } from '../imaging/elementAt.ts';
import type { CanvasPoint } from './planeView.ts';

/** Reach around a mark, CSS px: 24 px targets for a mouse, wider for a finger. */
export const REACH_PX = { mouse: 12, touch: 22 } as const;

/** The mark under a canvas point: nearest handle or point in reach, else a path within half the reach. */
export function hitTest(items: readonly SceneItem[], at: CanvasPoint, reachPx: number): SceneItem | null {
  let best: SceneItem | null = null;
  let least = reachPx;
  for (const item of items) {
    if (item.kind === 'path' || item.style.name === 'crosshair') continue;
    const off = distance(item.at, at);
    if (off <= least) [best, least] = [item, off];
  }
  if (best !== null) return best;
  least = reachPx / 2;
  for (const item of items) {
    if (item.kind !== 'path' || item.style.name === 'curve' || item.style.name === 'reference') continue;
    for (const line of item.lines) {
      for (let i = 0; i + 1 < line.length; i += 1) {
        const off = distanceToSegment(at, elementAt(line, i), elementAt(line, i + 1));
        if (off <= least) [best, least] = [item, off];
      }
    }
  }
  return best;
}

const distance = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

function distanceToSegment(at: CanvasPoint, a: CanvasPoint, b: CanvasPoint): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  const t =
    squared === 0 ? 0 : Math.max(0, Math.min(1, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / squared));
  return distance(at, [a[0] + t * dx, a[1] + t * dy]);
}
