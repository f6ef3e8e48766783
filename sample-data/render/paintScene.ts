import { paintBody } from '../body/paintBody.ts';
import type { Scene } from '../scene/scene.ts';
import { paintShape } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { paintBone } from './paintBone.ts';
import { paintCanal } from './paintCanal.ts';

/** Paints the whole person on the canvas's plane, back to front. */
export function paintScene(c: Canvas, scene: Scene): void {
  paintBody(c, scene.outline, scene.wallTop);
  paintInside(c, scene);
}

/** Everything under the skin, over a body painted before. */
export function paintInside(c: Canvas, scene: Scene): void {
  paintOrgans(c, scene);
  paintSpine(c, scene);
}

/** Organs and muscles. */
export function paintOrgans(c: Canvas, scene: Scene): void {
  for (const layer of scene.soft) paintShape(c, layer.shape, layer.tissue, layer.insideMm);
}

/** Only the spine and the other bones, over whatever is on the canvas. */
export function paintSpine(c: Canvas, scene: Scene): void {
  for (const layer of scene.spineSoft) paintShape(c, layer.shape, layer.tissue);
  paintCanal(c, scene.content);
  for (const layer of scene.nerves) paintShape(c, layer.shape, layer.tissue);
  for (const bone of scene.bones) paintBone(c, bone);
  for (const layer of scene.inBone) paintShape(c, layer.shape, layer.tissue);
}
