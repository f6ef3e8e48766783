import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { Layer } from '../body/muscles.ts';
import { childFrame } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { ellipsoid } from '../shapes/primitives.ts';
import type { Shape } from '../shapes/shape.ts';
import { VERTEBRA_SIZES } from './anatomy.ts';
import type { VertebraSize } from './anatomy.ts';
import type { PlacedVertebra } from './column.ts';
import { archDepthMm } from './vertebra.ts';

const SIDES = [1, -1] as const;

/** Windows cut into both laminae beside the spinous process. */
export const laminotomy = (f: Frame, s: VertebraSize): readonly Shape[] =>
  SIDES.map((sign) =>
    ellipsoid(childFrame(f, [sign * 8.6, archDepthMm(s) + 0.5, -s.backHeightMm * 0.4]), 5.6, 8, 9.5),
  );

/** Scar in the windows and along the way through the muscles. */
export const makeScars = (column: readonly PlacedVertebra[], opened: readonly Vertebra[]): readonly Layer[] =>
  column.flatMap((v) => {
    const s = VERTEBRA_SIZES[v.level];
    if (s === undefined || !opened.includes(v.level)) return [];
    return SIDES.map((sign): Layer => ({
      tissue: 'ligament',
      shape: ellipsoid(
        childFrame(v.frame, [sign * 8.5, archDepthMm(s) + 12, -s.backHeightMm * 0.4], -6),
        7.5,
        17,
        s.backHeightMm * 0.72,
      ),
    }));
  });
