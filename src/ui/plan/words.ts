import { unreachable } from '../../domain/result.ts';
import type { HandoffState } from '../../app/api.ts';
import type {
  Anomaly,
  Approach,
  Compartment,
  Confidence,
  CountedFrom,
  Delivery,
  FileCode,
  Guidance,
  PatchKind,
  PatientPosition,
  PlanState,
  Role,
  SeriesClass,
  Severity,
  Side,
} from '../../domain/vocabulary/terms.ts';

/** The clinic's words for every closed list, in one place. Side is always the patient's. */
export const sideWords: Readonly<Record<Side, string>> = {
  left: 'Patient’s left',
  right: 'Patient’s right',
  bilateral: 'Bilateral',
  midline: 'Midline',
  'not-stated': 'Not stated',
  'not-applicable': 'Not applicable',
};
/** Beside a level, where there is room for one letter: "L2-L3 R". */
export const sideLetters: Readonly<Record<Side, string>> = {
  left: 'L',
  right: 'R',
  bilateral: 'R + L',
  midline: 'midline',
  'not-stated': 'side not stated',
  'not-applicable': '',
};
export const kindWords: Readonly<Record<PatchKind, string>> = {
  targeted: 'Targeted',
  blind: 'Blind',
  prophylactic: 'Prophylactic',
  multilevel: 'Multilevel',
};
export const approachWords: Readonly<Record<Approach, string>> = {
  interlaminar: 'Interlaminar',
  'interlaminar-paramedian': 'Interlaminar, paramedian',
  transforaminal: 'Transforaminal',
  caudal: 'Caudal',
  direct: 'Direct',
  'not-stated': 'Not stated',
};
export const deliveryWords: Readonly<Record<Delivery, string>> = { needle: 'Needle', catheter: 'Catheter' };
export const guidanceWords: Readonly<Record<Guidance, string>> = {
  'ct-fluoroscopy': 'CT fluoroscopy',
  ct: 'CT',
  fluoroscopy: 'Fluoroscopy',
  'portable-xray': 'Portable X-ray',
  landmark: 'Landmark',
  'not-stated': 'Not stated',
};
export const positionWords: Readonly<Record<PatientPosition, string>> = {
  prone: 'Prone',
  supine: 'Supine',
  'left-lateral-decubitus': 'Left side down',
  'right-lateral-decubitus': 'Right side down',
  'lateral-decubitus-side-not-stated': 'Decubitus, side not stated',
  sitting: 'Sitting',
  'not-stated': 'Not stated',
};
export const compartmentWords: Readonly<Record<Compartment, string>> = {
  ventral: 'Ventral',
  dorsal: 'Dorsal',
  lateral: 'Lateral',
  circumferential: 'Circumferential',
  foraminal: 'Foraminal',
  sleeve: 'Nerve root sleeve',
  'paraspinal-vein': 'Paraspinal vein',
  'not-stated': 'Not stated',
};
export const confidenceWords: Readonly<Record<Confidence, string>> = {
  definite: 'Definite',
  probable: 'Probable',
  possible: 'Possible',
};
export const countedFromWords: Readonly<Record<CountedFrom, string>> = {
  C2: 'counted down from C2',
  sacrum: 'counted up from the sacrum',
  'last-rib': 'counted from the last rib',
  segmentation: 'counted by a segmentation',
  unverified: 'count not verified',
};
export const anomalyWords: Readonly<Record<Anomaly, string>> = {
  'six-lumbar': 'six lumbar-type vertebrae',
  'four-lumbar': 'four lumbar-type vertebrae',
  'eleven-ribs': 'eleven rib-bearing vertebrae',
  'thirteen-ribs': 'thirteen rib-bearing vertebrae',
  'transitional-lumbosacral': 'transitional lumbosacral vertebra',
  'transitional-thoracolumbar': 'transitional thoracolumbar vertebra',
};
export const severityWords: Readonly<Record<Severity, string>> = {
  block: 'Blocks until overridden',
  acknowledge: 'Needs acknowledgement',
  inform: 'For information',
};
export const roleWords: Readonly<Record<Role, string>> = {
  radiologist: 'radiologist',
  'pain-physician': 'pain physician',
};
export const classWords: Readonly<Record<SeriesClass, string>> = {
  'ct-myelography': 'CT myelography',
  'mr-myelography': 'MR myelography',
  fluoroscopy: 'Fluoroscopy',
  'ct-other': 'CT, not proven myelography',
  'mr-other': 'MR, not proven myelography',
  other: 'Other',
};
export const fileCodeWords: Readonly<Record<FileCode, string>> = {
  ok: 'used',
  'not-dicom': 'not DICOM',
  truncated: 'cut short',
  'no-pixels': 'no picture inside',
  'unsupported-syntax': 'compression not supported',
  'decode-failed': 'picture cannot be decoded',
  'non-image': 'not an image object',
  duplicate: 'duplicate',
  'too-large': 'too large',
  malformed: 'malformed',
};

/** Where a case stands, as the worklist, the review page and the record say it. */
export function statusWords(state: PlanState | null, handoff: HandoffState['kind']): string {
  switch (state) {
    case null:
    case 'draft':
      return 'To mark';
    case 'signed':
      return 'To review';
    case 'returned':
      return 'Returned';
    case 'superseded':
      return 'Superseded';
    case 'scheduled':
      return 'Scheduled';
    case 'performed':
      return 'Performed';
    case 'cancelled':
      return 'Cancelled';
    case 'accepted':
      return handoff === 'arrived' ? 'Handed over' : 'Accepted, queued';
    default:
      return unreachable(state);
  }
}
