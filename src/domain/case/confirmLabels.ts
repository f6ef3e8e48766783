import { err, issue, ok, type Result } from '../result.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import type { SpineLabel, SpineLabeling } from './document.ts';
import { labelsNeedingAPerson, refreshProvisional } from './refreshProvisional.ts';

/**
 * Confirms provisional labels. `all` leaves those that need a person one by one (more than 4 levels between anchors,
 * more than 2 beyond: definitions.md "Command line"); a confirmed label becomes an anchor, so naming one of them
 * shortens the gap for the rest.
 */
export function confirmLabels(
  scheme: SpineScheme,
  labeling: SpineLabeling,
  levels: readonly Vertebra[] | 'all',
): Result<SpineLabeling> {
  const provisional = labeling.labels.filter((label) => !label.confirmed).map((label) => label.level);
  const chosen = levels === 'all' ? confirmableTogether(scheme, labeling, provisional) : ok(levels);
  if (!chosen.ok) return chosen;
  const missing = chosen.value.find((level) => !labeling.labels.some((label) => label.level === level));
  if (missing !== undefined) return err(issue('not-labelled', `${missing} is not labelled on this series.`));
  const labels = labeling.labels.map((label): SpineLabel =>
    chosen.value.includes(label.level) ? { ...label, confirmed: true } : label,
  );
  return ok(refreshProvisional(scheme, { ...labeling, labels }));
}

function confirmableTogether(
  scheme: SpineScheme,
  labeling: SpineLabeling,
  provisional: readonly Vertebra[],
): Result<readonly Vertebra[]> {
  const needed = labelsNeedingAPerson(scheme, labeling);
  const together = provisional.filter((level) => !needed.includes(level));
  if (together.length > 0 || provisional.length === 0) return ok(together);
  return err(
    issue(
      'needs-confirmation',
      `${needed.join(', ')} lie too far from the clicked labels to be confirmed together. Check and confirm them one by one, or click one of them.`,
    ),
  );
}
