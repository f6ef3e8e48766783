import { err, issue, ok, type Result } from '../result.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, regionOf, vertebraAbove } from '../vocabulary/scheme.ts';
import type { SpineLabel, SpineLabeling } from './document.ts';
import { isKept, refreshProvisional } from './refreshProvisional.ts';

/**
 * One vertebra was counted too often: its label goes, and every presacral label toward the feet counts back by one. The
 * sacrum is known by its shape, so sacral labels keep their numbers: what then lies between the last presacral label and
 * S1 is computed anew and checked against the spacing of spines. The reverse of `insertLabel`.
 */
export function takeOutLabel(
  scheme: SpineScheme,
  labeling: SpineLabeling,
  level: Vertebra,
): Result<SpineLabeling> {
  const labels = labeling.labels.filter((label) => label.confirmed || isKept(label.source));
  if (!labels.some((label) => label.level === level))
    return err(issue('no-label', `${level} was not clicked on this series: there is nothing to take out.`));
  if (regionOf(level) === 'S')
    return err(
      issue('sacral', 'The sacrum is known by its shape and is not renumbered. Remove the label instead.'),
    );
  const next = labels.flatMap((label): readonly SpineLabel[] => {
    if (label.level === level) return [];
    if (compareVertebrae(label.level, level) < 0 || regionOf(label.level) === 'S') return [label];
    const above = vertebraAbove(scheme, label.level);
    return above === null ? [] : [{ ...label, level: above }];
  });
  return ok(refreshProvisional(scheme, { ...labeling, labels: next }));
}
