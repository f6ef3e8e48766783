import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { Layer } from '../body/muscles.ts';
import { toScene } from '../math/frame.ts';
import { splinePoints } from '../math/spline.ts';
import type { Vec3 } from '../math/vec3.ts';
import { tube } from '../shapes/primitives.ts';
import { VERTEBRA_SIZES } from './anatomy.ts';
import { vertebraAt } from './column.ts';
import type { PlacedVertebra } from './column.ts';
import { archDepthMm } from './vertebra.ts';

const SCREW_RADIUS_MM = 3;
const ROD_RADIUS_MM = 2.75;
/** Polyaxial head: wider than the shaft, behind the facet. */
const HEAD_RADIUS_MM = 6;

/** Pedicle screws on both sides of the named vertebrae, and a rod on each side through their heads. */
export function makeHardware(
  column: readonly PlacedVertebra[],
  levels: readonly Vertebra[],
): readonly Layer[] {
  if (levels.length === 0) return [];
  return ([1, -1] as const).flatMap((sign): Layer[] => {
    const screws = levels.flatMap((level) => screw(vertebraAt(column, level), sign) ?? []);
    const heads = screws.map((s) => s.head);
    const [first, last] = [heads[0], heads.at(-1)];
    const rod =
      first === undefined || last === undefined || heads.length < 2
        ? []
        : splinePoints([lifted(first, 9), ...heads, lifted(last, -9)], 5);
    return [
      ...screws.map((s): Layer => ({
        tissue: 'metal',
        shape: tube([s.tip, s.entry, s.head], [SCREW_RADIUS_MM - 0.8, SCREW_RADIUS_MM, HEAD_RADIUS_MM]),
      })),
      ...(rod.length === 0
        ? []
        : [
            {
              tissue: 'metal' as const,
              shape: tube(
                rod,
                rod.map(() => ROD_RADIUS_MM),
              ),
            },
          ]),
    ];
  });
}

const lifted = (p: Vec3, mm: number): Vec3 => [p[0], p[1], p[2] + mm];

/** Along the pedicle's axis, converging: head behind the pillar, tip in the front third of the body. */
function screw(
  v: PlacedVertebra,
  sign: 1 | -1,
): { readonly tip: Vec3; readonly entry: Vec3; readonly head: Vec3 } | null {
  const s = VERTEBRA_SIZES[v.level];
  if (s === undefined) return null;
  const x = s.canalWidthMm / 2 + s.pedicleWidthMm / 2;
  const high = s.backHeightMm * 0.17;
  const place = (px: number, py: number, pz: number): Vec3 => toScene(v.frame, [sign * px, py, pz]);
  return {
    tip: place(x * 0.5, -s.depthMm * 0.18, high - 1.5),
    entry: place(x + 2, archDepthMm(s) - 1, high),
    head: place(x + 4.5, archDepthMm(s) + 11, high + 0.5),
  };
}
