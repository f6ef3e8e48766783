import { interpolateLabels } from '../spine/interpolate.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { compareVertebrae, isVertebra, vertebraeBetween, vertebraeSpan } from '../vocabulary/scheme.ts';
import type { SpineLabel, SpineLabeling } from './document.ts';

/**
 * Drops what was interpolated and not confirmed, and computes it anew between the confirmed labels. Confirmed and
 * imported labels stay untouched; nothing is placed beyond the outermost confirmed ones. Answers labels head to foot.
 */
export function refreshProvisional(scheme: SpineScheme, labeling: SpineLabeling): SpineLabeling {
  const kept = labeling.labels
    .filter((label) => label.confirmed || isKept(label.source))
    .toSorted((a, b) => compareVertebrae(a.level, b.level));
  const anchors = kept.filter((label) => label.confirmed);
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (first === undefined || last === undefined || first === last) return { ...labeling, labels: kept };
  const span = vertebraeSpan(scheme, first.level, last.level);
  if (span.every((level) => kept.some((label) => label.level === level)))
    return { ...labeling, labels: kept };
  const { labels } = interpolateLabels({ anchors, scheme, from: first.level, to: last.level });
  const filled = labels
    .filter((label) => label.source === 'interpolated' && !kept.some((other) => other.level === label.level))
    .map(({ level, pointLpsMm, sdMm }): SpineLabel => ({
      level,
      pointLpsMm,
      source: 'interpolated',
      confirmed: false,
      sdMm,
    }));
  return {
    ...labeling,
    labels: [...kept, ...filled].toSorted((a, b) => compareVertebrae(a.level, b.level)),
  };
}

/** Provisional labels that came from an image or a file are not computed anew: a person confirms or removes them. */
export const isKept = (source: SpineLabel['source']): boolean =>
  source === 'imported' || source === 'snapped';

/**
 * Provisional levels a person confirms one by one: far from the anchors, or between two anchors whose distance does
 * not fit the count (a vertebra may have been passed over).
 */
export function labelsNeedingAPerson(scheme: SpineScheme, labeling: SpineLabeling): readonly Vertebra[] {
  const anchors = labeling.labels.filter((label) => label.confirmed);
  const [first, last] = [labeling.labels[0], labeling.labels.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { problems } = interpolateLabels({ anchors, scheme, from: first.level, to: last.level });
  const needed = new Set(problems.flatMap((problem) => levelsOfProblem(scheme, problem)));
  return labeling.labels
    .filter((label) => !label.confirmed && needed.has(label.level))
    .map((label) => label.level);
}

function levelsOfProblem(scheme: SpineScheme, problem: string): readonly Vertebra[] {
  const [code, where = ''] = problem.split(':');
  const [upper = '', lower = ''] = where.split('-');
  if (code === 'needs-confirmation' && isVertebra(where)) return [where];
  if (code === 'spacing' && isVertebra(upper) && isVertebra(lower))
    return vertebraeBetween(scheme, upper, lower);
  return [];
}
