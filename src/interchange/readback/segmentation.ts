import {
  datasetAttributes,
  firstNumber,
  firstText,
  valueBytes,
  type Attributes,
} from '../../dicom/attributes.ts';
import { readPart10 } from '../../dicom/part10.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { R } from '../foreign/readTags.ts';
import type { Claim, Claims } from './claims.ts';
import { identityLineClaims } from './lines.ts';
import { patientClaims } from './sr.ts';
import { spokenLevel } from './spokenWords.ts';

/** Reads a SEG back: identity, frame of reference, extent in words, and the volume counted anew from its bits. */
export function segmentationClaims(bytes: Uint8Array): Result<Claims> {
  const file = readPart10(bytes);
  const pixels = file?.dataset.elements.get(R.pixels);
  if (file === null || file.problem !== null || pixels === undefined)
    return err(issue('unreadable', 'The segmentation cannot be read whole.'));
  const attributes = datasetAttributes(file.dataset);
  const packed = valueBytes(file.dataset, pixels);
  const frames = attributes.items(R.frameGroups);
  const area = (firstNumber(attributes, R.rows) ?? 0) * (firstNumber(attributes, R.columns) ?? 0);
  if (frames.length !== firstNumber(attributes, R.frames) || packed.length * 8 < frames.length * area)
    return err(issue('unreadable', 'The segmentation holds fewer frames than it names.'));
  const voxelMm3 = voxelVolume(attributes);
  const [series] = attributes.items(R.referencedSeries);
  const claims = new Map<string, Claim>([
    ...patientClaims(attributes),
    ...identityLineClaims(firstText(attributes, R.contentDescription)),
  ]);
  for (const segment of attributes.items(R.segments)) {
    const number = firstNumber(segment, R.segmentNumber);
    const said = /^Extravasation (\d+): (.*)$/.exec(firstText(segment, R.segmentDescription));
    if (said === null) return err(issue('unreadable', 'A segment cannot be read.'));
    const at = `region[${said[1] ?? ''}]`;
    const counted = frames
      .map((frame, index) => ({ frame, index }))
      .filter(
        ({ frame }) => firstNumber(frame.items(R.segmentIdentification)[0] ?? frame, R.refSegment) === number,
      )
      .reduce((sum, { index }) => sum + countBits(packed, index * area, area), 0);
    claims.set(`${at}.trackingUid`, firstText(segment, R.trackingUid));
    claims.set(`${at}.extent`, spokenLevel(said[2] ?? ''));
    claims.set(`${at}.frameOfReference`, firstText(attributes, R.frameOfReference));
    claims.set(`${at}.series`, series === undefined ? '' : firstText(series, R.series));
    claims.set(`${at}.voxels`, [counted]);
    claims.set(`${at}.volumeMl`, [(counted * voxelMm3) / 1000]);
  }
  return ok(claims);
}

function voxelVolume(attributes: Attributes): number {
  const measures = attributes.items(R.sharedGroups)[0]?.items(R.pixelMeasures)[0];
  const [row = NaN, column = NaN] = measures?.numbers(R.pixelSpacing) ?? [];
  return row * column * (measures === undefined ? NaN : (firstNumber(measures, R.sliceSpacing) ?? NaN));
}

function countBits(packed: Uint8Array, from: number, length: number): number {
  let count = 0;
  for (let bit = from; bit < from + length; bit += 1) count += ((packed[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  return count;
}
