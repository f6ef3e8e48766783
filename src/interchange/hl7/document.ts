import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { base64OfBytes } from '../base64.ts';
import { CONCEPTS } from '../codes/codes.ts';
import { descriptionOf } from '../dicom/keyObjects.ts';
import { moment, messageHeader, patientSegment } from './envelope.ts';
import { message, segment } from './segments.ts';

/**
 * The plan as a document: MDM^T02 (HL7 2.5.1), the words line by line as TX, the PDF report as ED where there is one.
 * A later version names its parent (TXA-13). "DO" (documented) until an identity provider vouches, then "LA" (TXA-17).
 */
export function planToMdm(plan: TargetingPlan, pdf: Uint8Array | undefined): string {
  const { signature } = plan;
  const key = (version: number): readonly string[] => [`${plan.planId}.v${version}`, 'PATCHPOINT'];
  const status = signature === null ? 'IP' : signature.authenticated ? 'LA' : 'DO';
  const author = signature === null ? '' : ['', signature.name];
  const { code, display } = CONCEPTS.pacuPlan;
  const name = [code, display, 'LN'];
  const lines = descriptionOf(plan).split('\n');
  return message([
    messageHeader(plan, 'MDM', ['MDM', 'T02', 'MDM_T02']),
    segment('EVN', 'T02', moment(plan)),
    patientSegment(plan),
    segment('PV1', '1', 'N'),
    segment(
      'TXA', '1', 'CN', 'TX', moment(plan), '', moment(plan), '', '', author, '', '', key(plan.version),
      plan.replacesVersion === null ? '' : key(plan.replacesVersion), '', '', '', status,
    ), // prettier-ignore
    ...lines.map((line, index) =>
      segment('OBX', String(index + 1), 'TX', name, '', line, '', '', '', '', '', 'F'),
    ),
    ...(pdf === undefined
      ? []
      : [
          segment(
            'OBX', String(lines.length + 1), 'ED', name, '', ['', 'application', 'pdf', 'Base64', base64OfBytes(pdf)],
            '', '', '', '', '', 'F',
          ), // prettier-ignore
        ]),
  ]);
}
