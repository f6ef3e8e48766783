import type { LeakFinding } from '../case/document.ts';
import { registeredPosture, type RegisteredSeries } from '../posture/registered.ts';
import { issue, type Issue } from '../result.ts';
import type { PatientPosition, Side } from '../vocabulary/terms.ts';
import type { NegativeFinding } from './circumstances.ts';
import { negativeWords } from './negatives.ts';
import type { TargetingPlan } from './targetingPlan.ts';

type SideDown = 'left' | 'right';

/** What decubitus studies are paired by: what was read, and how each series was registered. */
export interface DecubitusFacts {
  readonly findings: readonly Pick<LeakFinding, 'id' | 'ordinal' | 'place'>[];
  readonly negatives: readonly NegativeFinding[];
  readonly sides: Readonly<Record<string, { readonly side: Side | null }>>;
  readonly series: readonly RegisteredSeries[];
}

/** The same facts of a plan. */
export const decubitusFactsOf = (
  plan: Pick<TargetingPlan, 'findings' | 'circumstances' | 'series'>,
): DecubitusFacts => ({
  findings: plan.findings,
  negatives: plan.circumstances.negatives,
  sides: Object.fromEntries(plan.findings.map(({ id, side }) => [id, { side }])),
  series: plan.series.map(({ seriesInstanceUid, patientPosition }) => ({
    seriesUid: seriesInstanceUid,
    patientPosition,
  })),
});

/**
 * Decubitus studies belong in pairs: the side that lies down is the side that is tested (clinical.md 4). Said where one
 * side was read and the other is not recorded, where a leak is marked on the side that lay up, and where a negative
 * examination is recorded with another posture than its series.
 *
 * @returns notices, never in the way of a signature
 */
export function decubitusNotices(facts: DecubitusFacts): readonly Issue[] {
  return [...unpaired(facts), ...markedSideUp(facts), ...otherPosture(facts)];
}

function unpaired({ findings, negatives, series }: DecubitusFacts): readonly Issue[] {
  const negative = new Set(negatives.map(({ posture }) => sideDown(posture)));
  const marked = new Set(findings.map(({ place }) => sideDownOf(series, place.seriesUid)));
  return (['left', 'right'] as const).flatMap((side) => {
    const other = opposite(side);
    return negative.has(side) && !negative.has(other) && !marked.has(other)
      ? [
          issue(
            'decubitus-unpaired',
            `Negative with the ${side} side down; with the ${other} side down nothing is recorded.`,
            'negatives',
          ),
        ]
      : [];
  });
}

function markedSideUp({ findings, sides, series }: DecubitusFacts): readonly Issue[] {
  return findings.flatMap(({ id, ordinal, place }) => {
    const down = sideDownOf(series, place.seriesUid);
    if (down === null || sides[id]?.side !== opposite(down)) return [];
    return [
      issue(
        'decubitus-side-up',
        `Leak ${ordinal} is ${opposite(down)}, marked on a series with the ${down} side down: the side that lies down is the one tested.`,
        `findings.${id}.sideDecision`,
      ),
    ];
  });
}

function otherPosture({ negatives, series }: DecubitusFacts): readonly Issue[] {
  return negatives.flatMap((negative) => {
    const registered = registeredPosture(positionOf(series, negative.seriesUid));
    if (registered === null || negative.posture === 'not-stated' || registered === negative.posture)
      return [];
    return [
      issue(
        'negative-posture',
        `"${negativeWords(negative)}" is recorded for a series that is registered ${registered.replaceAll('-', ' ')}.`,
        `negatives.${negative.id}`,
      ),
    ];
  });
}

function sideDown(posture: PatientPosition | null): SideDown | null {
  if (posture === 'left-lateral-decubitus') return 'left';
  return posture === 'right-lateral-decubitus' ? 'right' : null;
}

const opposite = (side: SideDown): SideDown => (side === 'left' ? 'right' : 'left');
const positionOf = (series: readonly RegisteredSeries[], seriesUid: string | null): string | null =>
  series.find((each) => each.seriesUid === seriesUid)?.patientPosition ?? null;
const sideDownOf = (series: readonly RegisteredSeries[], seriesUid: string): SideDown | null =>
  sideDown(registeredPosture(positionOf(series, seriesUid)));
