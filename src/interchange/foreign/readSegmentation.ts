import {
  datasetAttributes,
  firstNumber,
  firstText,
  valueBytes,
  type Attributes,
} from '../../dicom/attributes.ts';
import type { DicomDataset } from '../../dicom/dataset.ts';
import { addScaled, scale, type Vec3 } from '../../domain/geometry/vec3.ts';
import { levelOfCode } from '../readback/codes/vocabulary.ts';
import type { ForeignContent, ForeignLine, ForeignMark, ForeignReason } from './model.ts';
import { R } from './readTags.ts';
import { codeKey, codeOf } from './srTree.ts';
import { triplets } from './points.ts';

const UNDEFINED_LENGTH = 0xffffffff;

/**
 * A segmentation: each segment by its coded type (never by its number: number 26 is S1, L6 or T9 depending on the
 * maker), and the centroid of its voxels where bits and planes are there to compute it from.
 */
export function readSegmentation(dataset: DicomDataset): ForeignContent {
  const attributes = datasetAttributes(dataset);
  const lines: ForeignLine[] = [];
  const marks: ForeignMark[] = [];
  const unplaced: ForeignReason[] = [];
  const frameOfReferenceUid = firstText(attributes, R.frameOfReference);
  const voxels = segmentVoxels(dataset, attributes);
  for (const segment of attributes.items(R.segments)) {
    const number = firstNumber(segment, R.segmentNumber) ?? Number.NaN;
    const path = `segment ${number}`;
    const type = codeOf(segment.items(R.propertyType)[0]);
    const region = codeOf(segment.items(R.anatomicRegion)[0]);
    const words = [firstText(segment, R.segmentLabel), type?.meaning, region?.meaning]
      .filter((one) => one !== undefined && one !== '')
      .join(' / ');
    lines.push({ path, words });
    const found = typeof voxels === 'string' ? voxels : (voxels.get(number) ?? 'it holds no voxel');
    if (typeof found === 'string') unplaced.push({ path, words, reason: found });
    else if (frameOfReferenceUid === '')
      unplaced.push({ path, words, reason: 'it names no frame of reference' });
    else
      marks.push({
        path,
        words: `${words}: centroid of ${found.count} voxels`,
        trackingUid: firstText(segment, R.trackingUid) || null,
        level: levelOfCode(codeKey(type)) ?? levelOfCode(codeKey(region)) ?? null,
        side: null,
        place: { kind: 'patient', frameOfReferenceUid, pointsLpsMm: [found.centroid] },
      });
  }
  return {
    title: firstText(attributes, R.contentLabel) || 'Segmentation',
    lines,
    marks,
    unplaced,
    notUnderstood: [],
    references: attributes
      .items(R.referencedSeries)
      .flatMap((series) => series.items(R.referencedInstances))
      .map((instance) => firstText(instance, R.refSopInstance)),
  };
}

interface SegmentVoxels {
  readonly count: number;
  readonly centroid: readonly [number, number, number];
}

/** Voxels by segment number, or why they cannot be counted. */
function segmentVoxels(
  dataset: DicomDataset,
  attributes: Attributes,
): ReadonlyMap<number, SegmentVoxels> | string {
  const pixels = dataset.elements.get(R.pixels);
  if (pixels === undefined || pixels.length === UNDEFINED_LENGTH) return 'its pixels are compressed';
  const [rows, columns] = [firstNumber(attributes, R.rows) ?? 0, firstNumber(attributes, R.columns) ?? 0];
  const bits = firstNumber(attributes, 0x00280100) ?? 0;
  const bytes = valueBytes(dataset, pixels);
  const frames = attributes.items(R.frameGroups);
  const [shared] = attributes.items(R.sharedGroups);
  if (bits !== 1 && bits !== 8 && bits !== 16) return `${bits} bits a voxel are not read`;
  if ((frames.length * rows * columns * bits) / 8 > bytes.length) return 'its pixels are cut off';
  const labelMap = firstText(attributes, R.segmentationType) === 'LABELMAP';
  const sums = new Map<number, { count: number; sum: Vec3 }>();
  for (const [f, frame] of frames.entries()) {
    const plane = planeOf(frame, shared);
    if (plane === null) return 'its frames have no place in the patient';
    const ownNumber = firstNumber(
      frame.items(R.segmentIdentification)[0] ?? shared?.items(R.segmentIdentification)[0] ?? frame,
      R.refSegment,
    );
    for (let at = 0; at < rows * columns; at += 1) {
      const index = f * rows * columns + at;
      const value =
        bits === 1
          ? ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1
          : bits === 8
            ? (bytes[index] ?? 0)
            : (bytes[2 * index] ?? 0) + 256 * (bytes[2 * index + 1] ?? 0);
      if (value === 0) continue;
      const number = labelMap ? value : ownNumber;
      if (number === null) return 'a frame names no segment';
      const sum = sums.get(number) ?? { count: 0, sum: [0, 0, 0] };
      const point = addScaled(
        addScaled(plane.origin, plane.columnStep, at % columns),
        plane.rowStep,
        Math.floor(at / columns),
      );
      sums.set(number, { count: sum.count + 1, sum: addScaled(sum.sum, point, 1) });
    }
  }
  return new Map(
    [...sums].map(([number, { count, sum }]) => [number, { count, centroid: scale(sum, 1 / count) }]),
  );
}

interface Plane {
  readonly origin: Vec3;
  readonly columnStep: Vec3;
  readonly rowStep: Vec3;
}
function planeOf(frame: Attributes, shared: Attributes | undefined): Plane | null {
  const group = (tag: number) => frame.items(tag)[0] ?? shared?.items(tag)[0];
  const [origin] = triplets(group(R.planePosition)?.numbers(R.imagePosition) ?? []) ?? [];
  const [row, column] = triplets(group(R.planeOrientation)?.numbers(R.imageOrientation) ?? []) ?? [];
  const [betweenRows, betweenColumns] = group(R.pixelMeasures)?.numbers(R.pixelSpacing) ?? [];
  if (origin === undefined || row === undefined || column === undefined) return null;
  if (betweenRows === undefined || betweenColumns === undefined) return null;
  return { origin, columnStep: scale(row, betweenColumns), rowStep: scale(column, betweenRows) };
}
