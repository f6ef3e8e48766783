import { dot, subtract } from '../geometry/vec3.ts';
import { spineOf } from '../spine/spineFrame.ts';
import type { SpineScheme } from '../vocabulary/level.ts';
import type { SpineLabeling } from './document.ts';

/** A canal point belongs to its label while it lies within this of the label's own plane, mm: half a cervical body. */
const SAME_LEVEL_MM = 10;

/** Drops canal points whose label is gone, renumbered or moved away: a roll from another level would be a wrong side. */
export function canalBesideLabels(scheme: SpineScheme, labeling: SpineLabeling): SpineLabeling {
  const { canal, ...rest } = labeling;
  if (canal === undefined) return labeling;
  const { nodes } = spineOf({ labels: labeling.labels, scheme });
  const kept = canal.filter((point) => {
    const node = nodes.find((one) => one.level === point.level);
    return (
      node !== undefined &&
      Math.abs(dot(subtract(point.pointLpsMm, node.centre), node.tangent)) <= SAME_LEVEL_MM
    );
  });
  return kept.length === 0 ? rest : { ...rest, canal: kept };
}
