import type { RgbPicture } from './rgb.ts';
import { HEAD_PX, sheetLayout, type PanelPlace } from './sheetLayout.ts';

/** Largest side of a panel, pixels: nine of them stay under 20 MB as RGB. */
const PANEL_PX = 800;
/** Digits of three by five dots, row by row: a sheet is drawn where there is no canvas. */
const DIGITS = [
  '111101101101111',
  '010110010010111',
  '111001111100111',
  '111001111001111',
  '101101111001001',
  '111100111001111',
  '111100111101111',
  '111001001001001',
  '111101111101111',
  '111101111001111',
] as const;
const DOT_PX = 5;

/** Pictures on one black sheet, each with its number above it; odd byte counts are padded. */
export function pictureSheet(
  pictures: readonly { readonly ordinal: number; readonly picture: RgbPicture }[],
): RgbPicture {
  const sizes = pictures.map(({ picture }) => ({ widthPx: picture.width, heightPx: picture.height }));
  const narrowest = Math.min(1, ...sizes.map(({ widthPx, heightPx }) => widthPx / heightPx));
  const layout = sheetLayout(sizes, Math.max(1, Math.floor(PANEL_PX * narrowest)));
  const { widthPx: width, heightPx: height } = layout;
  const rgb = new Uint8Array(width * height * 3 + ((width * height * 3) % 2));
  const sheet = { width, height, rgb };
  for (const [index, { ordinal, picture }] of pictures.entries()) {
    const panel = layout.panels[index];
    if (panel === undefined) continue;
    drawPicture(sheet, panel, picture);
    drawNumber(sheet, panel, ordinal);
  }
  return sheet;
}

/** Each pixel of the panel is the mean of the pixels of the picture that it covers. */
function drawPicture(
  sheet: RgbPicture,
  { xPx, yPx, widthPx, heightPx }: PanelPlace,
  picture: RgbPicture,
): void {
  for (let y = 0; y < heightPx; y += 1) {
    const rows = covered(y, heightPx, picture.height);
    for (let x = 0; x < widthPx; x += 1) {
      const columns = covered(x, widthPx, picture.width);
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let row = rows.first; row < rows.end; row += 1)
          for (let column = columns.first; column < columns.end; column += 1)
            sum += picture.rgb[(row * picture.width + column) * 3 + channel] ?? 0;
        const count = (rows.end - rows.first) * (columns.end - columns.first);
        sheet.rgb[((yPx + y) * sheet.width + xPx + x) * 3 + channel] = Math.round(sum / count);
      }
    }
  }
}

function covered(
  index: number,
  of: number,
  source: number,
): { readonly first: number; readonly end: number } {
  const first = Math.floor((index * source) / of);
  return { first, end: Math.max(first + 1, Math.floor(((index + 1) * source) / of)) };
}

function drawNumber(sheet: RgbPicture, { xPx, yPx }: PanelPlace, ordinal: number): void {
  const digits = Array.from(String(ordinal), (digit) => DIGITS[Number(digit)] ?? '');
  const top = yPx - HEAD_PX + Math.floor((HEAD_PX - 5 * DOT_PX) / 2);
  for (let y = 0; y < 5 * DOT_PX; y += 1)
    for (let x = 0; x < digits.length * 4 * DOT_PX; x += 1) {
      const [column, row] = [Math.floor(x / DOT_PX), Math.floor(y / DOT_PX)];
      if (column % 4 === 3 || digits[Math.floor(column / 4)]?.[row * 3 + (column % 4)] !== '1') continue;
      const at = ((top + y) * sheet.width + xPx + x) * 3;
      sheet.rgb.fill(255, at, at + 3);
    }
}
