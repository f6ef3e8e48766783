/**
 * Which scans have faulty labels, by a rule that looks at the labels alone and never at what a model makes of them.
 * `node --import tsx bench/accuracyScreen.ts --write` writes the list; the bench refuses to run when it differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LEARNED, readScans, spacingsOf, type Scan } from './accuracyData.ts';

const LIST = new URL('./accuracyExclusions.json', import.meta.url);
/** A step between neighbours beyond these shares of what the scan's own size lets expect. */
const LONGEST = 1.5;
const SHORTEST = 0.5;

const RULE =
  'A scan is excluded when a step between neighbouring labels is longer than 1.5 times or shorter than 0.5 times the ' +
  'median of that step over all scans, scaled by the median of these ratios within the scan: a vertebra between two ' +
  'labels was left unlabelled (all cases at T12-L1 are about two steps long), or a centre is misplaced.';

export interface Exclusion {
  readonly subject: string;
  readonly reasons: readonly string[];
}

interface ExclusionList {
  readonly rule: string;
  readonly source: string;
  readonly licence: string;
  readonly excluded: readonly Exclusion[];
}

export function screen(scans: readonly Scan[]): readonly Exclusion[] {
  const spacings = scans.map(spacingsOf);
  const usual = LEARNED.slice(1).map((_, k) => median(spacings.map((row) => row[k]).filter(isKnown)));
  return scans.flatMap(({ subject }, i) => {
    const ratios = (spacings[i] ?? []).map((mm, k) => (mm === undefined ? undefined : mm / (usual[k] ?? mm)));
    const size = median(ratios.filter(isKnown));
    const reasons = ratios.flatMap((ratio, k) => {
      if (ratio === undefined || (ratio / size <= LONGEST && ratio / size >= SHORTEST)) return [];
      const mm = (spacings[i]?.[k] ?? 0).toFixed(1);
      return [
        `${LEARNED[k] ?? ''}-${LEARNED[k + 1] ?? ''} ${mm} mm, ${(ratio / size).toFixed(2)} times expected`,
      ];
    });
    return reasons.length === 0 ? [] : [{ subject, reasons }];
  });
}

const isKnown = (value: number | undefined): value is number => value !== undefined;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 0 && low !== undefined && high !== undefined ? (low + high) / 2 : (high ?? 1);
}

/** The committed list; throws when the rule gives another one on this data. */
export function committedExclusions(scans: readonly Scan[]): ReadonlySet<string> {
  const list: ExclusionList = JSON.parse(readFileSync(LIST, 'utf8'));
  if (JSON.stringify(list.excluded) !== JSON.stringify(screen(scans)))
    throw new Error(
      'bench/accuracyExclusions.json is not what its rule gives: run accuracyScreen.ts --write',
    );
  return new Set(list.excluded.map(({ subject }) => subject));
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) {
  const { scans, source } = readScans();
  const list: ExclusionList = { rule: RULE, source, licence: 'CC BY-SA 4.0', excluded: screen(scans) };
  writeFileSync(LIST, `${JSON.stringify(list, null, 2)}\n`);
  console.log(`${list.excluded.length} of ${scans.length} scans excluded`);
}
