import { makeRandom } from '../math/random.ts';
import { clamp } from '../math/table.ts';
import { isSacral } from './anatomy.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { PlacedVertebra } from './column.ts';
import type { Canal } from './canal.ts';

/** Roots of the cauda equina inside the sac: l and a of each strand per millimetre of s. */
export interface Strands {
  readonly count: number;
  readonly fromS: number;
  readonly lengthMm: number;
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly radiusMm: Float32Array;
}

/**
 * Two strands a root and side. A root about to leave lies lateral and forward; those with far to go lie on the dependent
 * wall of the sac, where gravity puts them: a crescent, the last sacral roots in its middle.
 *
 * @param gravity - unit vector in the scene toward the floor: +y supine, -y prone, +x on the left side
 */
export function makeStrands(
  column: readonly PlacedVertebra[],
  canal: Canal,
  seed: string,
  gravity: Vec3,
): Strands {
  const random = makeRandom(`${seed}/strands`);
  const fromS = canal.conusS - 40;
  const lengthMm = Math.ceil(canal.sacEndS - fromS);
  const rows: { l: number[]; a: number[]; r: number }[] = [];
  for (const v of column) {
    const exit = (canal.levelS.get(v.level) ?? 0) - 4;
    if (exit <= fromS + 6) continue;
    const radiusMm = isSacral(v.level) && v.level !== 'S1' ? LOWER_SACRAL_MM : ROOT_MM;
    for (const side of [1, -1]) {
      for (const root of [0, 1]) {
        rows.push(
          strand(canal, random, {
            fromS,
            lengthMm,
            exit: Math.min(exit, canal.sacEndS - 3),
            side,
            root,
            gravity,
            radiusMm,
          }),
        );
      }
    }
  }
  const out = { l: new Float32Array(rows.length * lengthMm), a: new Float32Array(rows.length * lengthMm) };
  rows.forEach((row, i) => {
    out.l.set(row.l, i * lengthMm);
    out.a.set(row.a, i * lengthMm);
  });
  return { count: rows.length, fromS, lengthMm, ...out, radiusMm: Float32Array.from(rows, (r) => r.r) };
}

/** Mean radius of a lumbar or first sacral root in the sac, and of the thinner ones below, mm. */
const ROOT_MM = 0.56;
const LOWER_SACRAL_MM = 0.4;

interface StrandOptions {
  readonly fromS: number;
  readonly lengthMm: number;
  readonly exit: number;
  readonly side: number;
  readonly root: number;
  readonly gravity: Vec3;
  readonly radiusMm: number;
}

function strand(
  canal: Canal,
  random: () => number,
  o: StrandOptions,
): { l: number[]; a: number[]; r: number } {
  const phase = random() * 6.28;
  const wave = 0.35 + random() * 0.4;
  const jitter = (random() - 0.5) * 0.24;
  const offWall = random() ** 2 * 0.34;
  const across = Math.hypot(o.gravity[0], o.gravity[1]);
  const [gl, ga] = across < 0.1 ? [0, 1] : [o.gravity[0] / across, o.gravity[1] / across];
  const l: number[] = [];
  const a: number[] = [];
  for (let i = 0; i < o.lengthMm; i++) {
    const s = o.fromS + i;
    const left = o.exit - s;
    if (left < 0) {
      l.push(NaN);
      a.push(NaN);
      continue;
    }
    const w = canal.sacHalfWidth(s);
    const d = canal.sacHalfDepth(s);
    const near = Math.exp(-left / 30);
    const toGo = Math.min(1, left / Math.max(1, canal.sacEndS - s));
    const onCord = Math.max(0, 1 - (s - o.fromS) / 55);
    const along = clamp(0.76 * (1 - toGo) ** 0.8 + 0.04 + jitter, -0.1, 0.8);
    const down = Math.sqrt(1 - along * along) * (0.86 - offWall);
    const resting = [
      o.side * along * Math.abs(ga) + down * gl,
      down * ga + o.side * along * Math.abs(gl),
    ] as const;
    const leaving = [o.side * 0.8, o.root === 0 ? -0.1 : 0.1] as const;
    const onCordPlace = [o.side * (0.3 + 0.5 * near), o.root === 0 ? -0.6 : 0.66] as const;
    const [u, v] = insideSac(mix2(mix2(resting, leaving, near), onCordPlace, onCord));
    l.push(w * u + 0.3 * wave * Math.sin(s / 9 + phase));
    a.push(d * v + 0.2 * wave * Math.cos(s / 11 + phase));
  }
  return { l, a, r: o.radiusMm * (0.86 + random() * 0.28) };
}

/** Place across the sac as shares of its half width and half depth. */
type Across = readonly [number, number];

const mix2 = (a: Across, b: Across, share: number): Across => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];

/** Drawn in so far that a root does not stand in the dura. */
function insideSac([u, v]: Across): Across {
  const r = Math.hypot(u, v);
  return r > 0.88 ? [(u / r) * 0.88, (v / r) * 0.88] : [u, v];
}
