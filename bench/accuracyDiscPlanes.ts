import { mixFrames } from '../sample-data/math/frame.ts';
import type { Scene } from '../sample-data/scene/scene.ts';
import { add, distance, dot, length, subtract, unit, type Vec3 } from '../src/domain/geometry/vec3.ts';
import type { Spine } from '../src/domain/spine/spineFrame.ts';
import { regionOf } from '../src/domain/vocabulary/scheme.ts';
import { table } from './accuracyTables.ts';

interface Border {
  readonly region: string;
  /** Between the disc's middle plane and the rule's border f = 0.5, degrees. */
  readonly angleDeg: number;
  /** How far the two lie apart on the line of body centres, and in the middle of the sac, mm. */
  readonly atBodiesMm: number;
  readonly inSacMm: number;
  readonly spacingMm: number;
}

/**
 * Why the vertebra of a canal point may be another than its discs say: the rule halves the way between two centres by a
 * plane across the mean of two tangents, each a chord from neighbour to neighbour; a disc stands across the mean of its
 * own two bodies. Where the two planes part, so many points change their vertebra.
 */
export class DiscPlanes {
  readonly #borders: Border[] = [];

  add({ column, canal }: Scene, spine: Spine, place: (p: Vec3) => Vec3): void {
    for (const [i, lower] of column.entries()) {
      const upper = column[i - 1];
      const nodes = [upper, lower].flatMap(
        (one) => spine.nodes.find(({ level }) => level === one?.level) ?? [],
      );
      const [a, b] = nodes;
      const arcs = [upper, lower].map((one) => canal.levelS.get(one?.level ?? 'C1') ?? Number.NaN);
      const s = ((arcs[0] ?? 0) + (arcs[1] ?? 0)) / 2;
      if (upper === undefined || a === undefined || b === undefined || upper.level === 'C1') continue;
      if (!(s <= canal.sacEndS) || upper.level.startsWith('S')) continue;
      const frame = mixFrames(upper.frame, lower.frame, 0.5);
      const middle = place(frame.origin);
      const normal = unit(subtract(place(add(frame.origin, frame.z)), middle));
      const towardFeet = add(a.tangent, b.tangent);
      const across = unit(towardFeet);
      if (normal === null || across === null) continue;
      // s_upper = −s_lower on the border: (x − c_u)·t_u + (x − c_l)·t_l = 0.
      const border = (x: Vec3): number => {
        const sum = dot(subtract(x, a.centre), a.tangent) + dot(subtract(x, b.centre), b.tangent);
        return -sum / length(towardFeet);
      };
      const sac = place(canal.curve.toScene(s, 0, canal.sacBack(s)));
      this.#borders.push({
        region: `${regionOf(upper.level)}${regionOf(upper.level) === regionOf(lower.level) ? '' : `-${regionOf(lower.level)}`}`,
        angleDeg: (Math.acos(Math.min(1, Math.abs(dot(normal, across)))) * 180) / Math.PI,
        atBodiesMm: Math.abs(border(middle)),
        inSacMm: Math.abs(dot(subtract(sac, middle), normal) - border(sac)),
        spacingMm: distance(a.centre, b.centre),
      });
    }
  }

  table(): string {
    const regions = ['C', 'C-T', 'T', 'T-L', 'L', 'L-S'];
    return table(
      ['discs', 'n', 'angle, °', 'apart at the bodies, mm', 'apart in the sac, mm', 'share of the interval'],
      [
        ...regions.map((name) =>
          rowOf(
            name,
            this.#borders.filter(({ region }) => region === name),
          ),
        ),
        rowOf('all', this.#borders),
      ],
    );
  }
}

function rowOf(name: string, of: readonly Border[]): readonly string[] {
  const mean = (part: (one: Border) => number): number =>
    of.reduce((sum, one) => sum + part(one), 0) / of.length;
  const share = (100 * mean(({ inSacMm }) => inSacMm)) / mean(({ spacingMm }) => spacingMm);
  return [
    name,
    String(of.length),
    mean(({ angleDeg }) => angleDeg).toFixed(2),
    mean(({ atBodiesMm }) => atBodiesMm).toFixed(2),
    mean(({ inSacMm }) => inSacMm).toFixed(2),
    `${share.toFixed(2)} %`,
  ];
}
