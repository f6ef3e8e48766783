import { firstNumber, firstText } from '../../dicom/attributes.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { SourceImage } from '../context.ts';
import { R } from '../foreign/readTags.ts';
import type { Claim, Claims } from './claims.ts';
import { identityLineClaims, siteLineClaims } from './lines.ts';
import { unspoken } from './spokenWords.ts';
import { patientClaims, readAttributes } from './sr.ts';

/**
 * Reads a presentation state back. A mark of the patient frame is put back into space from its pixel, the plane of its
 * image and the distance it names.
 */
export function presentationClaims(bytes: Uint8Array, images: readonly SourceImage[]): Result<Claims> {
  const attributes = readAttributes(bytes);
  if (!attributes.ok) return attributes;
  const claims = new Map<string, Claim>([
    ...patientClaims(attributes.value),
    ...identityLineClaims(firstText(attributes.value, R.contentDescription)),
  ]);
  let findings = 0;
  const sites = new Set<string>();
  for (const annotation of attributes.value.items(R.graphicAnnotations)) {
    const [reference] = annotation.items(R.referencedImages);
    const uid = reference === undefined ? '' : firstText(reference, R.refSopInstance);
    const frame = reference === undefined ? null : firstNumber(reference, R.refFrames);
    const texts = annotation.items(R.textObjects).map((text) => firstText(text, R.unformattedText));
    const [graphic] = annotation.items(R.graphicObjects);
    if (graphic === undefined) {
      for (const row of texts.flatMap(siteLineClaims)) {
        claims.set(...row);
        sites.add(row[0].split('.')[0] ?? '');
      }
      continue;
    }
    const said = /^Leak (\d+): ([^,]+), ([^,]+)(?:, (-?[\d.]+) mm off this image)?$/.exec(texts[0] ?? '');
    if (said === null) return err(issue('unreadable', 'A text beside a mark cannot be read.'));
    findings += 1;
    const at = `finding[${said[1] ?? ''}]`;
    const pixel = graphic.numbers(R.graphicData).map((value) => value - 0.5);
    claims.set(`${at}.trackingUid`, firstText(graphic, R.trackingUid));
    claims.set(`${at}.level`, unspoken(said[2] ?? ''));
    claims.set(`${at}.side`, unspoken(said[3] ?? ''));
    const image = images.find((one) => one.sopInstanceUid === uid);
    if (image === undefined) return err(issue('unknown-image', 'A mark lies on an unknown image.'));
    claims.set(`${at}.series`, image.seriesInstanceUid);
    if (said[4] === undefined) {
      claims.set(`${at}.image`, uid);
      claims.set(`${at}.frame`, [frame ?? 1]); // without a number: an image of one frame
      claims.set(`${at}.pointPx`, pixel);
    } else claims.set(`${at}.pointMm`, spaceOf(image, pixel, Number(said[4])));
  }
  claims.set('plan.findings', [findings]);
  claims.set('plan.sites', [sites.size]);
  return ok(claims);
}

/** Pixel and distance from the plane → LPS mm. */
function spaceOf(
  { plane }: SourceImage,
  [column = NaN, row = NaN]: readonly number[],
  offMm: number,
): readonly number[] {
  if (plane === null) return [];
  const [a, b] = [plane.columnStepLpsMm, plane.rowStepLpsMm];
  const normal = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const long = Math.hypot(...normal);
  return plane.originLpsMm.map(
    (start, i) => start + column * (a[i] ?? 0) + row * (b[i] ?? 0) + (offMm * (normal[i] ?? 0)) / long,
  );
}
