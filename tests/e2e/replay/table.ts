import type { LeakRead } from './acts.ts';
import { mismatches, type Compared } from './compare.ts';

/** One case gone through: what was compared, and how long a person's way through it took. */
export interface Row {
  readonly id: string;
  readonly compared: readonly Compared[];
  readonly seconds: number;
  /** Side by geometry alone; a person confirmed or stated it where the page asked. */
  readonly byGeometry: string;
  readonly leaks: readonly LeakRead[];
}

const COLUMNS = ['level', 'side', 'approach', 'volume'];

/** The table of the replay, for people. */
export function printTable(rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const lines = [
    ['case', ...COLUMNS.map((name) => `${name}: expected / got`), 'by geometry', 'seconds', 'pass'],
    ...rows.map(({ id, compared, seconds, byGeometry, leaks }) => [
      id,
      ...COLUMNS.map((name) => {
        const found = compared.find(({ what }) => what === name);
        return `${found?.expected ?? '?'} / ${found?.got ?? '?'}`;
      }),
      `${byGeometry}${leaks.some(({ asked }) => asked) ? ', asked' : ''}`,
      seconds.toFixed(1),
      mismatches(compared).length === 0 ? 'yes' : 'NO',
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const text = lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
  process.stdout.write(`\n${text}\n\n`);
}
