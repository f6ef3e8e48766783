import type { CaseDefinition, FluoroscopyRequest } from '../cases/caseDefinition.ts';
import type { Carm } from '../render/carm.ts';
import { shutterOf } from '../render/fluoroscopyRun.ts';
import { caseUid, commonElements } from './common.ts';
import type { SeriesHead, StudyHead } from './common.ts';
import { decimal, writePart10 } from './part10.ts';
import type { Element } from './part10.ts';

const XA_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.12.1';
const RF_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.12.2';

/** Key of the series of the `run`-th picture or run of a case, 0-based. */
export const xaSeriesKey = (run: number): string => (run === 0 ? 'xa-run' : `xa-run-${run + 1}`);

export const xaStudy = (c: CaseDefinition): StudyHead => ({
  key: 'xa',
  time: '121000',
  description: `Fluoroscopy epidural injection ${c.region} spine`,
});

const series = (c: CaseDefinition, f: FluoroscopyRequest, run: number): SeriesHead => ({
  key: xaSeriesKey(run),
  modality: f.geometryInHeader ? 'XA' : 'RF',
  number: run + 1,
  description: `${f.compartment === 'epidural' ? 'Epidurogram' : 'Myelography'} ${f.view}${f.kind === 'run' ? '' : ' last image hold'} ${c.region}`,
  protocol: 'Spine intervention',
  time: `12${24 + 3 * run}05`,
  patientPosition: f.lying.registered,
});

export const xaInstanceUid = (c: CaseDefinition, arm: Carm, run: number): string =>
  caseUid(c, run === 0 ? `xa/${arm.matrix}/run` : `xa/${arm.matrix}/run-${run + 1}`);

/** A fluoroscopy run, or the last image held of one, as one Part 10 file. */
export function xaInstance(
  c: CaseDefinition,
  f: FluoroscopyRequest,
  arm: Carm,
  run: number,
  stored: Uint16Array,
): Buffer {
  const uid = xaInstanceUid(c, arm, run);
  const sopClass = f.geometryInHeader ? XA_IMAGE_STORAGE : RF_IMAGE_STORAGE;
  const s = shutterOf(arm);
  return writePart10(sopClass, uid, [
    ...commonElements(c, xaStudy(c), series(c, f, run)),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE']],
    [0x00080016, 'UI', sopClass],
    [0x00080018, 'UI', uid],
    [0x00180010, 'LO', f.agent],
    [0x00180060, 'DS', 78],
    [0x00181040, 'LO', f.compartment === 'epidural' ? 'EPIDURAL' : 'INTRATHECAL'],
    [0x00181150, 'IS', 8],
    [0x00181151, 'IS', 60],
    [0x00181152, 'IS', 1],
    [0x00181155, 'CS', 'SC'],
    [0x0018115a, 'CS', 'PULSED'],
    [0x00181600, 'CS', 'RECTANGULAR'],
    [0x00181602, 'IS', s.left + 1],
    [0x00181604, 'IS', s.right + 1],
    [0x00181606, 'IS', s.upper + 1],
    [0x00181608, 'IS', s.lower + 1],
    [0x00200012, 'IS', run + 1],
    [0x00200013, 'IS', 1],
    [0x00200020, 'CS', [f.view === 'AP' ? 'L' : 'P', 'F']],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', arm.matrix],
    [0x00280011, 'US', arm.matrix],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 12],
    [0x00280102, 'US', 11],
    [0x00280103, 'US', 0],
    [0x00281040, 'CS', 'DISP'],
    [0x00281050, 'DS', 2000],
    [0x00281051, 'DS', 1800],
    ...(f.kind === 'run' ? cine(f) : []),
    ...(f.geometryInHeader ? geometry(arm) : []),
    [0x7fe00010, 'OW', new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)],
  ]);
}

/** Multi-frame and Cine modules. */
const cine = (f: FluoroscopyRequest): readonly Element[] => [
  [0x00180040, 'IS', Math.round(1000 / f.frameTimeMs)],
  [0x00181063, 'DS', f.frameTimeMs],
  [0x00280008, 'IS', f.frames],
  [0x00280009, 'AT', 0x00181063],
];

/**
 * Distances and angles of the C-arm. Primary angle 180: detector behind the patient; 90: at the patient's left.
 * Ref: PS3.3 C.8.7.5.1.2.
 */
const geometry = (arm: Carm): readonly Element[] => [
  [0x00181110, 'DS', arm.sourceToDetectorMm],
  [0x00181111, 'DS', arm.sourceToIsocentreMm],
  [0x00181114, 'DS', decimal(arm.sourceToDetectorMm / arm.sourceToIsocentreMm)],
  [0x00181164, 'DS', [arm.imagerPixelMm, arm.imagerPixelMm]],
  [0x00181500, 'CS', 'STATIC'],
  [0x00181510, 'DS', arm.view === 'AP' ? 180 : 90],
  [0x00181511, 'DS', 0],
];
