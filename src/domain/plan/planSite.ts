import type { DraftSite } from '../case/document.ts';
import { required } from './required.ts';
import type { PlanSite } from './targetingPlan.ts';

/** A site with every question answered. Each field is named, so that nothing of the session leaks into the plan. */
export function planSiteFromDraft(site: DraftSite): PlanSite {
  return {
    id: site.id,
    findingId: site.findingId,
    defect: required(site.defect, 'defect'),
    collection: required(site.collection, 'collection'),
    target: required(site.target, 'target'),
    access: required(site.access, 'access'),
    catheterTip: required(site.catheterTip, 'catheterTip'),
    side: required(site.side, 'side'),
    approach: required(site.approach, 'approach'),
    delivery: required(site.delivery, 'delivery'),
    guidance: required(site.guidance, 'guidance'),
    needle: required(site.needle, 'needle'),
    catheter: required(site.catheter, 'catheter'),
    plannedVolumeMl: required(site.plannedVolumeMl, 'plannedVolumeMl'),
    maximumVolumeMl: required(site.maximumVolumeMl, 'maximumVolumeMl'),
    aliquotMl: required(site.aliquotMl, 'aliquotMl'),
    contrastAdmixture: required(site.contrastAdmixture, 'contrastAdmixture'),
    position: required(site.position, 'position'),
    stopCriterion: required(site.stopCriterion, 'stopCriterion'),
    endpoint: site.endpoint,
    approachReason: site.approachReason,
  };
}
