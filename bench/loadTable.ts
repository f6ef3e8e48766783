import type { Run } from './loadRun.ts';

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Medians of each figure over the runs that reached it. */
export function medians(runs: readonly Run[]): Readonly<Record<keyof Run, number | null>> {
  const of = (key: keyof Run): number | null => median(runs.flatMap((run) => run[key] ?? []));
  return {
    firstImageMs: of('firstImageMs'),
    completeMs: of('completeMs'),
    rendererBytes: of('rendererBytes'),
    gpuBytes: of('gpuBytes'),
    scrollFps: of('scrollFps'),
  };
}

interface Report {
  readonly machine: { readonly cpus: number; readonly loadBefore: number; readonly loadAfter: number };
  readonly rounds: number;
  readonly slices: number;
  readonly volumeBytes: number;
  readonly floorMs: number | null;
  readonly medians: Readonly<Record<string, ReturnType<typeof medians>>>;
}

/** The figures for people, on standard error. */
export function printTable(report: Report): void {
  const { machine, rounds, slices, volumeBytes } = report;
  const lines = [
    `${String(slices)} slices, ${mega(volumeBytes)} of voxels, medians of ${String(rounds)}; ${String(machine.cpus)} processors, load average ${String(machine.loadBefore)} before and ${String(machine.loadAfter)} after`,
    row(['', 'first image', 'complete', 'renderer', 'GPU process', 'axial scroll']),
    ...Object.entries(report.medians).map(([name, m]) =>
      row([
        name,
        seconds(m.firstImageMs),
        seconds(m.completeMs),
        mega(m.rendererBytes),
        mega(m.gpuBytes),
        m.scrollFps === null ? '-' : `${m.scrollFps.toFixed(1)}/s`,
      ]),
    ),
    row(['floor', '', seconds(report.floorMs)]),
    ...goals(report),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}

const ratio = (a: number | null, b: number | null | undefined): string =>
  a === null || b == null || !Number.isFinite(b) ? 'not measured' : (a / b).toFixed(2);

/** Ratios of medians beside the goals of the issue. */
function goals({ medians: all, floorMs, volumeBytes }: Report): readonly string[] {
  const [us, mpr, plain] = [all['patchpoint'], all['ohif mpr'], all['ohif default']];
  if (us === undefined) return [];
  const peerFirst = Math.min(mpr?.firstImageMs ?? Infinity, plain?.firstImageMs ?? Infinity);
  return [
    `first image, of OHIF's faster layout: ${ratio(us.firstImageMs, peerFirst)} (goal 0.25)`,
    `MPR complete, of OHIF: ${ratio(us.completeMs, mpr?.completeMs)} (goal 0.083)`,
    `MPR complete, of the floor: ${ratio(us.completeMs, floorMs)} (goal 3)`,
    `renderer memory, of the volume: ${ratio(us.rendererBytes, volumeBytes)} (goal 2.2); of OHIF: ${ratio(us.rendererBytes, mpr?.rendererBytes)} (goal 1)`,
    `scrolling, of OHIF: ${ratio(us.scrollFps, mpr?.scrollFps)} (goal 1.5)`,
    ...proportion(all),
  ];
}

/** Least squares of the time over the number of slices, and how far the medians lie from that line. */
function proportion(all: Report['medians']): readonly string[] {
  const points = Object.entries(all).flatMap(([name, { completeMs }]) => {
    const [, size] = /^(\d+) slices$/.exec(name) ?? [];
    return size === undefined || completeMs === null ? [] : [{ x: Number(size), y: completeMs }];
  });
  if (points.length < 3) return [];
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x0, y0] = [mean(({ x }) => x), mean(({ y }) => y)];
  const slope = mean(({ x, y }) => (x - x0) * (y - y0)) / mean(({ x }) => (x - x0) ** 2);
  const start = y0 - slope * x0;
  const off = Math.max(...points.map(({ x, y }) => Math.abs(y / (start + slope * x) - 1)));
  const line = `${(start / 1_000).toFixed(2)} s and ${slope.toFixed(1)} ms a slice`;
  return [`sizes: ${line}; the farthest size is ${(off * 100).toFixed(0)} % from that (goal 15 %)`];
}

const seconds = (ms: number | null): string => (ms === null ? '-' : `${(ms / 1_000).toFixed(2)} s`);
const mega = (bytes: number | null): string => (bytes === null ? '-' : `${(bytes / 1e6).toFixed(0)} MB`);
const row = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(18) : cell.padStart(13))).join('');
