import { ungzip } from 'pako';
import type { Grid } from '../../domain/geometry/grid.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';

export interface Nifti {
  /** Voxel index → LPS mm: the file's RAS affine with x and y negated. */
  readonly grid: Grid;
  /** Reads the voxels; null where the file holds only its header or an unknown type. */
  readonly voxels: () => Float64Array | null;
}

const HEADER_BYTES = 348;
/** A label map of a whole spine at 1 mm has 200 million voxels at most. */
const MOST_VOXELS = 400_000_000;

/**
 * NIfTI-1 (`.nii`, `.nii.gz`): sform where its code is set, else qform. Without either there is no place in the patient,
 * and nothing is read.
 *
 * Source: nifti1.h, "3D image (volume) orientation and location in space"
 */
export function readNifti(file: Uint8Array): Result<Nifti> {
  const bytes = inflated(file);
  if (bytes === null || bytes.length < HEADER_BYTES) return err(NOT_NIFTI);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const le = view.getInt32(0, true) === HEADER_BYTES;
  if (!le && view.getInt32(0, false) !== HEADER_BYTES) return err(NOT_NIFTI);
  const dimensions = [42, 44, 46].map((at) => Math.max(1, view.getInt16(at, le)));
  const [columns = 1, rows = 1, slices = 1] = dimensions;
  const rowsOfAffine =
    view.getInt16(254, le) > 0 ? sform(view, le) : view.getInt16(252, le) > 0 ? qform(view, le) : null;
  if (rowsOfAffine === null)
    return err(issue('no-affine', 'The NIfTI file has no affine: its voxels have no place in the patient.'));
  const [x, y, z] = rowsOfAffine;
  const column = (k: number): readonly [number, number, number] => [-(x[k] ?? 0), -(y[k] ?? 0), z[k] ?? 0];
  const grid: Grid = {
    dimensions: [columns, rows, slices],
    columnStepLpsMm: column(0),
    rowStepLpsMm: column(1),
    sliceStepLpsMm: column(2),
    originLpsMm: column(3),
  };
  return ok({ grid, voxels: () => voxelsOf(view, le, columns * rows * slices) });
}

const NOT_NIFTI = issue('not-nifti', 'This is no NIfTI-1 file.');

function inflated(file: Uint8Array): Uint8Array | null {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file;
  try {
    return ungzip(file);
  } catch {
    return null;
  }
}

type Affine = readonly [readonly number[], readonly number[], readonly number[]];

const sform = (view: DataView, le: boolean): Affine => {
  const row = (at: number): readonly number[] => [0, 4, 8, 12].map((k) => view.getFloat32(at + k, le));
  return [row(280), row(296), row(312)];
};

function qform(view: DataView, le: boolean): Affine {
  const f = (at: number): number => view.getFloat32(at, le);
  const [b, c, d] = [f(256), f(260), f(264)];
  const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
  const handed = f(76) < 0 ? -1 : 1;
  const [dx, dy, dz] = [f(80), f(84), f(88) * handed];
  return [
    [(a * a + b * b - c * c - d * d) * dx, 2 * (b * c - a * d) * dy, 2 * (b * d + a * c) * dz, f(268)],
    [2 * (b * c + a * d) * dx, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d - a * b) * dz, f(272)],
    [2 * (b * d - a * c) * dx, 2 * (c * d + a * b) * dy, (a * a + d * d - b * b - c * c) * dz, f(276)],
  ];
}

const READERS: Readonly<
  Record<
    number,
    { readonly size: number; readonly read: (view: DataView, at: number, le: boolean) => number }
  >
> = {
  2: { size: 1, read: (view, at) => view.getUint8(at) },
  256: { size: 1, read: (view, at) => view.getInt8(at) },
  4: { size: 2, read: (view, at, le) => view.getInt16(at, le) },
  512: { size: 2, read: (view, at, le) => view.getUint16(at, le) },
  8: { size: 4, read: (view, at, le) => view.getInt32(at, le) },
  768: { size: 4, read: (view, at, le) => view.getUint32(at, le) },
  16: { size: 4, read: (view, at, le) => view.getFloat32(at, le) },
  64: { size: 8, read: (view, at, le) => view.getFloat64(at, le) },
};

function voxelsOf(view: DataView, le: boolean, count: number): Float64Array | null {
  const reader = READERS[view.getInt16(70, le)];
  const start = Math.max(352, view.getFloat32(108, le));
  if (reader === undefined || count > MOST_VOXELS || start + count * reader.size > view.byteLength)
    return null;
  const slope = view.getFloat32(112, le);
  const intercept = view.getFloat32(116, le);
  const values = new Float64Array(count);
  for (let p = 0; p < count; p++) {
    const stored = reader.read(view, start + p * reader.size, le);
    values[p] = slope === 0 || Number.isNaN(slope) ? stored : stored * slope + intercept;
  }
  return values;
}
