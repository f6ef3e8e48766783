import { decode } from 'fast-png';
import { bytesOfBase64 } from '../base64.ts';
import type { KeyImage } from '../../domain/case/document.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { descriptionOf } from './keyObjects.ts';
import { dicomSet, part10, shortText, type DicomSet } from './dataset.ts';
import { commonModules, documentMoment, type StudyHeader } from './header.ts';
import { sopReference } from './sr/items.ts';
import { derivedUid } from './uids.ts';

/** A key image as Secondary Capture (RGB, burned-in marks said so), with the plan in words and its source image. */
export function keyImageToCapture(
  plan: TargetingPlan,
  image: KeyImage,
  pngBase64: string,
  study: StudyHeader | undefined,
): Result<Uint8Array> {
  const ordinal = plan.keyImages.indexOf(image) + 1;
  const pixels = rgbOfPng(pngBase64);
  if (pixels === null || pixels.width !== image.widthPx || pixels.height !== image.heightPx)
    return err(issue('bad-picture', `Key image ${ordinal} is not the picture the plan names.`));
  const words = `${descriptionOf(plan)}\n${pictureLine(image, ordinal)}`;
  if (words.length > 10_240)
    return err(issue('too-long', 'The plan is too long for the comment of a secondary capture.'));
  const { date, time } = documentMoment(plan);
  return ok(
    part10({
      ...commonModules(plan, study),
      ...dicomSet({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
        SOPInstanceUID: derivedUid('sc', JSON.stringify(plan), image.id),
        Modality: 'OT',
        Laterality: null,
        ConversionType: 'WSD',
        SeriesInstanceUID: derivedUid('series', 'sc', plan.planId, plan.version),
        SeriesNumber: [9004],
        SeriesDescription: shortText(`Key images, plan version ${plan.version}`),
        InstanceNumber: [ordinal],
        ImageType: ['DERIVED', 'SECONDARY'],
        PatientOrientation: null,
        ContentDate: date,
        ContentTime: time,
        BurnedInAnnotation: 'YES',
        // Once lost is lost for what is derived from it (PS3.3 C.7.6.1.1.5).
        ...(image.lossy === true ? { LossyImageCompression: '01' } : {}),
        DerivationDescription: image.caption.slice(0, 1024),
        ImageComments: words,
        ...sourceImage(plan, image),
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
    }),
  );
}

/** The picture's own line; the copy without marks is named by its hash where one was kept. */
const pictureLine = ({ frame, sha256, clean }: KeyImage, ordinal: number): string =>
  `Picture ${ordinal}, frame ${frame ?? 'none'}, SHA-256 ${sha256}` +
  (clean === undefined ? '' : `, clean copy SHA-256 ${clean.sha256}`);

function sourceImage(plan: TargetingPlan, image: KeyImage): { SourceImageSequence?: readonly DicomSet[] } {
  const { sopInstanceUid, frame } = image;
  const source = plan.series
    .flatMap((series) => series.instances)
    .find((instance) => instance.sopInstanceUid === sopInstanceUid);
  return source === undefined ? {} : { SourceImageSequence: [sopReference({ ...source, frame })] };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Pixels of an 8-bit PNG as RGB, transparency over black; odd byte counts are padded (PS3.5 8.1.1). */
function rgbOfPng(base64: string): Picture | null {
  const png = decodePng(base64);
  if (png === null || png.depth !== 8) return null;
  const { width, height, channels, data, palette } = png;
  const rgb = new Uint8Array(width * height * 3 + ((width * height * 3) % 2));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = pixel * channels;
    const entry = palette?.[data[at] ?? 0];
    const grey = channels < 3;
    const alpha = channels === 2 || channels === 4 ? (data[at + channels - 1] ?? 255) / 255 : 1;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = entry === undefined ? (data[grey ? at : at + channel] ?? 0) : (entry[channel] ?? 0);
      rgb[pixel * 3 + channel] = Math.round(value * alpha);
    }
  }
  return { width, height, rgb };
}

function decodePng(base64: string): ReturnType<typeof decode> | null {
  try {
    return decode(bytesOfBase64(base64));
  } catch {
    return null; // not a PNG: the caller says so
  }
}
