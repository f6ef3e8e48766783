/** VID label data: body centres by scan, groups of near duplicates, folds. CC BY-SA 4.0 (../shared/data/README.md). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { distance, type Vec3 } from '../src/domain/geometry/vec3.ts';
import type { LevelPoint } from '../src/domain/spine/spineFrame.ts';
import type { Vertebra } from '../src/domain/vocabulary/level.ts';
import { compareVertebrae } from '../src/domain/vocabulary/scheme.ts';

export const LABELS = '../shared/data/labels';

export interface Scan {
  readonly subject: string;
  /** Head to foot. */
  readonly labels: readonly LevelPoint[];
}

interface Bodies {
  readonly meta: { readonly repo: string; readonly commit: string };
  readonly points: readonly { readonly subject: string; readonly level: Vertebra; readonly lps: Vec3 }[];
}

export const readGzipped = (path: string): string => gunzipSync(readFileSync(path)).toString();

const bodiesOf = (text: string): Bodies => JSON.parse(text);

/** Scans in the order of the file. */
export function readScans(folder = LABELS): { readonly scans: readonly Scan[]; readonly source: string } {
  const { meta, points } = bodiesOf(readGzipped(`${folder}/vid_bodies.json.gz`));
  const bySubject = new Map<string, LevelPoint[]>();
  for (const { subject, level, lps } of points)
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), { level, pointLpsMm: lps }]);
  const scans = [...bySubject].map(([subject, labels]) => ({
    subject,
    labels: labels.toSorted((a, b) => compareVertebrae(a.level, b.level)),
  }));
  return { scans, source: `${meta.repo} @${meta.commit}` };
}

/** C1 to L5: the levels whose neighbours' steps are learned. */
export const LEARNED: readonly Vertebra[] = [
  'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'T1', 'T2', 'T3', 'T4', 'T5',
  'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5',
]; // prettier-ignore

/** Centres by index in `LEARNED`; undefined where the scan has none. */
export const centresOf = ({ labels }: Scan): readonly (Vec3 | undefined)[] =>
  LEARNED.map((level) => labels.find((label) => label.level === level)?.pointLpsMm);

/** Lengths of the steps between neighbours of `LEARNED`, mm. */
export const spacingsOf = (scan: Scan): readonly (number | undefined)[] => {
  const centres = centresOf(scan);
  return centres.slice(1).map((lower, i) => {
    const upper = centres[i];
    return upper === undefined || lower === undefined ? undefined : distance(upper, lower);
  });
};

/** Scans whose common spacings, at least this many, differ by less than this (root mean square) are one group. */
const DUPLICATE = { spacings: 4, rmsMm: 0.3 };
export const DUPLICATE_RULE = `scans that share ${DUPLICATE.spacings} or more spacings and differ in them by less than ${DUPLICATE.rmsMm} mm (RMS) stay together`;

/** Groups of near duplicates: a number per scan. */
export function groupsOf(scans: readonly Scan[]): readonly number[] {
  const spacings = scans.map(spacingsOf);
  const group = scans.map((_, i) => i);
  for (const [i, a] of spacings.entries())
    for (let j = i + 1; j < spacings.length; j++) {
      const b = spacings[j] ?? [];
      let [common, squares] = [0, 0];
      for (const [k, mm] of a.entries()) {
        const other = b[k];
        if (mm === undefined || other === undefined) continue;
        common += 1;
        squares += (mm - other) ** 2;
      }
      if (common < DUPLICATE.spacings || squares >= common * DUPLICATE.rmsMm ** 2) continue;
      const [from, to] = [group[j], group[i]];
      for (const [k, own] of group.entries()) if (own === from && to !== undefined) group[k] = to;
    }
  return group;
}

export const FOLDS = 10;

/** Fold of every scan, whole groups together, dealt in a seeded shuffle. */
export function foldsOf(scans: readonly Scan[]): readonly number[] {
  const group = groupsOf(scans);
  const order = [...new Set(group)];
  const random = seededRandom(20_231);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [order[i] ?? 0, order[j] ?? 0];
    order[i] = b;
    order[j] = a;
  }
  const fold = new Map(order.map((own, i) => [own, i % FOLDS]));
  return group.map((own) => fold.get(own) ?? 0);
}

/** Mulberry32: numbers in 0..1 that are the same on every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
