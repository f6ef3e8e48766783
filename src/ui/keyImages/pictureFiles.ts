import { panelLetter, sheetLayout } from '../../interchange/pictures/sheetLayout.ts';

export type PictureType = 'image/png' | 'image/jpeg';
/** High enough that letters and thin marks keep their edges; still lossy, and the menu says so. */
const JPEG_QUALITY = 0.92;

/** One stored picture as a file of another type. */
export async function pictureAs(href: string, type: PictureType): Promise<Blob> {
  const image = await loaded(href);
  const { canvas, context } = blackCanvas(image.naturalWidth, image.naturalHeight);
  context.drawImage(image, 0, 0);
  return asBlob(canvas, type);
}

/** Several stored pictures on one sheet, each with its letter. */
export async function pictureSheet(hrefs: readonly string[], type: PictureType): Promise<Blob> {
  const images = await Promise.all(hrefs.map(loaded));
  const layout = sheetLayout(
    images.map(({ naturalWidth, naturalHeight }) => ({ widthPx: naturalWidth, heightPx: naturalHeight })),
  );
  const { canvas, context } = blackCanvas(layout.widthPx, layout.heightPx);
  context.imageSmoothingQuality = 'high';
  context.font = '600 28px sans-serif';
  for (const [index, { xPx, yPx, widthPx, heightPx }] of layout.panels.entries()) {
    const image = images[index];
    if (image !== undefined) context.drawImage(image, xPx, yPx, widthPx, heightPx);
    context.fillStyle = '#000';
    context.fillRect(xPx, yPx, 40, 40);
    context.fillStyle = '#fff';
    context.fillText(panelLetter(index), xPx + 10, yPx + 31);
  }
  return asBlob(canvas, type);
}

/** The picture on the clipboard, as PNG: the one type that every browser takes there. */
export async function copyPicture(href: string): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pictureAs(href, 'image/png') })]);
}

/** Hands a file to the browser's download. */
export function saveFile(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download holds the bytes only once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function loaded(href: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = href;
  await image.decode();
  return image;
}

function blackCanvas(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no canvas.');
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  return { canvas, context };
}

function asBlob(canvas: HTMLCanvasElement, type: PictureType): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('This browser could not make the file.')) : resolve(blob)),
      type,
      JPEG_QUALITY,
    );
  });
}
