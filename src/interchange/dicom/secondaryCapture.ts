import type { KeyImage } from '../../domain/case/document.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { descriptionOf } from './keyObjects.ts';
import { dicomSet, part10, shortText } from './dataset.ts';
import { commonModules, documentMoment, type StudyHeader } from './header.ts';
import { sopReference, type ImageReference } from './sr/items.ts';
import { rgbOfPng, type RgbPicture } from '../pictures/rgb.ts';
import { derivedUid } from './uids.ts';

/** A key image as Secondary Capture (RGB, burned-in marks said so), with the plan in words and its source image. */
export function keyImageToCapture(
  plan: TargetingPlan,
  image: KeyImage,
  pngBase64: string,
  study: StudyHeader | undefined,
): Result<{ readonly bytes: Uint8Array; readonly pixels: RgbPicture }> {
  const ordinal = plan.keyImages.indexOf(image) + 1;
  const pixels = rgbOfPng(pngBase64);
  if (pixels === null || pixels.width !== image.widthPx || pixels.height !== image.heightPx)
    return err(issue('bad-picture', `Key image ${ordinal} is not the picture the plan names.`));
  const words = `${descriptionOf(plan)}\n${pictureLine(image, ordinal)}`;
  if (words.length > 10_240)
    return err(issue('too-long', 'The plan is too long for the comment of a secondary capture.'));
  return ok({
    pixels,
    bytes: captureFile(plan, study, pixels, {
      uid: derivedUid('sc', JSON.stringify(plan), image.id),
      number: ordinal,
      lossy: image.lossy === true,
      derivation: image.caption.slice(0, 1024),
      words,
      sources: sourceImage(plan, image),
    }),
  });
}

interface CaptureFacts {
  readonly uid: string;
  /** Instance number in the series of the plan's pictures. */
  readonly number: number;
  readonly lossy: boolean;
  readonly derivation: string;
  readonly words: string;
  readonly sources: readonly ImageReference[];
}

/** A Secondary Capture of RGB pixels with burned-in marks, in the one series of the plan version's pictures. */
export function captureFile(
  plan: TargetingPlan,
  study: StudyHeader | undefined,
  pixels: RgbPicture,
  { uid, number, lossy, derivation, words, sources }: CaptureFacts,
): Uint8Array {
  const { date, time } = documentMoment(plan);
  return part10({
    ...commonModules(plan, study),
    ...dicomSet({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
      SOPInstanceUID: uid,
      Modality: 'OT',
      Laterality: null,
      ConversionType: 'WSD',
      SeriesInstanceUID: derivedUid('series', 'sc', plan.planId, plan.version),
      SeriesNumber: [9004],
      SeriesDescription: shortText(`Key images, plan version ${plan.version}`),
      InstanceNumber: [number],
      ImageType: ['DERIVED', 'SECONDARY'],
      PatientOrientation: null,
      ContentDate: date,
      ContentTime: time,
      BurnedInAnnotation: 'YES',
      // Once lost is lost for what is derived from it (PS3.3 C.7.6.1.1.5).
      ...(lossy ? { LossyImageCompression: '01' } : {}),
      DerivationDescription: derivation,
      ImageComments: words,
      ...(sources.length === 0 ? {} : { SourceImageSequence: sources.map(sopReference) }),
      SamplesPerPixel: 3,
      PhotometricInterpretation: 'RGB',
      PlanarConfiguration: 0,
      Rows: pixels.height,
      Columns: pixels.width,
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      PixelRepresentation: 0,
      PixelData: pixels.rgb,
    }),
  });
}

/** The picture's own line; the copy without marks is named by its hash where one was kept. */
export const pictureLine = ({ frame, sha256, clean }: KeyImage, ordinal: number): string =>
  `Picture ${ordinal}, frame ${frame ?? 'none'}, SHA-256 ${sha256}` +
  (clean === undefined ? '' : `, clean copy SHA-256 ${clean.sha256}`);

/** The image a picture shows; none where the plan's series do not name it. */
export function sourceImage(
  plan: TargetingPlan,
  { sopInstanceUid, frame }: KeyImage,
): readonly ImageReference[] {
  const source = plan.series
    .flatMap((series) => series.instances)
    .find((instance) => instance.sopInstanceUid === sopInstanceUid);
  return source === undefined ? [] : [{ ...source, frame }];
}
