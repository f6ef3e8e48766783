import type { CaseDefinition, FluoroscopyRequest } from '../cases/caseDefinition.ts';
import type { Carm } from '../render/fluoroscopy.ts';
import { shutterOf } from '../render/fluoroscopyRun.ts';
import { caseUid, commonElements } from './common.ts';
import type { SeriesHead, StudyHead } from './common.ts';
import { decimal, writePart10 } from './part10.ts';

const XA_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.12.1';

export const XA_SERIES_KEY = 'xa-run';

const study = (c: CaseDefinition): StudyHead => ({
  key: 'xa',
  time: '121000',
  description: `Fluoroscopy epidural injection ${c.region} spine`,
});

const series = (c: CaseDefinition): SeriesHead => ({
  key: XA_SERIES_KEY,
  modality: 'XA',
  number: 1,
  description: `Epidurogram AP ${c.region}`,
  protocol: 'Spine intervention',
  time: '122405',
  patientPosition: 'HFP',
});

export const xaInstanceUid = (c: CaseDefinition, arm: Carm): string => caseUid(c, `xa/${arm.matrix}/run`);

/** The fluoroscopy run as one multi-frame Part 10 file. */
export function xaInstance(c: CaseDefinition, f: FluoroscopyRequest, arm: Carm, stored: Uint16Array): Buffer {
  const uid = xaInstanceUid(c, arm);
  const s = shutterOf(arm);
  return writePart10(XA_IMAGE_STORAGE, uid, [
    ...commonElements(c, study(c), series(c)),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE']],
    [0x00080016, 'UI', XA_IMAGE_STORAGE],
    [0x00080018, 'UI', uid],
    [0x00180010, 'LO', f.agent],
    [0x00180040, 'IS', Math.round(1000 / f.frameTimeMs)],
    [0x00180060, 'DS', 78],
    [0x00181040, 'LO', 'EPIDURAL'],
    [0x00181063, 'DS', f.frameTimeMs],
    [0x00181110, 'DS', arm.sourceToDetectorMm],
    [0x00181111, 'DS', arm.sourceToIsocentreMm],
    [0x00181114, 'DS', decimal(arm.sourceToDetectorMm / arm.sourceToIsocentreMm)],
    [0x00181150, 'IS', 8],
    [0x00181151, 'IS', 60],
    [0x00181152, 'IS', 1],
    [0x00181155, 'CS', 'SC'],
    [0x0018115a, 'CS', 'PULSED'],
    [0x00181164, 'DS', [arm.imagerPixelMm, arm.imagerPixelMm]],
    [0x00181500, 'CS', 'STATIC'],
    [0x00181510, 'DS', 180],
    [0x00181511, 'DS', 0],
    [0x00181600, 'CS', 'RECTANGULAR'],
    [0x00181602, 'IS', s.left + 1],
    [0x00181604, 'IS', s.right + 1],
    [0x00181606, 'IS', s.upper + 1],
    [0x00181608, 'IS', s.lower + 1],
    [0x00200012, 'IS', 1],
    [0x00200013, 'IS', 1],
    [0x00200020, 'CS', ['L', 'F']],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280008, 'IS', f.frames],
    [0x00280009, 'AT', 0x00181063],
    [0x00280010, 'US', arm.matrix],
    [0x00280011, 'US', arm.matrix],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 12],
    [0x00280102, 'US', 11],
    [0x00280103, 'US', 0],
    [0x00281040, 'CS', 'DISP'],
    [0x00281050, 'DS', 2000],
    [0x00281051, 'DS', 1800],
    [0x7fe00010, 'OW', new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)],
  ]);
}
