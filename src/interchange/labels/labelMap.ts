import type { Grid } from '../../domain/geometry/grid.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { bodyCentre } from './bodyCentre.ts';
import type { FileLabel, LabelFile, Numbering } from './labelFile.ts';
import type { Nifti } from './nifti.ts';
import { levelOfNumber } from './numberings.ts';

export const THICKEST_NOTE = 'The centre is taken in the thickest part of each mask: check it on the planes.';

/** A mask that ends with the pictures may hold half a vertebra: its middle is not the body's. */
export const cutNote = (cut: readonly string[]): readonly string[] =>
  cut.length === 0 ? [] : [`Perhaps cut by the edge of the pictures, place by hand: ${cut.join(', ')}.`];

/**
 * A NIfTI label map of whole vertebrae. Its numbers name nothing by themselves.
 *
 * @param numbering - what a person says the numbers follow; null refuses the file
 */
export function readLabelMap(nifti: Nifti, numbering: Numbering | null): Result<LabelFile> {
  if (numbering === null)
    return err(
      issue(
        'needs-numbering',
        'A label map holds bare numbers: say which convention they follow, then import it.',
      ),
    );
  const values = nifti.voxels();
  if (values === null) return err(issue('unreadable', 'The voxels of the NIfTI file cannot be read.'));
  const boxes = boxesOf(values, nifti.grid);
  const labels: FileLabel[] = [];
  const refused: string[] = [];
  const cut: string[] = [];
  for (const [value, box] of [...boxes].toSorted((a, b) => a[0] - b[0])) {
    const level = levelOfNumber(numbering, value);
    if (level === null) {
      refused.push(`Number ${value} stands for no single vertebra.`);
      continue;
    }
    const centre = bodyCentre(maskOf(values, nifti.grid, value, box));
    if (centre === null) continue;
    labels.push({ level, pointLpsMm: centre });
    if (box.low[2] === 0 || box.high[2] === nifti.grid.dimensions[2] - 1) cut.push(level);
  }
  if (labels.length === 0) return err(issue('no-vertebra', 'No vertebra was recognised in the label map.'));
  return ok({
    format: 'NIfTI label map',
    frameOfReferenceUid: null,
    labels,
    refused,
    notes: [THICKEST_NOTE, ...cutNote(cut)],
  });
}

interface Box {
  readonly low: [number, number, number];
  readonly high: [number, number, number];
}

function boxesOf(values: Float64Array, { dimensions: [columns, rows, slices] }: Grid): Map<number, Box> {
  const boxes = new Map<number, Box>();
  for (let k = 0, p = 0; k < slices; k++)
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++, p++) {
        const value = values[p] ?? 0;
        if (value === 0) continue;
        const box = boxes.get(value);
        if (box === undefined) boxes.set(value, { low: [i, j, k], high: [i, j, k] });
        else
          for (const [axis, at] of [i, j, k].entries()) {
            box.low[axis] = Math.min(box.low[axis] ?? at, at);
            box.high[axis] = Math.max(box.high[axis] ?? at, at);
          }
      }
  return boxes;
}

function maskOf(
  values: Float64Array,
  grid: Grid,
  value: number,
  { low, high }: Box,
): { grid: Grid; bits: Uint8Array } {
  const [columns, rows] = grid.dimensions;
  const size = [0, 1, 2].map((axis) => (high[axis] ?? 0) - (low[axis] ?? 0) + 1);
  const [width = 1, height = 1, depth = 1] = size;
  const bits = new Uint8Array(width * height * depth);
  for (let k = 0, q = 0; k < depth; k++)
    for (let j = 0; j < height; j++)
      for (let i = 0; i < width; i++, q++)
        bits[q] = values[low[0] + i + columns * (low[1] + j + rows * (low[2] + k))] === value ? 1 : 0;
  const at = (axis: 0 | 1 | 2): number =>
    grid.originLpsMm[axis] +
    low[0] * grid.columnStepLpsMm[axis] +
    low[1] * grid.rowStepLpsMm[axis] +
    low[2] * grid.sliceStepLpsMm[axis];
  return { grid: { ...grid, dimensions: [width, height, depth], originLpsMm: [at(0), at(1), at(2)] }, bits };
}
