import { planSentence } from '../../domain/plan/describe.ts';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { identityLine } from '../../interchange/siteLines.ts';
import type { ReportDocument, ReportPicture } from './blocks.ts';
import { evidencePages } from './evidencePages.ts';
import { patientLine, printedName, signatureWords } from './identity.ts';
import { operatorPage } from './operatorPage.ts';

export interface ReportSources {
  readonly review: PlanReview | null;
  /** Key image id → PNG in base64; a picture that is not at hand is named, not left out. */
  readonly keyImagePngs: Readonly<Record<string, string>>;
}

/** The report of a plan version: page one for the operator, then the evidence. */
export function reportDocument(plan: TargetingPlan, { review, keyImagePngs }: ReportSources): ReportDocument {
  const pictures = plan.keyImages.map(({ id, caption, lossy }, index): ReportPicture => {
    const words = `Key image ${index + 1}: ${caption.trim() === '' ? 'no caption' : caption}${lossy === true ? ' (lossy compressed)' : ''}`;
    const pngBase64 = keyImagePngs[id];
    return pngBase64 === undefined
      ? { pngBase64: '', caption: `${words} (the picture is not at hand)` }
      : { pngBase64, caption: words };
  });
  const { signature } = plan;
  return {
    title: `Epidural blood patch targeting plan: ${planSentence(plan)}`,
    patientName: printedName(plan.patient.name),
    patientLine: patientLine(plan.patient),
    planLine: identityLine(plan),
    state: stateWords(plan, review),
    foot: `${signature === null ? 'Not signed.' : `Signed by ${signatureWords(signature)}.`} ${plan.notice}`,
    madeAt: signature?.at ?? plan.createdAt,
    blocks: [...operatorPage(plan, review, pictures), ...evidencePages(plan, review, pictures)],
  };
}

function stateWords({ signature }: TargetingPlan, review: PlanReview | null): string {
  if (signature === null) return 'NOT SIGNED: not for use';
  if (review === null) return 'Signed, not yet reviewed';
  return review.decision === 'accepted' ? 'Accepted' : 'RETURNED: not for use';
}
