import { firstNumber, firstText, type Attributes } from '../../dicom/attributes.ts';
import type { ForeignContent, ForeignLine, ForeignMark, ForeignReason } from './model.ts';
import { triplets } from './points.ts';
import { R } from './readTags.ts';

/** An RT structure set: each region of interest with all points of its contours (LPS mm, PS3.3 C.8.8.6). */
export function readStructures(attributes: Attributes): ForeignContent {
  const lines: ForeignLine[] = [];
  const marks: ForeignMark[] = [];
  const unplaced: ForeignReason[] = [];
  const references = new Set<string>();
  const names = new Map(
    attributes
      .items(R.structureSets)
      .map((roi) => [
        firstNumber(roi, R.roiNumber),
        { name: firstText(roi, R.roiName), frame: firstText(roi, R.refFrameOfReference) },
      ]),
  );
  for (const roi of attributes.items(R.roiContours)) {
    const number = firstNumber(roi, R.refRoi);
    const known = names.get(number);
    const path = `region ${number ?? 'without number'}`;
    const contours = roi.items(R.contours);
    const words = `${known?.name ?? 'unnamed'}: ${contours.length} contours`;
    lines.push({ path, words });
    for (const contour of contours)
      for (const image of contour.items(R.contourImages)) references.add(firstText(image, R.refSopInstance));
    const points = contours.flatMap((contour) => triplets(contour.numbers(R.contourData)) ?? []);
    if (points.length === 0) unplaced.push({ path, words, reason: 'it has no points' });
    else if (known === undefined || known.frame === '')
      unplaced.push({ path, words, reason: 'it names no frame of reference' });
    else
      marks.push({
        path,
        words,
        trackingUid: null,
        level: null,
        side: null,
        place: { kind: 'patient', frameOfReferenceUid: known.frame, pointsLpsMm: points },
      });
  }
  for (const [number, { name }] of names)
    if (!lines.some((line) => line.path === `region ${number ?? 'without number'}`))
      unplaced.push({ path: `region ${number ?? ''}`, words: name, reason: 'it has no contours' });
  return {
    title: 'RT structure set',
    lines,
    marks,
    unplaced,
    notUnderstood: [],
    references: [...references],
  };
}
