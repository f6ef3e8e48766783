import type { CaseDefinition, CtRequest } from '../cases/caseDefinition.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { CtGrid } from '../render/ct.ts';
import { CT_INTERCEPT } from '../render/ct.ts';
import { caseUid, commonElements } from './common.ts';
import type { SeriesHead, StudyHead } from './common.ts';
import type { Element } from './part10.ts';
import { writePart10 } from './part10.ts';

export const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';

export const ctStudy = (c: CaseDefinition, r: CtRequest): StudyHead => ({
  key: 'ct',
  time: '091500',
  description: `CT ${r.intrathecal === null ? '' : 'myelography '}${c.region} spine`,
});

export const CT_SERIES_KEY = 'ct-myelogram';

const series = (c: CaseDefinition, r: CtRequest): SeriesHead => ({
  key: CT_SERIES_KEY,
  modality: 'CT',
  number: 2,
  description: `CT ${r.intrathecal === null ? 'plain' : 'myelogram'} ${c.region} ${Number(r.sliceMm.toFixed(2))} mm`,
  protocol: r.intrathecal === null ? 'Spine CT' : 'Spine CT myelography',
  time: '092210',
  patientPosition: r.lying.registered,
});

export const ctInstanceUid = (c: CaseDefinition, grid: CtGrid, slice: number): string =>
  caseUid(c, `ct/${grid.matrix}/${grid.slices}/${slice}`);

/** Place of the first voxel of a slice, LPS mm. */
export const ctSlicePosition = ({ originLps, sliceMm }: CtGrid, slice: number): Vec3 => [
  originLps[0],
  originLps[1],
  originLps[2] + slice * sliceMm,
];

/** One slice of the CT myelogram as a Part 10 file. */
export function ctInstance(
  c: CaseDefinition,
  r: CtRequest,
  grid: CtGrid,
  slice: number,
  stored: Uint16Array,
): Buffer {
  const uid = ctInstanceUid(c, grid, slice);
  const position = ctSlicePosition(grid, slice);
  return writePart10(CT_IMAGE_STORAGE, uid, [
    ...commonElements(c, ctStudy(c, r), series(c, r)),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']],
    [0x00080016, 'UI', CT_IMAGE_STORAGE],
    [0x00080018, 'UI', uid],
    ...contrast(r),
    [0x00180050, 'DS', grid.sliceMm],
    [0x00180060, 'DS', 120],
    [0x00180090, 'DS', r.fieldOfViewMm],
    [0x00181100, 'DS', r.fieldOfViewMm],
    [0x00181120, 'DS', 0],
    [0x00181150, 'IS', 750],
    [0x00181151, 'IS', 297],
    [0x00181152, 'IS', 223],
    [0x00181160, 'SH', 'BODY'],
    [0x00181210, 'SH', 'SOFT-PHANTOM'],
    [0x00200012, 'IS', 1],
    [0x00200013, 'IS', slice + 1],
    [0x00200032, 'DS', position],
    [0x00200037, 'DS', ctOrientation(grid)],
    [0x00200052, 'UI', caseUid(c, 'frame/ct')],
    [0x00201040, 'LO', ''],
    [0x00201041, 'DS', position[2]],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', grid.matrix],
    [0x00280011, 'US', grid.matrix],
    [0x00280030, 'DS', [grid.pixelMm, grid.pixelMm]],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 12],
    [0x00280102, 'US', 11],
    [0x00280103, 'US', 0],
    [0x00281050, 'DS', [300, 40]],
    [0x00281051, 'DS', [1800, 400]],
    [0x00281052, 'DS', CT_INTERCEPT],
    [0x00281053, 'DS', 1],
    [0x00281054, 'LO', 'HU'],
    [0x7fe00010, 'OW', new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)],
  ]);
}

/** Contrast/Bolus module, only where there is contrast. PS3.3 C.7.6.4 */
function contrast({ intrathecal }: CtRequest): readonly Element[] {
  if (intrathecal === null) return [];
  const { agent, volumeMl } = intrathecal;
  return [
    [0x00180010, 'LO', agent],
    [0x00181040, 'LO', 'INTRATHECAL'],
    ...(volumeMl === null ? [] : ([[0x00181041, 'DS', volumeMl]] satisfies Element[])),
  ];
}

export const ctOrientation = (grid: CtGrid): readonly number[] =>
  [...grid.rowDirection, ...grid.columnDirection].map(whole);

/** The scanner's axes are quarter turns of the patient's: no 1e-17 from sines. */
const whole = (v: number): number => Math.round(v) + 0;
