import type { Level } from '../../domain/vocabulary/level.ts';
import type {
  Approach,
  Compartment,
  Confidence,
  CountedFrom,
  Guidance,
  LeakType,
  PatchKind,
  PatientPosition,
  Side,
} from '../../domain/vocabulary/terms.ts';
import levels from './levels.json' with { type: 'json' };

/**
 * One table for every coded concept that leaves the room. SCT, DCM and LOINC codes were verified against PS3.16 2024c
 * and the SNOMED Global Patient Set; where no verified standard code exists the concept is private (99CSFPLAN) and the
 * words travel beside it. CPT codes are not shipped (AMA licence).
 */
export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export const SCT = 'http://snomed.info/sct';
export const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
export const LOINC = 'http://loinc.org';
/** FHIR name of the private scheme 99CSFPLAN. `.invalid` (RFC 2606): nobody can own or resolve it. */
export const PRIVATE = 'https://patchpoint.invalid/fhir/CodeSystem/99CSFPLAN';

const SYSTEMS: Readonly<Record<string, string>> = { SCT, DCM, LN: LOINC, '99CSFPLAN': PRIVATE };

const sct = (code: string, display: string): Code => ({ system: SCT, code, display });
const dcm = (code: string, display: string): Code => ({ system: DCM, code, display });
const own = (code: string, display: string): Code => ({ system: PRIVATE, code, display });

function fromTable(entry: { scheme: string; code: string; display: string } | undefined): Code | null {
  if (entry === undefined) return null;
  const system = SYSTEMS[entry.scheme];
  return system === undefined ? null : { system, code: entry.code, display: entry.display };
}

type Table = Readonly<Record<string, { scheme: string; code: string; display: string }>>;
const vertebrae: Table = levels.vertebrae;
const interspaces: Table = levels.interspaces;

/**
 * Codes of a level: one for a vertebra or interspace (CID 1003 "Level of … disc"), two ends for a range. Pairs without
 * any code (for example T11-L1 where T12 is absent) give the two vertebrae.
 */
export function levelCodes(level: Level): readonly Code[] {
  const codes =
    level.kind === 'vertebra'
      ? [fromTable(vertebrae[level.level])]
      : level.kind === 'range'
        ? [fromTable(vertebrae[level.from]), fromTable(vertebrae[level.to])]
        : interspaceCodes(level.upper, level.lower);
  return codes.filter((code) => code !== null);
}

function interspaceCodes(upper: string, lower: string): readonly (Code | null)[] {
  const known = fromTable(interspaces[`${upper}-${lower}`]);
  return known === null ? [fromTable(vertebrae[upper]), fromTable(vertebrae[lower])] : [known];
}

/** CID 244 and Median (130290, DCM); `not-stated` and `not-applicable` have no code: the words say it. */
export const SIDE_CODES: Readonly<Record<Side, Code | null>> = {
  left: sct('7771000', 'Left'),
  right: sct('24028007', 'Right'),
  bilateral: sct('51440002', 'Bilateral'),
  midline: dcm('130290', 'Median'),
  'not-stated': null,
  'not-applicable': null,
};

export const COMPARTMENT_CODES: Readonly<Record<Compartment, Code | null>> = {
  ventral: sct('255549009', 'Anterior'),
  dorsal: sct('255551008', 'Posterior'),
  lateral: sct('49370004', 'Lateral'),
  circumferential: sct('255593009', 'Circumferential'),
  foraminal: own('FORAMEN', 'Neural (intervertebral) foramen'),
  sleeve: own('NRS', 'Nerve root sleeve'),
  'paraspinal-vein': own('PARASP-VEIN', 'Paraspinal (foraminal/segmental) vein'),
  'not-stated': null,
};

export const APPROACH_CODES: Readonly<Record<Approach, Code | null>> = {
  interlaminar: own('APP-IL', 'Interlaminar'),
  'interlaminar-paramedian': own('APP-IL-PM', 'Interlaminar, paramedian'),
  transforaminal: own('APP-TF', 'Transforaminal'),
  caudal: own('APP-CAUD', 'Caudal (sacral hiatus)'),
  direct: own('APP-DIRECT', 'Direct percutaneous cyst/diverticulum or sleeve puncture'),
  'not-stated': null,
};

export const GUIDANCE_CODES: Readonly<Record<Guidance, Code | null>> = {
  'ct-fluoroscopy': own('GUIDE-CT', 'CT fluoroscopy'),
  ct: dcm('CT', 'Computed Tomography'),
  fluoroscopy: own('GUIDE-FL', 'Fluoroscopy'),
  'portable-xray': own('GUIDE-PXR', 'Portable X-ray'),
  landmark: own('GUIDE-LM', 'Landmark (blind)'),
  'not-stated': null,
};

export const POSITION_CODES: Readonly<Record<PatientPosition, Code | null>> = {
  prone: sct('1240000', 'Prone'),
  supine: sct('40199007', 'Supine'),
  'left-lateral-decubitus': sct('102536004', 'Left lateral decubitus'),
  'right-lateral-decubitus': sct('102535000', 'Right lateral decubitus'),
  'lateral-decubitus-side-not-stated': sct('32185000', 'Lateral decubitus'),
  sitting: sct('33586001', 'Sitting'),
  'not-stated': null,
};

export const PATCH_CODES: Readonly<Record<PatchKind, Code>> = {
  targeted: own('EBP-TARGETED', 'Targeted epidural blood patch'),
  blind: own('EBP-BLIND', 'Non-targeted (blind) lumbar epidural blood patch'),
  prophylactic: own('EBP-PROPH', 'Prophylactic epidural blood patch'),
  multilevel: own('EBP-MULTI', 'Multilevel epidural blood patch'),
};

export const CONFIDENCE_CODES: Readonly<Record<Confidence, Code>> = {
  definite: own('CONF-DEF', 'Definite'),
  probable: own('CONF-PROB', 'Probable'),
  possible: own('CONF-POSS', 'Possible'),
};

export const COUNTED_FROM_CODES: Readonly<Record<CountedFrom, Code | null>> = {
  C2: own('NUM-C2', 'Counted from C2'),
  sacrum: own('NUM-SACRUM', 'Counted from sacrum'),
  'last-rib': own('NUM-RIB', 'Counted from last rib'),
  segmentation: own('NUM-SEG', 'From imported segmentation'),
  unverified: null,
};

const LEAK_TYPE_CODES: Readonly<Record<string, Code>> = {
  'schievink:1a': own('SCHIEVINK-1A', 'Type 1a ventral dural tear (Schievink 2016)'),
  'schievink:1b': own('SCHIEVINK-1B', 'Type 1b posterolateral dural tear (Schievink 2016)'),
  'schievink:2a': own('SCHIEVINK-2A', 'Type 2a simple meningeal diverticulum (Schievink 2016)'),
  'schievink:2b': own('SCHIEVINK-2B', 'Type 2b complex diverticulum/dural ectasia (Schievink 2016)'),
  'schievink:3': own('SCHIEVINK-3', 'Type 3 CSF-venous fistula (Schievink 2016)'),
  'schievink:indeterminate': own('SCHIEVINK-4', 'Indeterminate, a.k.a. type 4 (Schievink)'),
  'farb:1': own('FARB-1', 'Type 1 ventral dural tear (Farb 2019)'),
  'farb:2': own('FARB-2', 'Type 2 lateral dural tear, proximal NRS (Farb 2019)'),
  'farb:3': own('FARB-3', 'Type 3 CSF-venous fistula (Farb 2019)'),
  'farb:4': own('FARB-4', 'Type 4 distal nerve root sleeve leak (Farb 2019)'),
  'freiburg:sacral': own('SACRAL', 'Sacral leak (Luetzen)'),
  'cause:iatrogenic': own('IATROGENIC', 'Iatrogenic dural puncture or injury'),
  'cause:postoperative': own('POSTOP', 'Postoperative dural defect'),
  'cause:traumatic': own('TRAUMA', 'Traumatic dural tear'),
  'cause:pseudomeningocele': sct('193078005', 'Pseudomeningocele'),
  'cause:csf-cutaneous-fistula': own('CSF-CUT-FIST', 'CSF-cutaneous fistula'),
};

/** Null for `not-stated`: the system always travels with the type (clinical.md 3, "type 4" trap). */
export function leakTypeCode(leakType: LeakType): Code | null {
  return LEAK_TYPE_CODES[`${leakType.system}:${leakType.type}`] ?? null;
}

export const CONCEPTS = {
  csfLeak: sct('230744007', 'Cerebrospinal fluid leak'),
  extravasation: own('EXTRAV-CSF', 'Extravasated intrathecal contrast'),
  finding: dcm('121071', 'Finding'),
  trackingUid: dcm('112040', 'Tracking Unique Identifier'),
  laterality: sct('272741003', 'Laterality'),
  topographicalModifier: sct('106233006', 'Topographical modifier'),
  leakType: own('LEAK-TYPE', 'Spinal CSF leak type'),
  confidence: own('LOC-CONF', 'Localization confidence'),
  exitingRoot: own('EXIT-ROOT', 'Exiting nerve root'),
  lateralOffset: own('LAT-OFFSET', 'Lateral offset from the body line (patient left positive)'),
  numberingMethod: own('NUM-METHOD', 'Vertebral numbering method'),
  vertebra: own('VERTEBRA', 'Vertebra of the mark'),
  extent: own('EXTENT', 'Extent in vertebral levels'),
  volume: sct('118565006', 'Volume'),
  attenuation: dcm('112031', 'Attenuation Coefficient'),
  signal: own('SIGNAL', 'Signal intensity (no unit)'),
  approach: own('APPROACH', 'Planned epidural approach'),
  approachSide: own('APP-SIDE', 'Planned needle side'),
  guidance: own('GUIDE', 'Planned image guidance'),
  position: own('POSITION', 'Planned patient position'),
  plannedVolume: own('VOL-PLAN', 'Planned blood volume'),
  plan: own('CAT-PLAN', 'Procedure targeting plan'),
  sacralHiatus: own('SAC-HIATUS', 'Sacral hiatus'),
  diagnosticImaging: { system: LOINC, code: '18748-4', display: 'Diagnostic imaging study' },
  keyImages: { system: LOINC, code: '55113-5', display: 'Key images Document Radiology' },
  pacuPlan: {
    system: LOINC,
    code: '68713-7',
    display: 'Pain medicine Preoperative evaluation and management note',
  },
} as const satisfies Readonly<Record<string, Code>>;
