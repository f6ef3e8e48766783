import { decode } from 'fast-png';
import { datasetAttributes, firstNumber, firstText, valueBytes } from '../../dicom/attributes.ts';
import { readPart10 } from '../../dicom/part10.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { issue, type Issue } from '../../domain/result.ts';
import { bytesOfBase64 } from '../base64.ts';
import type { ExportContext, PlanFile } from '../context.ts';
import { R } from '../foreign/readTags.ts';
import { sheetLayout, type PanelPlace } from '../pictures/sheetLayout.ts';

/** Row by row, three bytes a pixel. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Rounding of a mean. */
const TOLERANCE = 1;
/** Room of a number above its panel, pixels: three digits. */
const NUMBER_PX = { width: 60, height: 44 } as const;
/** Largest side of a panel on a sheet, pixels. */
const PANEL_PX = 800;

/**
 * Compares the pixels of captures with the pictures of the plan: a single one pixel by pixel, each panel of a sheet with
 * the means of what it covers. What stands in a file is found by its own words; nothing of the writer is used but where
 * panels lie.
 */
export function pictureFaults(
  plan: TargetingPlan,
  files: readonly PlanFile[],
  { keyImagePngs }: ExportContext,
): readonly Issue[] {
  const faults: Issue[] = [];
  for (const { bytes } of files) {
    const file = readPart10(bytes);
    const element = file?.dataset.elements.get(R.pixels);
    if (file === null || element === undefined) continue; // the reader of claims has said so
    const attributes = datasetAttributes(file.dataset);
    const [width, height] = [firstNumber(attributes, R.columns) ?? 0, firstNumber(attributes, R.rows) ?? 0];
    const drawn = { width, height, rgb: valueBytes(file.dataset, element) };
    const ordinals = [...firstText(attributes, R.imageComments).matchAll(/^Picture (\d+), /gm)].map((line) =>
      Number(line[1]),
    );
    const pictures = ordinals.map((ordinal) => stored(keyImagePngs[plan.keyImages[ordinal - 1]?.id ?? '']));
    const panels = firstText(attributes, R.imageComments).includes('\nSheet ')
      ? panelsOf(pictures)
      : [{ xPx: 0, yPx: 0, widthPx: width, heightPx: height }];
    if (!isBlackBetween(drawn, panels))
      faults.push(
        issue('read-back', 'The written sheet shows something between its pictures.', 'sheet.pixels'),
      );
    for (const [index, ordinal] of ordinals.entries()) {
      const [picture, panel] = [pictures[index] ?? null, panels[index]];
      const same = picture !== null && panel !== undefined && samePixels(drawn, panel, picture);
      if (!same)
        faults.push(
          issue('read-back', 'The written picture shows something else.', `keyImage[${ordinal}].pixels`),
        );
    }
  }
  return faults;
}

function stored(base64: string | undefined): Pixels | null {
  if (base64 === undefined) return null;
  let png: ReturnType<typeof decode>;
  try {
    png = decode(bytesOfBase64(base64));
  } catch {
    return null; // no picture: told as one that shows something else
  }
  const { width, height, channels, data, palette } = png;
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0, first = 0, to = 0; pixel < width * height; pixel += 1, first += channels, to += 3) {
    const colour = palette?.[data[first] ?? 0];
    const opacity = channels % 2 === 0 ? (data[first + channels - 1] ?? 255) / 255 : 1;
    for (let channel = 0; channel < 3; channel += 1)
      rgb[to + channel] =
        colour?.[channel] ?? Math.round((data[first + (channels > 2 ? channel : 0)] ?? 0) * opacity);
  }
  return { width, height, rgb };
}

function panelsOf(pictures: readonly (Pixels | null)[]): readonly PanelPlace[] {
  const sizes = pictures.map((one) => ({ widthPx: one?.width ?? 1, heightPx: one?.height ?? 1 }));
  const tallest = Math.max(1, ...sizes.map(({ widthPx, heightPx }) => heightPx / widthPx));
  return sheetLayout(sizes, Math.max(1, Math.floor(PANEL_PX / tallest))).panels;
}

function samePixels(drawn: Pixels, panel: PanelPlace, picture: Pixels): boolean {
  const { xPx, yPx, widthPx, heightPx } = panel;
  if (xPx + widthPx > drawn.width || yPx + heightPx > drawn.height) return false;
  const columns = edges(widthPx, picture.width);
  const rows = edges(heightPx, picture.height);
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) {
      const at = ((yPx + y) * drawn.width + xPx + x) * 3;
      if (!isMean(drawn.rgb, at, picture, columns, x, rows, y)) return false;
    }
  return true;
}

/** First source pixel that each pixel of a side covers, and after the last one where the side ends. */
const edges = (size: number, of: number): Int32Array =>
  Int32Array.from({ length: size + 1 }, (_, i) => Math.floor((i * of) / size));

/** Is the pixel at `at` the mean of the source pixels it covers, of the one it lies on where it covers none? */
function isMean(
  drawn: Uint8Array,
  at: number,
  { width, rgb }: Pixels,
  columns: Int32Array,
  x: number,
  rows: Int32Array,
  y: number,
): boolean {
  const [left, top] = [columns[x] ?? 0, rows[y] ?? 0];
  const right = Math.max(left + 1, columns[x + 1] ?? 0);
  const bottom = Math.max(top + 1, rows[y + 1] ?? 0);
  let [red, green, blue] = [0, 0, 0];
  for (let row = top; row < bottom; row += 1)
    for (let pixel = (row * width + left) * 3; pixel < (row * width + right) * 3; pixel += 3) {
      red += rgb[pixel] ?? Number.NaN;
      green += rgb[pixel + 1] ?? Number.NaN;
      blue += rgb[pixel + 2] ?? Number.NaN;
    }
  const count = (right - left) * (bottom - top);
  const off = (channel: number, sum: number): number =>
    Math.abs((drawn[at + channel] ?? Number.NaN) - sum / count);
  return off(0, red) <= TOLERANCE && off(1, green) <= TOLERANCE && off(2, blue) <= TOLERANCE;
}

/** Between the panels and their numbers a sheet shows nothing. */
function isBlackBetween({ width, height, rgb }: Pixels, panels: readonly PanelPlace[]): boolean {
  const taken = panels.flatMap((panel) => [
    panel,
    { ...panel, yPx: panel.yPx - NUMBER_PX.height, widthPx: NUMBER_PX.width, heightPx: NUMBER_PX.height },
  ]);
  for (let y = 0; y < height; y += 1) {
    const beside = taken.filter(({ yPx, heightPx }) => y >= yPx && y < yPx + heightPx);
    for (let x = 0; x < width; x += 1) {
      const place = beside.find(({ xPx, widthPx }) => x >= xPx && x < xPx + widthPx);
      if (place !== undefined) x = place.xPx + place.widthPx - 1;
      else if (rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3).some((value) => value !== 0))
        return false;
    }
  }
  return true;
}
