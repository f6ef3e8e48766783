/**
 * Closed lists of the clinic's words (definitions.md "Words and spelling", clinical.md 3–7).
 * One list, one derived type; the wire (schema/) and the screens import them from here.
 */

export const SIDES = ['left', 'right', 'bilateral', 'midline', 'not-stated', 'not-applicable'] as const;
export type Side = (typeof SIDES)[number];

export const PATCH_KINDS = ['targeted', 'blind', 'prophylactic', 'multilevel'] as const;
export type PatchKind = (typeof PATCH_KINDS)[number];

export const APPROACHES = [
  'interlaminar',
  'interlaminar-paramedian',
  'transforaminal',
  'caudal',
  'direct',
  'not-stated',
] as const;
export type Approach = (typeof APPROACHES)[number];

export const DELIVERIES = ['needle', 'catheter'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export const GUIDANCES = [
  'ct-fluoroscopy',
  'ct',
  'fluoroscopy',
  'portable-xray',
  'landmark',
  'not-stated',
] as const;
export type Guidance = (typeof GUIDANCES)[number];

export const COMPARTMENTS = [
  'ventral',
  'dorsal',
  'lateral',
  'circumferential',
  'foraminal',
  'sleeve',
  'paraspinal-vein',
  'not-stated',
] as const;
export type Compartment = (typeof COMPARTMENTS)[number];

/** Findings in these compartments need a left or right: `not-stated` is refused (definitions.md). */
export const LATERALIZED_COMPARTMENTS: readonly Compartment[] = ['foraminal', 'sleeve', 'paraspinal-vein'];

export const CONFIDENCES = ['definite', 'probable', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const LEAK_SYSTEMS = ['schievink', 'farb', 'freiburg', 'cause', 'none'] as const;
export type LeakSystem = (typeof LEAK_SYSTEMS)[number];
/** Never a bare number: "type 4" and "type 2" mean different things in the two systems (clinical.md 3). */
export const LEAK_TYPES = {
  schievink: ['1a', '1b', '2a', '2b', '3', 'indeterminate'],
  farb: ['1', '2', '3', '4'],
  freiburg: ['sacral'],
  cause: ['iatrogenic', 'postoperative', 'traumatic', 'pseudomeningocele', 'csf-cutaneous-fistula'],
  none: ['not-stated'],
} as const satisfies Readonly<Record<LeakSystem, readonly string[]>>;
export interface LeakType {
  readonly system: LeakSystem;
  readonly type: string;
}

export const PATIENT_POSITIONS = [
  'prone',
  'supine',
  'left-lateral-decubitus',
  'right-lateral-decubitus',
  'lateral-decubitus-side-not-stated',
  'sitting',
  'not-stated',
] as const;
export type PatientPosition = (typeof PATIENT_POSITIONS)[number];

/** What the vertebrae were counted from (clinical.md 5). */
export const COUNTED_FROM = ['C2', 'sacrum', 'last-rib', 'segmentation', 'unverified'] as const;
export type CountedFrom = (typeof COUNTED_FROM)[number];

export const ANOMALIES = [
  'six-lumbar',
  'four-lumbar',
  'eleven-ribs',
  'thirteen-ribs',
  'transitional-lumbosacral',
  'transitional-thoracolumbar',
] as const;
export type Anomaly = (typeof ANOMALIES)[number];

export const HAZARD_IDS = [
  'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8', 'H9', 'H10', 'H11',
  'H12', 'H13', 'H14', 'H15', 'H16', 'H17', 'H18', 'H19', 'H20', 'H21',
] as const; // prettier-ignore
export type HazardId = (typeof HAZARD_IDS)[number];
/** block: override with reason by both roles; acknowledge; inform (clinical.md 7). */
export const SEVERITIES = ['block', 'acknowledge', 'inform'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const ROLES = ['radiologist', 'pain-physician'] as const;
export type Role = (typeof ROLES)[number];

export const PLAN_STATES = [
  'draft',
  'signed',
  'accepted',
  'returned',
  'scheduled',
  'performed',
  'cancelled',
  'superseded',
] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const SERIES_CLASSES = [
  'ct-myelography',
  'mr-myelography',
  'fluoroscopy',
  'ct-other',
  'mr-other',
  'other',
] as const;
export type SeriesClass = (typeof SERIES_CLASSES)[number];

export const GEOMETRY_CODES = [
  'regular',
  'tilt',
  'uneven',
  'gap',
  'duplicates',
  'mixed-orientation',
  'overlap',
  'none',
] as const;
export type GeometryCode = (typeof GEOMETRY_CODES)[number];

export const FILE_CODES = [
  'ok',
  'not-dicom',
  'truncated',
  'no-pixels',
  'unsupported-syntax',
  'decode-failed',
  'non-image',
  'duplicate',
  'too-large',
  'malformed',
] as const;
export type FileCode = (typeof FILE_CODES)[number];
