import { openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DicomImport } from '../src/dicom/dicomImport.ts';
import type { SeriesSummary } from '../src/dicom/model.ts';
import type { Vec3 } from '../src/domain/geometry/vec3.ts';
import { filesSource } from '../src/imaging/index.ts';
import { loadSeries } from '../src/imaging/loadSeries.ts';
import { openSeriesImage } from '../src/imaging/seriesImage.ts';
import { sampleVolume } from '../src/viewer/sampleVolume.ts';

export interface LoadedVolume {
  readonly series: SeriesSummary;
  /** Value of the voxel that holds a point, LPS mm; null outside. */
  readonly sample: (pointLpsMm: Vec3) => number | null;
}

/** The one volume of a folder of DICOM files, read and decoded as the page does it. */
export async function loadVolume(folder: string): Promise<LoadedVolume> {
  const dicom = new DicomImport();
  const blobs = new Map<string, Blob>();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const { header } = dicom.add(path, readFileSync(path));
    if (header !== null) blobs.set(header.sopInstanceUid, await openAsBlob(path));
  }
  const series = dicom.studies()[0]?.series[0];
  if (series === undefined) throw new Error(`${folder} holds no series`);
  const image = openSeriesImage(series);
  if (!image.ok) throw new Error(image.error.message);
  const volume = image.value;
  if (volume.kind !== 'volume') throw new Error(`${folder} is no volume`);
  const quiet = { frame: () => undefined, progress: () => undefined };
  const state = await loadSeries(filesSource(series, blobs), volume, new AbortController().signal, quiet);
  if (state.kind !== 'complete') throw new Error(`${folder}: ${state.kind}`);
  return { series, sample: (point) => sampleVolume(volume, point) };
}
