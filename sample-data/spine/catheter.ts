import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { BodyOutline } from '../body/outline.ts';
import type { Layer } from '../body/muscles.ts';
import { makeFrame } from '../math/frame.ts';
import { splinePoints } from '../math/spline.ts';
import type { Vec3 } from '../math/vec3.ts';
import { roundedBox, tube } from '../shapes/primitives.ts';
import type { Canal } from './canal.ts';

/** An intrathecal catheter with its pump: where it passes the dura and how far up it lies. */
export interface CatheterSpec {
  readonly entryUpper: Vertebra;
  readonly entryLower: Vertebra;
  readonly tip: Vertebra;
  readonly pumpSide: 'left' | 'right';
}

/** Catheter in front in the sac, out between the laminae, round the flank under the skin, and the pump's can. */
export function makeCatheter(c: CatheterSpec, canal: Canal, outline: BodyOutline): readonly Layer[] {
  const s = (level: Vertebra): number => canal.levelS.get(level) ?? 0;
  const entry = (s(c.entryUpper) + s(c.entryLower)) / 2 + 4;
  const sign = c.pumpSide === 'left' ? 1 : -1;
  const inside = Array.from({ length: 9 }, (_, i): Vec3 => {
    const at = s(c.tip) + ((entry - 24 - s(c.tip)) * i) / 8;
    return canal.curve.toScene(at, 1.2 * Math.sin(i), canal.sacBack(at) - 0.66 * canal.sacHalfDepth(at));
  });
  const through = [
    canal.curve.toScene(entry - 8, 1, 0),
    canal.curve.toScene(entry, 1.5, canal.sacBack(entry) + canal.sacHalfDepth(entry)),
    canal.curve.toScene(entry + 16, 3, 40),
  ];
  const [, , z] = canal.curve.pointAt(entry + 30);
  const flank = [0.12, 0.3, 0.5, 0.68].map((around): Vec3 => {
    const [x, y, h] = outline.innerWall(around, z, sign);
    return [x * 1.07, y, h];
  });
  const front = outline.innerWall(0.78, z, sign);
  const pump: Vec3 = [front[0] * 0.97, front[1] - 7, z - 12];
  const course = splinePoints([...inside, ...through, ...flank, pump], 6);
  return [
    {
      tissue: 'catheter',
      shape: tube(
        course,
        course.map(() => 0.75),
      ),
    },
    { tissue: 'metal', shape: roundedBox(makeFrame(pump, 0, 0, -sign * 33), 33, 8.5, 33, 8) },
  ];
}
