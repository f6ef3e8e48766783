import { NO_CIRCUMSTANCES } from '../plan/circumstances.ts';
import type { CaseDocument, DraftPlan, DraftSite } from './document.ts';

/** A case nobody has said anything about yet: every answer is unanswered, nothing is assumed. */
export function emptyDocument(caseId: string): CaseDocument {
  return {
    caseId,
    labelings: {},
    projectionLabelings: {},
    numbering: { absent: [], extra: [], countedFrom: null, seriesUid: null, anomalies: [], statement: '' },
    findings: [],
    regions: [],
    plan: EMPTY_PLAN,
    keyImages: [],
  };
}

export const EMPTY_PLAN: DraftPlan = {
  kind: null,
  sites: [],
  deviations: [],
  declaredHazards: [],
  hazardAnswers: [],
  conservativeTherapy: null,
  aftercare: null,
  rationale: '',
  circumstances: NO_CIRCUMSTANCES,
};

/** A site with every question open. */
export function emptySite(id: string, findingId: string | null): DraftSite {
  return {
    id,
    findingId,
    defect: null,
    collection: null,
    target: null,
    access: null,
    catheterTip: null,
    side: null,
    approach: null,
    delivery: null,
    guidance: null,
    needle: null,
    catheter: null,
    plannedVolumeMl: null,
    maximumVolumeMl: null,
    aliquotMl: null,
    contrastAdmixture: null,
    position: null,
    stopCriterion: null,
    endpoint: null,
    approachReason: '',
  };
}
