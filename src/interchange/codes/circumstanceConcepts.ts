import type { Disclosure, Endpoint, Presence } from '../../domain/plan/circumstances.ts';
import { PRIVATE, SCT, type Code } from './codes.ts';
import { PLAN } from './planConcepts.ts';

/** Concepts around the injection: disclosures, CSF let off, endpoint, check afterwards, negative examinations. */
const own = (code: string, display: string): Code => ({ system: PRIVATE, code, display });

export const DISCLOSURE_CONCEPTS: Readonly<Record<Disclosure, Code>> = {
  anticoagulant: own('DISCL-ANTICOAG', 'Anticoagulant disclosed'),
  pregnancy: own('DISCL-PREGNANCY', 'Pregnancy disclosed'),
  fever: own('DISCL-FEVER', 'Fever disclosed'),
};
/** Yes and no are those of CID 230 (PS3.16). */
export const PRESENCE_CODES: Readonly<Record<Presence, Code>> = {
  yes: { system: SCT, code: '373066001', display: 'Yes' },
  no: { system: SCT, code: '373067005', display: 'No' },
  'not-stated': PLAN.notStated,
};
export const AROUND = {
  csfDrained: own('CSF-DRAINED', 'CSF let off before the patch'),
  check: own('POST-CHECK', 'Check after the procedure'),
  endpoint: own('ENDPOINT', 'What ends the injection'),
  approachReason: own('APPROACH-REASON', 'Reason for the approach'),
  negative: own('EXAM-NEGATIVE', 'No CSF leak seen on this examination'),
  posture: own('EXAM-POSTURE', 'Posture of the examination'),
} as const satisfies Readonly<Record<string, Code>>;
export const ENDPOINT_CODES: Readonly<Record<Endpoint, Code>> = {
  'pressure-or-pain': own('END-PRESS-PAIN', 'Pressure or pain'),
  pressure: own('END-PRESSURE', 'Pressure'),
  'planned-volume': own('END-VOLUME', 'Planned volume given'),
  'spread-on-imaging': own('END-SPREAD', 'Spread seen on imaging'),
  'not-stated': PLAN.notStated,
};
