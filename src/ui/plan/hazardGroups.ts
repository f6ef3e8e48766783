import type { HazardAnswer } from '../../domain/case/document.ts';
import type { PlanHazard } from '../../domain/plan/targetingPlan.ts';
import type { Severity } from '../../domain/vocabulary/terms.ts';

/** Firings of one rule at one site: they are answered once, so they are shown as one. */
export interface HazardGroup {
  readonly id: PlanHazard['id'];
  readonly siteId: string | null;
  /** The worst of its firings. */
  readonly severity: Severity;
  readonly messages: readonly string[];
  readonly firings: readonly PlanHazard[];
  readonly source: string;
}

const rank: Readonly<Record<Severity, number>> = { block: 0, acknowledge: 1, inform: 2 };

/** Grouped, the worst first, in the order of the rules otherwise. */
export function hazardGroups(hazards: readonly PlanHazard[]): readonly HazardGroup[] {
  const groups = new Map<string, HazardGroup>();
  for (const hazard of hazards) {
    const { id, siteId, severity, message, source } = hazard;
    const key = hazardKey({ id, siteId });
    const group = groups.get(key) ?? { id, siteId, severity, messages: [], firings: [], source };
    const worst = rank[severity] < rank[group.severity] ? severity : group.severity;
    groups.set(key, {
      ...group,
      severity: worst,
      messages: [...group.messages, message],
      firings: [...group.firings, hazard],
    });
  }
  return [...groups.values()].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

export const hazardKey = ({ id, siteId }: Pick<HazardGroup, 'id' | 'siteId'>): string =>
  `${id}-${siteId ?? 'plan'}`;

export const isAnswerTo = (group: Pick<HazardGroup, 'id' | 'siteId'>, answer: HazardAnswer): boolean =>
  answer.id === group.id && answer.siteId === group.siteId;
