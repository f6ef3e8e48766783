import { makeRandom } from '../math/random.ts';
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
 * Two strands a root and side. A root about to leave lies lateral and forward, those with far to go lie together
 * in the dependent middle of the sac, where gravity puts them (`back` +1 supine, -1 prone).
 */
export function makeStrands(
  column: readonly PlacedVertebra[],
  canal: Canal,
  seed: string,
  back: number,
): Strands {
  const random = makeRandom(`${seed}/strands`);
  const fromS = canal.conusS - 40;
  const lengthMm = Math.ceil(canal.sacEndS - fromS);
  const rows: { l: number[]; a: number[]; r: number }[] = [];
  for (const v of column) {
    const exit = (canal.levelS.get(v.level) ?? 0) - 4;
    if (exit <= fromS + 6) continue;
    for (const side of [1, -1]) {
      for (const root of [0, 1]) {
        rows.push(
          strand(canal, random, {
            fromS,
            lengthMm,
            exit: Math.min(exit, canal.sacEndS - 3),
            side,
            root,
            back,
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

interface StrandOptions {
  readonly fromS: number;
  readonly lengthMm: number;
  readonly exit: number;
  readonly side: number;
  readonly root: number;
  readonly back: number;
}

function strand(
  canal: Canal,
  random: () => number,
  o: StrandOptions,
): { l: number[]; a: number[]; r: number } {
  const phase = random() * 6.28;
  const wave = 0.35 + random() * 0.4;
  const spread = 0.06 + random() * 0.5;
  const depth = 0.48 + random() * 0.3;
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
    const near = Math.exp(-left / 38);
    const lateral = 0.1 + 0.7 * near + spread * Math.min(1, left / 70);
    const onCord = Math.max(0, 1 - (s - o.fromS) / 55);
    const rest = o.back * (depth - 0.5 * near) + (o.root === 0 ? -0.08 : 0.1);
    const fold = Math.min(0.86, lateral * (1 - 0.35 * onCord) + 0.3 * onCord);
    const ring = Math.sqrt(Math.max(0, 1 - fold * fold));
    const dorsal =
      (1 - onCord) * Math.max(-0.8 * ring, Math.min(0.84 * ring, rest)) +
      onCord * (o.root === 0 ? -0.6 : 0.66);
    l.push(o.side * w * fold + 0.3 * wave * Math.sin(s / 9 + phase));
    a.push(d * dorsal + 0.3 * wave * Math.cos(s / 11 + phase));
  }
  return { l, a, r: 0.52 + random() * 0.16 };
}
