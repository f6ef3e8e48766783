import {
  datasetAttributes,
  firstNumber,
  firstText,
  valueBytes,
  type Attributes,
} from '../../dicom/attributes.ts';
import { readPart10 } from '../../dicom/part10.ts';
import type { Grid } from '../../domain/geometry/grid.ts';
import { add, cross, distance, dot, scale, subtract, unit, type Vec3 } from '../../domain/geometry/vec3.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { VERTEBRAE, type Vertebra } from '../../domain/vocabulary/level.ts';
import levels from '../codes/levels.json' with { type: 'json' };
import { R } from '../foreign/readTags.ts';
import { bodyCentre } from './bodyCentre.ts';
import { withoutDoubles } from './collect.ts';
import type { FileLabel, LabelFile } from './labelFile.ts';
import { cutNote, THICKEST_NOTE } from './labelMap.ts';
import { levelOfName } from './levelName.ts';

const SEGMENTATION_STORAGE = '1.2.840.10008.5.1.4.1.1.66.4';
const T = { segmentLabel: 0x00620005, segmentationType: 0x00620001, propertyType: 0x0062000f } as const;
/** Slices further apart than this share of the spacing from the raster of the others make no mask. */
const RASTER_TOLERANCE = 0.05;

/**
 * Vertebrae of a binary DICOM Segmentation, each by its SNOMED code or by its segment label, never by its number.
 * Fractional, compressed and label-map objects are refused.
 */
export function readSegmentationLabels(bytes: Uint8Array): Result<LabelFile> {
  const file = readPart10(bytes);
  const pixels = file?.dataset.elements.get(R.pixels);
  if (file === null || file.problem !== null || pixels === undefined)
    return err(issue('unreadable', 'The DICOM file cannot be read whole.'));
  const attributes = datasetAttributes(file.dataset);
  if (firstText(attributes, R.sopClass) !== SEGMENTATION_STORAGE)
    return err(issue('not-segmentation', 'This DICOM object is no Segmentation.'));
  if (firstText(attributes, T.segmentationType) !== 'BINARY' || pixels.length === 0xffffffff)
    return err(issue('unsupported', 'Only binary, uncompressed Segmentations are read.'));
  const packed = valueBytes(file.dataset, pixels);
  const labels: FileLabel[] = [];
  const refused: string[] = [];
  const cut: string[] = [];
  for (const segment of attributes.items(R.segments)) {
    const named = levelOfSegment(segment);
    const said = `Segment “${firstText(segment, T.segmentLabel).slice(0, 40)}”`;
    if (typeof named !== 'string' || !isLevel(named)) {
      refused.push(
        `${said} ${named === null ? 'names no single vertebra' : 'has a code and a label that differ'}.`,
      );
      continue;
    }
    const mask = maskOf(attributes, packed, firstNumber(segment, R.segmentNumber) ?? -1);
    const centre = mask === null ? null : bodyCentre(mask);
    if (centre === null) {
      refused.push(`${named}: its frames make no regular volume.`);
      continue;
    }
    labels.push({ level: named, pointLpsMm: centre });
    if (mask?.atEdge === true) cut.push(named);
  }
  const once = withoutDoubles(labels);
  return ok({
    format: 'DICOM Segmentation',
    frameOfReferenceUid: firstText(attributes, R.frameOfReference) || null,
    labels: once.labels,
    refused: [...refused, ...once.refused],
    notes: labels.length === 0 ? [] : [THICKEST_NOTE, ...cutNote(cut)],
  });
}

const isLevel = (text: string): text is Vertebra => (VERTEBRAE as readonly string[]).includes(text);

/** By code where it is a vertebra's, by label otherwise; `differ` where both speak and disagree. */
function levelOfSegment(segment: Attributes): Vertebra | 'differ' | null {
  const byName = levelOfName(firstText(segment, T.segmentLabel));
  const [type] = segment.items(T.propertyType);
  const code = type === undefined ? '' : firstText(type, R.codeValue);
  const scheme = type === undefined ? '' : firstText(type, R.scheme);
  const byCode = scheme === 'SCT' ? (LEVEL_OF_CODE.get(code) ?? null) : null;
  return byCode !== null && byName !== null && byCode !== byName ? 'differ' : (byCode ?? byName);
}

const LEVEL_OF_CODE: ReadonlyMap<string, Vertebra> = vertebraCodes(levels);

function vertebraCodes(table: unknown): ReadonlyMap<string, Vertebra> {
  const codes = new Map<string, Vertebra>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isLevel(key) && 'code' in value && typeof value.code === 'string') codes.set(value.code, key);
    for (const [name, inner] of Object.entries(value)) walk(inner, name);
  };
  const vertebrae =
    typeof table === 'object' && table !== null && 'vertebra' in table ? table.vertebra : table;
  walk(vertebrae, '');
  return codes;
}

interface Slice {
  readonly frame: number;
  readonly position: Vec3;
}

function maskOf(
  attributes: Attributes,
  packed: Uint8Array,
  segment: number,
): { grid: Grid; bits: Uint8Array; atEdge: boolean } | null {
  const [rows, columns] = [firstNumber(attributes, R.rows) ?? 0, firstNumber(attributes, R.columns) ?? 0];
  const frames = attributes.items(R.frameGroups);
  const [shared] = attributes.items(R.sharedGroups);
  const [first] = frames;
  if (first === undefined || rows * columns * frames.length > packed.length * 8) return null;
  const orientation = groupOf(first, shared, R.planeOrientation)?.numbers(R.imageOrientation) ?? [];
  const spacing = groupOf(first, shared, R.pixelMeasures)?.numbers(R.pixelSpacing) ?? [];
  const [rx = NaN, ry = NaN, rz = NaN, cx = NaN, cy = NaN, cz = NaN] = orientation;
  const [rowMm = NaN, columnMm = NaN] = spacing;
  const normal = unit(cross([rx, ry, rz], [cx, cy, cz]));
  const slices = frames.flatMap((group, frame): Slice[] => {
    const of = group.items(R.segmentIdentification)[0];
    if (of === undefined || firstNumber(of, R.refSegment) !== segment) return [];
    const [x = NaN, y = NaN, z = NaN] =
      groupOf(group, shared, R.planePosition)?.numbers(R.imagePosition) ?? [];
    return [{ frame, position: [x, y, z] }];
  });
  const numbers = [...orientation, ...spacing, ...slices.flatMap((slice) => slice.position)];
  if (normal === null || slices.length < 3 || !numbers.every(Number.isFinite)) return null;
  const sorted = slices.toSorted((a, b) => dot(a.position, normal) - dot(b.position, normal));
  const raster = rasterOf(sorted);
  if (raster === null) return null;
  const area = rows * columns;
  const bits = new Uint8Array(area * (raster.indices.at(-1) ?? 0) + area);
  for (const [n, { frame }] of sorted.entries()) {
    const start = (raster.indices[n] ?? 0) * area;
    for (let p = 0; p < area; p++) {
      const bit = frame * area + p;
      bits[start + p] = ((packed[bit >> 3] ?? 0) >> (bit & 7)) & 1;
    }
  }
  const grid: Grid = {
    dimensions: [columns, rows, (raster.indices.at(-1) ?? 0) + 1],
    originLpsMm: raster.origin,
    columnStepLpsMm: scale([rx, ry, rz], columnMm),
    rowStepLpsMm: scale([cx, cy, cz], rowMm),
    sliceStepLpsMm: raster.step,
  };
  const heights = frames.map((group) => {
    const [x = 0, y = 0, z = 0] = groupOf(group, shared, R.planePosition)?.numbers(R.imagePosition) ?? [];
    return dot([x, y, z], normal);
  });
  const ends = [sorted[0], sorted.at(-1)].map((slice) => dot(slice?.position ?? raster.origin, normal));
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const atEdge = Math.abs((ends[0] ?? low) - low) < 0.01 || Math.abs((ends[1] ?? high) - high) < 0.01;
  return { grid, bits, atEdge };
}

const groupOf = (frame: Attributes, shared: Attributes | undefined, tag: number): Attributes | undefined =>
  frame.items(tag)[0] ?? shared?.items(tag)[0];

/** Frames of a segment may leave empty slices out: each gets its place on the raster of the smallest step. */
function rasterOf(
  sorted: readonly Slice[],
): { readonly origin: Vec3; readonly step: Vec3; readonly indices: readonly number[] } | null {
  const origin = sorted[0]?.position;
  if (origin === undefined) return null;
  const gaps = sorted.slice(1).map((slice, i) => subtract(slice.position, sorted[i]?.position ?? origin));
  const step = gaps.reduce<Vec3 | null>(
    (least, gap) => (least === null || distance(gap, [0, 0, 0]) < distance(least, [0, 0, 0]) ? gap : least),
    null,
  );
  if (step === null || distance(step, [0, 0, 0]) < 0.01) return null;
  const indices = sorted.map(({ position }) =>
    Math.round(dot(subtract(position, origin), step) / dot(step, step)),
  );
  const off = sorted.some(
    ({ position }, n) =>
      distance(position, add(origin, scale(step, indices[n] ?? 0))) >
      RASTER_TOLERANCE * distance(step, [0, 0, 0]),
  );
  return off || (indices.at(-1) ?? 0) > 2000 ? null : { origin, step, indices };
}
