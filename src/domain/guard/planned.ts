import type { PlanSite, TargetingPlan } from '../plan/targetingPlan.ts';
import { relativeDescription } from '../spine/relative.ts';
import type { Level } from '../vocabulary/level.ts';
import type { Instrument, PlannedPlace } from './model.ts';

/**
 * The place of a plan a tip is compared with. A needle belongs at the access level; where the plan leaves access open,
 * at the target. A catheter belongs where its tip was planned; where that is open, at the target.
 */
export function plannedPlace(plan: TargetingPlan, site: PlanSite, instrument: Instrument): PlannedPlace {
  const { level, place } = instrument === 'needle' ? needlePlace(site) : catheterPlace(site);
  const { numbering } = plan;
  const labelled = plan.labelings.find((labeling) => labeling.seriesUid === numbering.seriesUid);
  return {
    level,
    place,
    side: site.side,
    countedFrom: numbering.countedFrom,
    relative:
      level === null
        ? null
        : relativeDescription(level, {
            scheme: numbering,
            countedFrom: numbering.countedFrom,
            labelled: (labelled?.labels ?? []).flatMap((label) => (label.confirmed ? [label.level] : [])),
          }),
  };
}

type LevelAndPlace = Pick<PlannedPlace, 'level' | 'place'>;

function needlePlace({ access, target }: PlanSite): LevelAndPlace {
  if (access === 'not-stated') return { level: target, place: 'target' };
  return access === 'sacral-hiatus' ? { level: null, place: 'access' } : { level: access, place: 'access' };
}

function catheterPlace({ catheterTip, target }: PlanSite): LevelAndPlace {
  return catheterTip === 'not-stated' || catheterTip === 'not-applicable'
    ? { level: target, place: 'target' }
    : { level: catheterTip satisfies Level, place: 'catheter-tip' };
}
