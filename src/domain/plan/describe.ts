import type { ResolvedPlace } from '../findings/resolve.ts';
import { unreachable } from '../result.ts';
import { formatLevel } from '../vocabulary/levelText.ts';
import type { PlanSite, TargetingPlan } from './targetingPlan.ts';
import { approachWords, countedWords, levelWords, sideShort } from './words.ts';

export { planDifferences } from './differences.ts';

type Described = Pick<TargetingPlan, 'sites' | 'numbering' | 'kind'>;

/** The sentence at the top: "Right L2-L3, interlaminar, counted up from the sacrum". */
export function planSentence(plan: Described): string {
  const sites = plan.sites.map(siteSentence).join('; ');
  const kind = plan.kind === 'blind' || plan.kind === 'prophylactic' ? ` (${plan.kind} patch)` : '';
  const separator = plan.sites.length > 1 ? '; ' : ', ';
  const sentence = `${sites}${kind}${separator}${countedWords(plan.numbering.countedFrom)}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** "right L2-L3, interlaminar" · "L4-L5, side not stated, caudal by catheter through the sacral hiatus". */
export function siteSentence(site: PlanSite): string {
  const level = formatLevel(site.target);
  const way = [
    approachWords(site.approach),
    ...(site.delivery === 'catheter' ? ['by catheter'] : []),
    ...accessWords(site),
  ].join(' ');
  return `${placedLevel(level, site)}, ${way}`;
}

function placedLevel(level: string, { side }: PlanSite): string {
  switch (side) {
    case 'left':
    case 'right':
      return `${side} ${level}`;
    case 'bilateral':
      return `both sides ${level}`;
    case 'midline':
      return `midline ${level}`;
    case 'not-stated':
      return `${level}, side not stated`;
    case 'not-applicable':
      return level;
    default:
      return unreachable(side);
  }
}

function accessWords({ access, target }: PlanSite): readonly string[] {
  if (access === 'sacral-hiatus') return ['through the sacral hiatus'];
  if (access === 'not-stated') return [];
  const same = formatLevel(access) === formatLevel(target);
  return same ? [] : [`through ${levelWords(access)}`];
}

/** Level, side and approach of a plan for a list: "L2-L3", "right", "interlaminar". */
export function planGlanceTexts(plan: Pick<TargetingPlan, 'sites'>): {
  readonly level: string;
  readonly side: string;
  readonly approach: string;
} {
  return {
    level: distinct(plan.sites.map((site) => formatLevel(site.target))),
    side: distinct(plan.sites.map((site) => sideShort(site.side))),
    approach: distinct(plan.sites.map((site) => approachWords(site.approach))),
  };
}

const distinct = (texts: readonly string[]): string => [...new Set(texts)].join(', ');

/** "Leak 1, L2-L3 right"; what is unknown is said. */
export function leakName(ordinal: number, resolved: ResolvedPlace | undefined): string {
  const level = resolved?.level == null ? 'level not known' : formatLevel(resolved.level);
  return `Leak ${ordinal}, ${level} ${sideShort(resolved?.side ?? null)}`;
}
