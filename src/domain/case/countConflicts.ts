import { distance } from '../geometry/vec3.ts';
import type { LevelPoint } from '../spine/spineFrame.ts';
import { unusualSpacings, type UnusualSpacing } from '../spine/unusualSpacing.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { isInScheme } from '../vocabulary/scheme.ts';
import type { CaseDocument, KeptCount, SpineLabeling } from './document.ts';

type Counted = Pick<CaseDocument, 'labelings' | 'numbering'>;

/** Two counts of one spine that do not meet. */
export interface CountConflict {
  /** `<series UID>.L1-L2`, or `<series UID>.<other series UID>`. */
  readonly id: string;
  readonly seriesUid: string;
  /** What geometry says, in words: a person's answer is bound to it, and changed labels ask again. */
  readonly against: string;
}

/**
 * Where the count from above and the count from below disagree, by the labels that a person gave: on one series a distance
 * that fits another number of vertebrae than the names at its ends; on two series of one frame of reference, which show
 * the same bodies, a body with two names. Labels that software computed say nothing of the count.
 *
 * Source: issue 5, "counts from top and bottom must agree where both are seen"; clinical.md 11 "Rules"
 */
export function countConflicts({ labelings, numbering }: Counted): readonly CountConflict[] {
  const given = Object.values(labelings).map((labeling) => ({
    labeling,
    labels: labeling.labels.filter(
      (label) => (label.confirmed || label.source === 'imported') && isInScheme(numbering, label.level),
    ),
  }));
  return [
    ...given.flatMap(({ labeling: { seriesUid }, labels }) =>
      unusualSpacings(labels, numbering).flatMap((spacing): readonly CountConflict[] =>
        spacing.fromBelow === null
          ? []
          : [
              {
                id: `${seriesUid}.${spacing.upper}-${spacing.lower}`,
                seriesUid,
                against: spacingWords(spacing, spacing.fromBelow),
              },
            ],
      ),
    ),
    ...given.flatMap((one, i) => given.slice(i + 1).flatMap((other) => twoNames(one, other))),
  ];
}

/** Conflicts about which no person has said why the labels hold, or said it of other labels. */
export const openCountConflicts = (doc: Counted): readonly CountConflict[] =>
  countConflicts(doc).filter((conflict) => keptFor(doc, conflict) === undefined);

/** A person's reason for exactly this conflict. */
export const keptFor = (
  { numbering }: Pick<CaseDocument, 'numbering'>,
  { id, against }: CountConflict,
): KeptCount | undefined => numbering.keptCounts?.find((kept) => kept.id === id && kept.against === against);

/** The reasons that are about a conflict there is; for the signed plan. */
export const currentKeptCounts = (doc: Counted): readonly KeptCount[] =>
  countConflicts(doc).flatMap((conflict) => keptFor(doc, conflict) ?? []);

const spacingWords = ({ upper, lower, seenMm }: UnusualSpacing, fromBelow: Vertebra): string =>
  `${upper} to ${lower} measures ${seenMm.toFixed(0)} mm: counted from above the upper one is ${upper}, counted up from ${lower} it is ${fromBelow}`;

interface Given {
  readonly labeling: SpineLabeling;
  readonly labels: readonly LevelPoint[];
}

/** The first level, from the head, whose place on one series is another level's on the other. */
function twoNames(one: Given, other: Given): readonly CountConflict[] {
  if (one.labeling.frameOfReferenceUid !== other.labeling.frameOfReferenceUid) return [];
  for (const label of one.labels) {
    if (!other.labels.some(({ level }) => level === label.level)) continue;
    const there = nearest(other.labels, label);
    if (there !== undefined && there !== label.level)
      return [
        {
          id: `${one.labeling.seriesUid}.${other.labeling.seriesUid}`,
          seriesUid: other.labeling.seriesUid,
          against: `two series of one frame of reference are counted differently: ${label.level} of the one is ${there} of the other`,
        },
      ];
  }
  return [];
}

const nearest = (labels: readonly LevelPoint[], { pointLpsMm }: LevelPoint): Vertebra | undefined =>
  labels.toSorted((a, b) => distance(a.pointLpsMm, pointLpsMm) - distance(b.pointLpsMm, pointLpsMm))[0]
    ?.level;
