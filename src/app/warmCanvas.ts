/**
 * The first picture put on a canvas makes the browser open a way to its graphics process, and wait for it: up to a third
 * of a second where that is busy drawing the page. Asked for before the page is drawn, it is there by then.
 */
export function warmCanvas(): void {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1, 1];
  canvas.getContext('2d', { willReadFrequently: true })?.putImageData(new ImageData(1, 1), 0, 0);
}
