import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import type { RgbPicture } from '../pictures/rgb.ts';
import { pictureSheet } from '../pictures/sheet.ts';
import { identityLine } from '../siteLines.ts';
import type { StudyHeader } from './header.ts';
import { captureFile, pictureLine, sourceImage } from './secondaryCapture.ts';
import { derivedUid } from './uids.ts';

/** Pictures on one sheet: three by three can still be read on a screen. */
const ON_A_SHEET = 9;

/**
 * All key images of a plan on sheets of nine, each as Secondary Capture beside the single pictures: numbered as those
 * are, with every source image; none where there is one picture.
 *
 * @param pictures in the order of the plan's key images
 */
export function sheetCaptures(
  plan: TargetingPlan,
  pictures: readonly RgbPicture[],
  study: StudyHeader | undefined,
): readonly Uint8Array[] {
  if (pictures.length < 2) return [];
  const panels = plan.keyImages.flatMap((image, index) => {
    const picture = pictures[index];
    return picture === undefined ? [] : [{ image, picture, ordinal: index + 1 }];
  });
  const sheets = Array.from({ length: Math.ceil(panels.length / ON_A_SHEET) }, (_, index) =>
    panels.slice(index * ON_A_SHEET, (index + 1) * ON_A_SHEET),
  );
  return sheets.map((shown, index) => {
    const lines = shown.map(({ image, ordinal }) => {
      const [source] = sourceImage(plan, image);
      return `${pictureLine(image, ordinal)}, image ${source?.sopInstanceUid ?? 'none'}`;
    });
    return captureFile(plan, study, pictureSheet(shown), {
      uid: derivedUid('sc-sheet', JSON.stringify(plan), index + 1),
      number: plan.keyImages.length + index + 1,
      lossy: shown.some(({ image }) => image.lossy === true),
      derivation: `Sheet ${index + 1} of ${sheets.length} of the key images`,
      words: [identityLine(plan), `Sheet ${index + 1}`, ...lines].join('\n'),
      sources: shown.flatMap(({ image }) => sourceImage(plan, image)),
    });
  });
}
