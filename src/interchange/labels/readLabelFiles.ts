import { err, issue, ok, type Result } from '../../domain/result.ts';
import { readFcsv } from './fcsv.ts';
import type { LabelFile, Numbering } from './labelFile.ts';
import { readLabelMap } from './labelMap.ts';
import { readMarkups } from './markups.ts';
import { readNifti } from './nifti.ts';
import { readOwnLabels } from './ownLabels.ts';
import { readSegmentationLabels } from './segmentationLabels.ts';
import { readVerse } from './verse.ts';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Spine labels from the files a person chose together: one file of labels, or VerSe centroids with their NIfTI. Formats
 * are told by what is in the file, names only say which reader to try.
 *
 * @param numbering - convention of a label map's bare numbers, as a person states it
 */
export function readLabelFiles(files: readonly NamedBytes[], numbering: Numbering | null): Result<LabelFile> {
  const niftis = files.filter(({ name }) => /\.nii(\.gz)?$/i.test(name));
  const others = files.filter((file) => !niftis.includes(file));
  const [nifti] = niftis;
  const [other] = others;
  if (niftis.length > 1 || others.length > 1)
    return err(
      issue('too-many-files', 'Choose one file of labels, or VerSe centroids with their one NIfTI.'),
    );
  const volume = nifti === undefined ? null : readNifti(nifti.bytes);
  if (volume !== null && !volume.ok) return volume;
  if (other === undefined)
    return volume === null
      ? err(issue('no-file', 'No file was chosen.'))
      : readLabelMap(volume.value, numbering);
  if (/\.fcsv$/i.test(other.name)) return readFcsv(textOf(other.bytes));
  const json = /\.json$/i.test(other.name) ? parsed(other.bytes) : null;
  if (json === null) return readSegmentationLabels(other.bytes);
  if (!json.ok) return json;
  if (Array.isArray(json.value))
    return readVerse(json.value, volume?.value.grid ?? null, /iso/i.test(other.name));
  const isOwn = typeof json.value === 'object' && json.value !== null && 'schema' in json.value;
  return isOwn ? readOwnLabels(json.value) : readMarkups(json.value);
}

function parsed(bytes: Uint8Array): Result<unknown> {
  try {
    return ok(JSON.parse(textOf(bytes)));
  } catch {
    return err(issue('not-json', 'The file is no valid JSON.'));
  }
}

/** Label files are ASCII but for names, which are not shown in full. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}
