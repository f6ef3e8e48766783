import { HEAD_PX, sheetLayout } from '../../interchange/pictures/sheetLayout.ts';

export type PictureType = 'image/png' | 'image/jpeg';
/** High enough that letters and thin marks keep their edges; still lossy, and the menu says so. */
const JPEG_QUALITY = 0.92;

/** A PNG as JPEG. */
export async function asJpeg(png: Blob): Promise<Blob> {
  const image = await createImageBitmap(png);
  const { canvas, context } = blackCanvas(image.width, image.height);
  context.drawImage(image, 0, 0);
  return asBlob(canvas, 'image/jpeg');
}

/** Several pictures on one sheet, each with the number it has on the page. */
export async function pictureSheet(pictures: readonly Blob[], type: PictureType): Promise<Blob> {
  const images = await Promise.all(pictures.map((picture) => createImageBitmap(picture)));
  const layout = sheetLayout(images.map(({ width, height }) => ({ widthPx: width, heightPx: height })));
  const { canvas, context } = blackCanvas(layout.widthPx, layout.heightPx);
  context.imageSmoothingQuality = 'high';
  context.font = '600 28px sans-serif';
  context.fillStyle = '#fff';
  for (const [index, { xPx, yPx, widthPx, heightPx }] of layout.panels.entries()) {
    const image = images[index];
    if (image !== undefined) context.drawImage(image, xPx, yPx, widthPx, heightPx);
    context.fillText(String(index + 1), xPx, yPx - HEAD_PX / 3);
  }
  return asBlob(canvas, type);
}

/** A PNG on the clipboard: the one type that every browser takes there. */
export async function copyPicture(png: Promise<Blob>): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
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
