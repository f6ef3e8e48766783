import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { amount, levelWords, sideWords, words } from './words.ts';

/** One short line per injection site, for places with little room: "Site 1: target L2-L3, patient's right, …". */
export const siteLines = (plan: TargetingPlan): readonly string[] =>
  plan.sites.map(
    (site, index) =>
      `Site ${index + 1}: target ${levelWords(site.target)}, ${sideWords(site.side)}, ` +
      `${words(site.approach)}, ${amount(site.plannedVolumeMl, 'mL')}`,
  );

/** The five places of each site: "Site 1: defect L2-L3, collection L2..L4, access L2-L3, catheter tip not applicable". */
export const placeLines = (plan: TargetingPlan): readonly string[] =>
  plan.sites.map(
    (site, index) =>
      `Site ${index + 1}: defect ${levelWords(site.defect)}, collection ${levelWords(site.collection)}, ` +
      `access ${levelWords(site.access)}, catheter tip ${levelWords(site.catheterTip)}`,
  );

/** Lines that identify the plan version: "Plan plan-1 version 2". */
export const identityLine = (plan: TargetingPlan): string => `Plan ${plan.planId} version ${plan.version}`;
