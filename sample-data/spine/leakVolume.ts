import { ellipse2 } from '../shapes/primitives.ts';
import type { Scene } from '../scene/scene.ts';
import { DURA_MM } from './leak.ts';

const STEP_MM = 0.5;

/** Volume of one collection inside the canal by counting cells in canal coordinates, mL (bone not subtracted). */
export function leakVolumeMl(scene: Scene, leak: number): number {
  const l = scene.leaks[leak];
  if (l === undefined) return 0;
  const { canal } = scene;
  let cells = 0;
  for (let s = l.defectS - l.spec.headwardMm; s < l.defectS + l.spec.footwardMm; s += STEP_MM) {
    const w = canal.sacHalfWidth(s);
    const d = canal.sacHalfDepth(s);
    const halfDepth = canal.halfDepth(s);
    for (let x = -16; x < 16; x += STEP_MM) {
      for (let a = -15; a < 15; a += STEP_MM) {
        if (Math.max(-a - halfDepth, a - (halfDepth + 1.2 - Math.abs(x) * 0.5)) > 0.8) continue;
        const y = a - canal.sacBack(s);
        const sac = ellipse2(x, y, w, d);
        if (sac < DURA_MM) continue;
        if (sac < DURA_MM + l.thicknessAt(s, Math.atan2(y / d, x / w)) - 0.25) cells += 1;
      }
    }
  }
  return (cells * STEP_MM ** 3) / 1000;
}
