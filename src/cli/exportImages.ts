import { access } from 'node:fs/promises';
import { DicomImport } from '../dicom/dicomImport.ts';
import { importBytes } from '../dicom/importBytes.ts';
import type { InstanceHeader } from '../dicom/model.ts';
import type { PlanRegion, TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { maskOfRegion } from '../domain/findings/measureRegion.ts';
import type { RegionVolume } from '../domain/findings/measureRegionMask.ts';
import { distance } from '../domain/geometry/vec3.ts';
import { indexToLps, type Grid } from '../domain/geometry/grid.ts';
import type { RegionVoxels } from '../interchange/context.ts';
import { sourceImageOf } from '../interchange/sources.ts';
import { inflatedInstance } from '../dicom/part10.ts';
import { decodeFrame } from './decode/decodeFrame.ts';
import { filesBelow, isRefusal, readFound } from './filesBelow.ts';

/** The images of a plan, read from a folder for an export. */
export interface PlanImages {
  readonly headers: readonly InstanceHeader[];
  /** Voxels of one region on the slices of its series; null where the series is no regular volume of slices. */
  voxelsOf(region: PlanRegion): Promise<RegionVoxels | null>;
}

/** Reads every DICOM file below a folder; keeps those of the plan's series. */
export async function readPlanImages(folder: string, plan: TargetingPlan): Promise<PlanImages> {
  await access(folder);
  const wanted = new Set(plan.series.map((series) => series.seriesInstanceUid));
  const dicom = new DicomImport();
  const found = (await filesBelow(folder)) ?? [];
  const files = new Map<string, Uint8Array>();
  for (const file of found) {
    const whole = await readFound(file);
    if (isRefusal(whole)) continue;
    for await (const { header, bytes } of importBytes(dicom, file.name, whole))
      if (wanted.has(header.seriesInstanceUid)) files.set(header.sopInstanceUid, bytes);
  }
  const series = dicom.studies().flatMap((study) => study.series);
  const headers = series.flatMap((one) => one.instances).filter((one) => files.has(one.sopInstanceUid));
  return {
    headers,
    async voxelsOf(region) {
      const own = series.find((one) => one.seriesInstanceUid === region.seriesUid);
      const grid = own?.geometry.grid ?? null;
      if (own === undefined || grid === null || !slicesAreGrid(grid, own.instances)) return null;
      const volume = await volumeOf(grid, own.instances, files);
      return volume === null ? null : regionVoxels(region, volume, own.instances);
    },
  };
}

/** Slice k of the grid is instance k, and each has one frame. */
const slicesAreGrid = (grid: Grid, instances: readonly InstanceHeader[]): boolean =>
  instances.length === grid.dimensions[2] &&
  instances.every(
    ({ numberOfFrames, imagePositionPatient }, k) =>
      numberOfFrames === 1 &&
      imagePositionPatient !== null &&
      distance(imagePositionPatient, indexToLps(grid, [0, 0, k])) < 0.1,
  );

/** Values of the modality (slope and intercept applied); null where a slice cannot be decoded. */
async function volumeOf(
  grid: Grid,
  instances: readonly InstanceHeader[],
  files: ReadonlyMap<string, Uint8Array>,
): Promise<RegionVolume | null> {
  const [columns, rows, slices] = grid.dimensions;
  const values = new Float32Array(columns * rows * slices);
  for (const [k, header] of instances.entries()) {
    const file = files.get(header.sopInstanceUid);
    if (file === undefined || header.samplesPerPixel !== 1 || header.hasModalityLut) return null;
    const decoded = await decodeFrame(header, inflatedInstance(file), 1);
    if (!decoded.ok) return null;
    const stored = storedValues(header, decoded.value.bytes, columns * rows);
    for (let i = 0; i < stored.length; i += 1)
      values[k * columns * rows + i] = (stored[i] ?? 0) * header.rescaleSlope + header.rescaleIntercept;
  }
  return { grid, values };
}

function storedValues(header: InstanceHeader, bytes: Uint8Array, count: number): ArrayLike<number> {
  if (header.bitsAllocated === 8) return bytes.subarray(0, count);
  const copy = bytes.slice(0, count * 2);
  return header.pixelRepresentation === 1 ? new Int16Array(copy.buffer) : new Uint16Array(copy.buffer);
}

function regionVoxels(
  region: PlanRegion,
  volume: RegionVolume,
  instances: readonly InstanceHeader[],
): RegionVoxels | null {
  const mask = maskOfRegion(volume, region.shape);
  if (!mask.ok) return null;
  const { grid } = volume;
  const [columns, rows] = grid.dimensions;
  const { start, size, bits } = mask.value;
  const slices = Array.from({ length: size[2] }, (_, k) => {
    const slice = new Uint8Array(columns * rows);
    for (let j = 0; j < size[1]; j += 1)
      for (let i = 0; i < size[0]; i += 1)
        slice[start[0] + i + columns * (start[1] + j)] = bits[i + size[0] * (j + size[1] * k)] ?? 0;
    return { header: instances[start[2] + k], bits: slice };
  });
  return {
    regionId: region.id,
    rows,
    columns,
    sliceSpacingMm: distance(indexToLps(grid, [0, 0, 0]), indexToLps(grid, [0, 0, 1])),
    slices: slices.flatMap(({ header, bits: inside }) =>
      header === undefined || !inside.includes(1) ? [] : [{ image: sourceImageOf(header), bits: inside }],
    ),
  };
}
