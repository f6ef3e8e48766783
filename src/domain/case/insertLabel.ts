import { distance, dot, subtract } from '../geometry/vec3.ts';
import { err, issue, ok, type Result } from '../result.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, regionOf, vertebraBelow } from '../vocabulary/scheme.ts';
import type { ClickPlane, PointLps, SpineLabel, SpineLabeling } from './document.ts';
import { isFinitePoint } from './ids.ts';
import { labelOrderIssue } from './labelOrder.ts';
import { isKept, refreshProvisional } from './refreshProvisional.ts';

/**
 * A vertebra was missed: its centre lies between two labels. It takes the number of the label below it, and every
 * presacral label below counts on by one. The sacrum is known by its shape, so sacral labels keep their numbers;
 * where the last presacral label would have to become S1, the numbering has no room and a person must say
 * whether there is an L6.
 *
 * @param point - LPS, mm
 */
export function insertLabel(
  scheme: SpineScheme,
  labeling: SpineLabeling,
  point: PointLps,
  clickedOn?: ClickPlane,
): Result<SpineLabeling> {
  if (!isFinitePoint(point))
    return err(issue('point-not-finite', 'The label has no position in the patient.'));
  const labels = labeling.labels.toSorted((a, b) => compareVertebrae(a.level, b.level));
  const below = labelBelow(labels, point);
  if (below === null)
    return err(
      issue(
        'insert-outside',
        'A vertebra can be inserted only between two labels. Click it as the next level instead.',
      ),
    );
  const kept = labels.filter((label) => label.confirmed || isKept(label.source));
  const renumbered = renumber(scheme, kept, below.level);
  if (!renumbered.ok) return renumbered;
  const fault = labelOrderIssue(
    scheme,
    renumbered.value.filter((label) => label.confirmed),
    below.level,
    point,
  );
  if (fault !== null) return err(fault);
  const inserted: SpineLabel = {
    level: below.level,
    pointLpsMm: point,
    source: 'clicked',
    confirmed: true,
    sdMm: 0,
    ...(clickedOn === undefined ? {} : { clickedOn }),
  };
  return ok(refreshProvisional(scheme, { ...labeling, labels: [...renumbered.value, inserted] }));
}

/** The label whose segment to the one above holds the point (the nearest such segment); null at the ends. */
function labelBelow(labels: readonly SpineLabel[], point: PointLps): SpineLabel | null {
  let best: { readonly label: SpineLabel; readonly offMm: number } | null = null;
  for (const [i, lower] of labels.entries()) {
    const upper = labels[i - 1];
    if (upper === undefined) continue;
    const chord = subtract(lower.pointLpsMm, upper.pointLpsMm);
    const along = dot(subtract(point, upper.pointLpsMm), chord) / dot(chord, chord);
    if (!(along > 0 && along < 1)) continue;
    const offMm = Math.min(distance(point, upper.pointLpsMm), distance(point, lower.pointLpsMm));
    if (best === null || offMm < best.offMm) best = { label: lower, offMm };
  }
  return best?.label ?? null;
}

function renumber(
  scheme: SpineScheme,
  labels: readonly SpineLabel[],
  from: Vertebra,
): Result<readonly SpineLabel[]> {
  const next: SpineLabel[] = [];
  for (const label of labels) {
    if (compareVertebrae(label.level, from) < 0 || regionOf(label.level) === 'S') {
      next.push(label);
      continue;
    }
    const level = vertebraBelow(scheme, label.level);
    if (level === null || regionOf(level) === 'S')
      return err(
        issue(
          'no-room',
          `${label.level} would have to become ${level ?? 'a level that does not exist'}. State an extra lumbar vertebra (L6) in the numbering, or remove the label ${label.level} first.`,
        ),
      );
    next.push({ ...label, level });
  }
  return from.startsWith('S')
    ? err(issue('no-room', 'The sacrum has five segments: nothing can be inserted between them.'))
    : ok(next);
}
