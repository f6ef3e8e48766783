/**
 * How far interpolated labels lie from the true centres, and how often |error| ≤ 2.8 standard deviations: the table
 * behind `src/domain/spine/data/curveSpread.ts`. `node --import tsx bench/calibrateInterpolation.ts [VID bodies]`.
 * Scans that jump T11→L1 are read with T12 absent. Nothing is excluded; the model was fitted on the same scans.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { distance, type Vec3 } from '../src/domain/geometry/vec3.ts';
import { interpolateLabels } from '../src/domain/spine/interpolate.ts';
import type { LevelPoint } from '../src/domain/spine/spineFrame.ts';
import type { SpineScheme, Vertebra } from '../src/domain/vocabulary/level.ts';

interface Row {
  n: number;
  within: number;
  wrong: number;
  squares: number;
}

const path = process.argv[2] ?? '../shared/data/labels/vid_bodies.json.gz';
const bodies: { readonly points: readonly { subject: string; level: Vertebra; lps: Vec3 }[] } = JSON.parse(
  gunzipSync(readFileSync(path)).toString(),
);
const scans = new Map<string, LevelPoint[]>();
for (const { subject, level, lps } of bodies.points)
  scans.set(subject, [...(scans.get(subject) ?? []), { level, pointLpsMm: lps }]);

/** Anchors by steps from the first, and the steps of the labels looked at. */
const PATTERNS: readonly {
  readonly name: string;
  readonly anchors: readonly number[];
  readonly at: readonly number[];
}[] = [
  ...[2, 3, 4, 5, 6, 8, 10, 12, 16].map((gap) => ({
    name: `two anchors, ${gap} apart`,
    anchors: [0, gap],
    at: Array.from({ length: gap - 1 }, (_, k) => k + 1),
  })),
  ...[2, 4, 6].map((gap) => ({
    name: `three anchors, ${gap} apart`,
    anchors: [0, gap, 2 * gap],
    at: Array.from({ length: 2 * gap - 1 }, (_, k) => k + 1).filter((k) => k !== gap),
  })),
  ...[1, 2, 3, 4].flatMap((beyond) => [
    { name: `pair, ${beyond} below`, anchors: [0, 1], at: [1 + beyond] },
    { name: `pair, ${beyond} above`, anchors: [0, 1], at: [-beyond] },
  ]),
];

const schemeOf = (labels: readonly LevelPoint[]): SpineScheme => {
  const has = (level: Vertebra): boolean => labels.some((label) => label.level === level);
  return {
    absent: has('T11') && has('L1') && !has('T12') ? ['T12'] : [],
    extra: (['T13', 'L6'] as const).filter(has),
  };
};

const rows = new Map<string, Row>(
  PATTERNS.map(({ name }) => [name, { n: 0, within: 0, wrong: 0, squares: 0 }]),
);
for (const labels of scans.values()) {
  const scheme = schemeOf(labels);
  for (const { name, anchors, at } of PATTERNS)
    for (let start = 0; start < labels.length; start++) {
      const chosen = anchors.map((step) => labels[start + step]);
      const wanted = at.map((step) => labels[start + step]).filter((label) => label !== undefined);
      const [from, to] = [wanted[0], wanted.at(-1)];
      if (chosen.includes(undefined) || from === undefined || to === undefined) continue;
      const request = {
        anchors: chosen.filter((label) => label !== undefined),
        scheme,
        from: from.level,
        to: to.level,
      };
      for (const found of interpolateLabels(request).labels) score(name, found, labels);
    }
}

function score(
  name: string,
  found: ReturnType<typeof interpolateLabels>['labels'][number],
  labels: readonly LevelPoint[],
): void {
  const truth = labels.find((label) => label.level === found.level);
  if (found.source === 'anchor' || truth === undefined) return;
  const row = rows.get(name);
  if (row === undefined) return;
  const error = distance(found.pointLpsMm, truth.pointLpsMm);
  row.n += 1;
  row.squares += error ** 2;
  if (error <= 2.8 * found.sdMm) row.within += 1;
  if (labels.some((label) => distance(label.pointLpsMm, found.pointLpsMm) < error)) row.wrong += 1;
}

console.log(`${scans.size} scans, ${bodies.points.length} centres`);
console.log('anchors                     labels   RMS mm   ≤ 2.8 sd   wrong label');
for (const [name, { n, within, wrong, squares }] of rows) {
  const rms = Math.sqrt(squares / n).toFixed(1);
  const percent = (part: number, digits: number): string => `${((100 * part) / n).toFixed(digits)} %`;
  console.log(
    `${name.padEnd(26)}${String(n).padStart(8)}${rms.padStart(9)}${percent(within, 1).padStart(11)}${percent(wrong, 2).padStart(14)}`,
  );
}
