import { firstNumber, firstText, type Attributes } from '../../dicom/attributes.ts';
import type { ForeignContent, ForeignLine, ForeignMark, ForeignReason } from './model.ts';
import { pixelPairs } from './points.ts';
import { R } from './readTags.ts';

/** What a presentation state may ask of a display besides marks. */
const SETTINGS: readonly (readonly [number, string])[] = [
  [0x00283110, 'window'],
  [0x00283000, 'modality table'],
  [0x00181600, 'shutter'],
  [0x00286100, 'mask'],
  [0x0070005a, 'displayed area'],
  [0x00700042, 'rotation'],
  [0x00700041, 'flip'],
  [0x00700209, 'compound graphics'],
];

/** A presentation state: each graphic and text on the image it belongs to. */
export function readPresentation(attributes: Attributes): ForeignContent {
  const lines: ForeignLine[] = [];
  const marks: ForeignMark[] = [];
  const unplaced: ForeignReason[] = [];
  const all = attributes
    .items(R.referencedSeries)
    .flatMap((series) => series.items(R.referencedImages))
    .map((image) => ({ uid: firstText(image, R.refSopInstance), frame: firstNumber(image, R.refFrames) }));
  for (const [index, annotation] of attributes.items(R.graphicAnnotations).entries()) {
    const path = `annotation ${index + 1}`;
    const named = annotation
      .items(R.referencedImages)
      .map((image) => ({ uid: firstText(image, R.refSopInstance), frame: firstNumber(image, R.refFrames) }));
    const images = named.length > 0 ? named : all;
    const texts = annotation.items(R.textObjects).map((text) => firstText(text, R.unformattedText));
    for (const text of texts) lines.push({ path, words: `text: ${text}` });
    for (const [g, graphic] of annotation.items(R.graphicObjects).entries()) {
      const here = `${path}, graphic ${g + 1}`;
      const words = [firstText(graphic, R.graphicType), ...texts].join(' / ');
      lines.push({ path: here, words });
      const units = firstText(graphic, R.graphicUnits);
      const points = pixelPairs(graphic.numbers(R.graphicData));
      if (units !== 'PIXEL')
        unplaced.push({ path: here, words, reason: `its units are ${units || 'missing'}, not pixels` });
      else if (points === null) unplaced.push({ path: here, words, reason: 'its numbers are no points' });
      else if (images.length === 0) unplaced.push({ path: here, words, reason: 'it names no image' });
      else
        for (const { uid, frame } of images)
          marks.push({
            path: here,
            words,
            trackingUid: firstText(graphic, R.trackingUid) || null,
            level: null,
            side: null,
            place: { kind: 'image', sopInstanceUid: uid, frame: frame ?? 1, pointsPx: points },
          });
    }
  }
  return {
    title: firstText(attributes, R.contentLabel),
    lines,
    marks,
    unplaced,
    notUnderstood: SETTINGS.filter(([tag]) => attributes.has(tag) || attributes.items(tag).length > 0).map(
      ([, words]) => ({
        path: 'display',
        words,
        reason: 'display settings of other viewers are not applied',
      }),
    ),
    references: all.map(({ uid }) => uid),
  };
}
