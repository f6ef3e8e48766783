import { nearestVoxel } from '../../src/domain/geometry/grid.ts';
import { decodeFrame } from '../../src/cli/decode/decodeFrame.ts';
import { DicomImport } from '../../src/dicom/dicomImport.ts';
import type { InstanceHeader, SeriesSummary, VolumeGrid } from '../../src/dicom/model.ts';
import type { PointLps } from '../../src/domain/case/document.ts';

export interface TestVolume {
  readonly series: SeriesSummary;
  readonly grid: VolumeGrid;
  /** Value in the modality's unit; null outside. */
  readonly sample: (pointLpsMm: PointLps) => number | null;
}

/** The volume of a series, slices decoded by the command line's decoders when they are first asked for. */
export async function volumeFrom(
  files: readonly Uint8Array[],
  pick: (series: SeriesSummary) => boolean,
): Promise<TestVolume> {
  const dicom = new DicomImport();
  const bytesOf = new Map<string, Uint8Array>();
  for (const [i, bytes] of files.entries()) {
    const { header } = dicom.add(String(i), bytes);
    if (header !== null) bytesOf.set(header.sopInstanceUid, bytes);
  }
  const series = dicom
    .studies()
    .flatMap((study) => study.series)
    .find(pick);
  const grid = series?.geometry.grid;
  if (series === undefined || grid === null || grid === undefined) throw new Error('volumeFrom: no volume');
  const slices: DataView[] = [];
  for (const header of series.instances) {
    const decoded = await decodeFrame(header, bytesOf.get(header.sopInstanceUid) ?? new Uint8Array(), 1);
    if (!decoded.ok) throw new Error('volumeFrom: a slice cannot be decoded');
    const { bytes } = decoded.value;
    slices.push(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return { series, grid, sample: (point) => valueAt(series.instances, slices, grid, point) };
}

function valueAt(
  headers: readonly InstanceHeader[],
  slices: readonly DataView[],
  grid: VolumeGrid,
  point: PointLps,
): number | null {
  const voxel = nearestVoxel(grid, point);
  if (voxel === null) return null;
  const [column, row, slice] = voxel;
  const [header, view] = [headers[slice], slices[slice]];
  if (header === undefined || view === undefined) return null;
  const at = (row * header.columns + column) * 2;
  const stored = header.pixelRepresentation === 1 ? view.getInt16(at, true) : view.getUint16(at, true);
  return stored * header.rescaleSlope + header.rescaleIntercept;
}
