import { handMmPerPx, imageLength, type ImageLength } from '../../dicom/imageLength.ts';
import type { InstanceHeader, StudySummary } from '../../dicom/model.ts';
import type { CaseDocument, Place } from '../../domain/case/document.ts';
import type { Ruler } from '../../domain/case/ruler.ts';
import { distance } from '../../domain/geometry/vec3.ts';
import { allSeries } from './series.ts';

/** What a line is worth on its own image; null where its image is not among the studies. */
export function rulerLength(
  studies: readonly StudySummary[],
  doc: CaseDocument,
  { from, to }: Ruler,
): ImageLength | null {
  if (from.kind === 'patient' && to.kind === 'patient')
    return { state: 'calibrated', mm: distance(from.pointLpsMm, to.pointLpsMm) };
  if (from.kind === 'patient' || to.kind === 'patient') return null;
  const header = headerOf(studies, from);
  const calibration = doc.calibrations?.[from.sopInstanceUid] ?? null;
  return header === null ? null : imageLength(header, from.pointPx, to.pointPx, calibration);
}

/** "calibrated by hand: 1 px = 0.312 mm (Dr. Odd, not authenticated)"; null where nobody has. */
export function handCalibrationWords(header: InstanceHeader | undefined, doc: CaseDocument): string | null {
  const calibration = header === undefined ? undefined : doc.calibrations?.[header.sopInstanceUid];
  if (header === undefined || calibration === undefined) return null;
  const { name, authenticated } = calibration.by;
  const by = authenticated ? name : `${name}, not authenticated`;
  return `calibrated by hand: 1 px = ${handMmPerPx(header, calibration).toFixed(3)} mm (${by})`;
}

/** May a person calibrate the image by a line of known length? Slices measure in the patient and need none. */
export function canCalibrate(studies: readonly StudySummary[], { from }: Ruler): boolean {
  const modality = from.kind === 'image' ? headerOf(studies, from)?.modality : undefined;
  return modality !== undefined && modality !== 'CT' && modality !== 'MR';
}

function headerOf(
  studies: readonly StudySummary[],
  { seriesUid, sopInstanceUid }: Extract<Place, { kind: 'image' }>,
): InstanceHeader | null {
  const series = allSeries(studies).find(({ seriesInstanceUid }) => seriesInstanceUid === seriesUid);
  const all = [
    ...(series?.instances ?? []),
    ...(series?.otherStacks ?? []).flatMap((stack) => stack.instances),
  ];
  return all.find((header) => header.sopInstanceUid === sopInstanceUid) ?? null;
}
