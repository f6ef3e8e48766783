import type { CanalCandidate } from './canalTemplate.ts';

export interface PathStep {
  readonly arcMm: number;
  readonly candidates: readonly CanalCandidate[];
}

/** Weight of a sideways jump against the contrast it wins: one millimetre costs this share of the best contrast. */
const JUMP_COST_PER_MM = 0.25;
/** A step without any place costs as much as a place of no contrast. */
const SKIP_COST = 1;

/**
 * The run of places, at most one a step, that is brightest on the whole and bends least: dynamic programming over the
 * candidates of all steps.
 *
 * @param best - contrast that costs nothing, in the image's unit
 * @returns one place or null per step
 */
export function brightestPath(steps: readonly PathStep[], best: number): readonly (CanalCandidate | null)[] {
  interface Node {
    readonly candidate: CanalCandidate | null;
    /** The last place before a skip is remembered, so that a gap does not free the path to jump. */
    readonly last: CanalCandidate | null;
    readonly cost: number;
    readonly from: number;
  }
  const layers: (readonly Node[])[] = [];
  for (const step of steps) {
    const before = layers.at(-1) ?? [{ candidate: null, last: null, cost: 0, from: -1 }];
    const layer: Node[] = [];
    for (const candidate of [...step.candidates, null]) {
      const own = candidate === null ? SKIP_COST : Math.max(0, 1 - candidate.contrast / best);
      let chosen: Node | null = null;
      for (const [from, node] of before.entries()) {
        const cost = node.cost + own + jumpCost(node.last, candidate);
        if (chosen === null || cost < chosen.cost)
          chosen = { candidate, last: candidate ?? node.last, cost, from };
      }
      if (chosen !== null) layer.push(chosen);
    }
    layers.push(layer);
  }
  const path: (CanalCandidate | null)[] = [];
  const end = layers.at(-1) ?? [];
  let at = end.reduce((k, node, i) => (node.cost < (end[k]?.cost ?? Infinity) ? i : k), 0);
  for (let i = layers.length - 1; i >= 0; i--) {
    const node = layers[i]?.[at];
    path.unshift(node?.candidate ?? null);
    at = node?.from ?? 0;
  }
  return path;
}

function jumpCost(last: CanalCandidate | null, next: CanalCandidate | null): number {
  if (last === null || next === null) return 0;
  return JUMP_COST_PER_MM * Math.hypot(last.leftMm - next.leftMm, last.posteriorMm - next.posteriorMm);
}
