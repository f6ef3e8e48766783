/**
 * `node --import tsx bench/accuracyBend.ts`: how far single vertebrae are turned against patient x where the line of body
 * centres bends sideways. The roll is that of the line from the right to the left pedicle, in the axes of its level; a
 * vertebra's bend is that of the rule in `curvedSpine.ts`. Told in docs/accuracy.md.
 */
import { sidewaysBendDeg } from '../src/domain/findings/curvedSpine.ts';
import { dot, subtract } from '../src/domain/geometry/vec3.ts';
import { axesAt, spineOf } from '../src/domain/spine/spineFrame.ts';
import { readScans } from './accuracyData.ts';
import { faultyPairs, pediclePairs } from './accuracyPedicles.ts';
import { schemeOf } from './accuracyScheme.ts';
import { committedExclusions } from './accuracyScreen.ts';
import { percent, table } from './accuracyTables.ts';

interface Turned {
  readonly scan: string;
  readonly bendDeg: number;
  readonly rollDeg: number;
}

/** Classes of the sideways bend, degrees. */
const CLASSES: readonly (readonly [number, number])[] = [
  [0, 4],
  [4, 6],
  [6, 8],
  [8, 10],
  [10, 12],
  [12, 15],
  [15, 90],
  [0, 10],
  [10, 90],
];

const { scans } = readScans();
const excluded = committedExclusions(scans);
const turned = pediclePairs(scans.filter(({ subject }) => !excluded.has(subject))).flatMap(
  ({ scan, pairs }): readonly Turned[] => {
    const faulty = faultyPairs(pairs);
    const { nodes } = spineOf({ labels: scan.labels, scheme: schemeOf(scan) });
    return pairs.flatMap(({ level, left, right }, i) => {
      const node = nodes[i];
      const axes = node === undefined ? null : axesAt(node.centre, node.tangent, null);
      // The points of C1 are those of its lateral masses.
      if (axes === null || level === 'C1' || faulty.has(level)) return [];
      const across = subtract(left, right);
      const roll = Math.atan2(dot(across, axes.posterior), dot(across, axes.left));
      return [{ scan: scan.subject, bendDeg: sidewaysBendDeg(nodes, i, i), rollDeg: (roll * 180) / Math.PI }];
    });
  },
);

console.log(`${turned.length} vertebrae of ${new Set(turned.map(({ scan }) => scan)).size} scans\n`);
console.log(
  table(
    ['bend', 'vertebrae', 'scans', 'roll SD', 'over 12 degrees', '95 % within'],
    CLASSES.map(([from, to]) => {
      const some = turned.filter(({ bendDeg }) => bendDeg >= from && bendDeg < to);
      const rolls = some.map(({ rollDeg }) => Math.abs(rollDeg)).toSorted((a, b) => a - b);
      const sd = Math.sqrt(rolls.reduce((sum, roll) => sum + roll * roll, 0) / rolls.length);
      return [
        `${from}-${to}`,
        String(some.length),
        String(new Set(some.map(({ scan }) => scan)).size),
        sd.toFixed(1),
        percent(rolls.filter((roll) => roll > 12).length, rolls.length),
        (rolls[Math.floor(0.95 * rolls.length)] ?? NaN).toFixed(1),
      ];
    }),
  ),
);
