import type { CaseDocument, SpineLabeling } from '../../domain/case/document.ts';
import type { SpineScheme, Vertebra } from '../../domain/vocabulary/level.ts';
import { compareVertebrae, vertebraAbove, vertebraBelow } from '../../domain/vocabulary/scheme.ts';
import type { LabelDirection } from '../workspace.ts';

/** The level after this one in the clicking direction; the same one at the end of the spine. */
export function nextLevelAfter(scheme: SpineScheme, level: Vertebra, direction: LabelDirection): Vertebra {
  const next = direction === 'toward-feet' ? vertebraBelow(scheme, level) : vertebraAbove(scheme, level);
  return next ?? level;
}

/** After a click: the next level in the direction that nobody has placed yet. */
export function nextFreeLevel(
  scheme: SpineScheme,
  placed: readonly Vertebra[],
  level: Vertebra,
  direction: LabelDirection,
): Vertebra {
  let candidate = level;
  for (;;) {
    const next = nextLevelAfter(scheme, candidate, direction);
    if (next === candidate) return level;
    if (!placed.includes(next)) return next;
    candidate = next;
  }
}

/** Levels a person placed or confirmed on a series. */
export function confirmedLevels(labeling: SpineLabeling | undefined): readonly Vertebra[] {
  return (labeling?.labels ?? []).filter((label) => label.confirmed).map((label) => label.level);
}

/** The label above or below a level among those of a series; from no level, the end nearest to it. */
export function neighbourLabel(
  labeling: SpineLabeling,
  from: Vertebra | null,
  toward: 'feet' | 'head',
): Vertebra | null {
  const levels = labeling.labels.map((label) => label.level).toSorted(compareVertebrae);
  if (from === null) return (toward === 'feet' ? levels[0] : levels.at(-1)) ?? null;
  const beyond = levels.filter((level) =>
    toward === 'feet' ? compareVertebrae(level, from) > 0 : compareVertebrae(level, from) < 0,
  );
  return (toward === 'feet' ? beyond[0] : beyond.at(-1)) ?? null;
}

/** Every labeling of the case that has this level: patient space only. */
export function labelingsWith(doc: CaseDocument, level: Vertebra): readonly SpineLabeling[] {
  return Object.values(doc.labelings).filter((labeling) =>
    labeling.labels.some((label) => label.level === level),
  );
}
