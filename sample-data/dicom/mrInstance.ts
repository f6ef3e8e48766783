import type { CaseDefinition } from '../cases/caseDefinition.ts';
import { add, scale } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { MrGrid } from '../render/mr.ts';
import { caseUid, commonElements } from './common.ts';
import type { SeriesHead, StudyHead } from './common.ts';
import { writePart10 } from './part10.ts';

export const MR_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.4';

export const MR_SERIES_KEY = 'mr-myelogram';
export const MR_CORONAL_SERIES_KEY = 'mr-myelogram-coronal';

export const mrStudy = (c: CaseDefinition): StudyHead => ({
  key: 'mr',
  time: '154000',
  description: `MR myelography ${c.region} spine`,
});

const series = ({ plane }: MrGrid): SeriesHead => ({
  key: plane === 'sagittal' ? MR_SERIES_KEY : MR_CORONAL_SERIES_KEY,
  modality: 'MR',
  number: plane === 'sagittal' ? 5 : 6,
  description: `MR myelography 3D heavily T2w ${plane === 'sagittal' ? 'sag' : 'cor'}`,
  protocol: 'Spine MR myelography',
  time: plane === 'sagittal' ? '155130' : '160210',
  patientPosition: 'HFS',
});

const keyOf = ({ plane }: MrGrid): string => (plane === 'sagittal' ? 'mr' : 'mr-cor');

export const mrInstanceUid = (c: CaseDefinition, grid: MrGrid, slice: number): string =>
  caseUid(c, `${keyOf(grid)}/${grid.matrix}/${grid.slices}/${slice}`);

/** Place of the first pixel of a slice, LPS mm. */
export const mrSlicePosition = (grid: MrGrid, slice: number): Vec3 =>
  add(grid.originLps, scale(grid.sliceDirection, slice * grid.sliceMm));

/** One slice of the MR myelogram as a Part 10 file. */
export function mrInstance(c: CaseDefinition, grid: MrGrid, slice: number, stored: Uint16Array): Buffer {
  const uid = mrInstanceUid(c, grid, slice);
  return writePart10(MR_IMAGE_STORAGE, uid, [
    ...commonElements(c, mrStudy(c), series(grid)),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'OTHER']],
    [0x00080016, 'UI', MR_IMAGE_STORAGE],
    [0x00080018, 'UI', uid],
    [0x00180020, 'CS', 'SE'],
    [0x00180021, 'CS', ['SK', 'SP', 'OSP']],
    [0x00180022, 'CS', ['PFP', 'FS']],
    [0x00180023, 'CS', '3D'],
    [0x00180024, 'SH', 'spc3d_T2'],
    [0x00180050, 'DS', grid.sliceMm],
    [0x00180080, 'DS', 5800],
    [0x00180081, 'DS', 612],
    [0x00180083, 'DS', 1],
    [0x00180084, 'DS', 63.87],
    [0x00180085, 'SH', '1H'],
    [0x00180087, 'DS', 1.5],
    [0x00180088, 'DS', grid.sliceMm],
    [0x00180091, 'IS', 163],
    [0x00181314, 'DS', 120],
    [0x00200012, 'IS', 1],
    [0x00200013, 'IS', slice + 1],
    [0x00200032, 'DS', mrSlicePosition(grid, slice)],
    [0x00200037, 'DS', [...grid.rowDirection, ...grid.columnDirection]],
    [0x00200052, 'UI', caseUid(c, 'frame/mr')],
    [0x00201040, 'LO', ''],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', grid.matrix],
    [0x00280011, 'US', grid.matrix],
    [0x00280030, 'DS', [grid.pixelMm, grid.pixelMm]],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 12],
    [0x00280102, 'US', 11],
    [0x00280103, 'US', 0],
    [0x00281050, 'DS', 260],
    [0x00281051, 'DS', 520],
    [0x7fe00010, 'OW', new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)],
  ]);
}
