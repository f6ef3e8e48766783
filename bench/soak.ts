/**
 * `npm run bench:soak -- [--cycles 20] [--slices 150]`: one page opens a CT study, shows it whole, goes back to the
 * worklist, and again. JSON on standard output; exit 1 where the memory after the last closing is more than 10 % above
 * that after the first. Needs the page built by `npm run build`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startServerProcess } from './killServer.ts';
import type { Memory } from './loadMemory.ts';
import { writeBenchSeries } from './loadPhantom.ts';
import { openQuietPage, type QuietPage } from './quietPage.ts';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '20' },
    slices: { type: 'string', default: '150' },
    built: { type: 'string', default: 'dist' },
  },
});
const MOST_GROWTH = 0.1;
const SETTLE_MS = 1_500;
const OPEN_TIMEOUT_MS = 240_000;
const folder = mkdtempSync(join(tmpdir(), 'patchpoint-soak-'));
const series = writeBenchSeries(folder, Number(values.slices));
const server = await startServerProcess(resolve(values.built, 'server/main.js'), {
  DATA_DIR: join(folder, 'data'),
  WEB_DIR: resolve(values.built, 'web'),
  ARCHIVE_DIR: series.folder,
});
let page: QuietPage | null = null;
try {
  page = await openQuietPage(`${server.url}/`);
  // The TypeScript runner wraps named functions in a helper that the page does not have.
  await page.evaluate('globalThis.__name = (fn) => fn, null');
  const closed: Memory[] = [];
  for (let cycle = 1; cycle <= Number(values.cycles); cycle += 1) {
    const times = `${String(SETTLE_MS)}, ${String(OPEN_TIMEOUT_MS)}`;
    await page.evaluate(`(${openAndClose.toString()})('/workspace/${series.studyUid}', ${times})`);
    const memory = await page.memory();
    closed.push(memory);
    process.stderr.write(
      `cycle ${String(cycle)}: renderer ${mega(memory.renderer)}, GPU process ${mega(memory.gpu)}\n`,
    );
  }
  const [first, last] = [closed[0], closed.at(-1)];
  const growth = first === undefined || last === undefined ? null : last.renderer / first.renderer - 1;
  const withGpu =
    first === undefined || last === undefined
      ? null
      : (last.renderer + last.gpu) / (first.renderer + first.gpu) - 1;
  const report = {
    cycles: closed.length,
    slices: series.slices,
    growth,
    withGpu,
    load: loadavg()[0],
    closed,
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = growth !== null && growth <= MOST_GROWTH ? 0 : 1;
} finally {
  await page?.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

// oxlint-disable unicorn/consistent-function-scoping -- it is sent to the page as its text
/** In the page, and inside one page: a navigation would end its process and prove nothing. */
async function openAndClose(path: string, settleMs: number, timeoutMs: number): Promise<void> {
  const until = async (there: () => boolean): Promise<void> => {
    const from = performance.now();
    while (!there()) {
      if (performance.now() - from > timeoutMs) throw new Error(`Not within ${timeoutMs} ms: ${there.name}`);
      await new Promise((then) => setTimeout(then, 200));
    }
  };
  const worklist = (): HTMLAnchorElement | undefined =>
    [...document.querySelectorAll('a')].find((link) => link.textContent === 'Worklist');
  const onWorklist = (): boolean => worklist() !== undefined;
  const complete = (): boolean => performance.getEntriesByName('patchpoint:series-complete').length > 0;
  const closed = (): boolean => document.querySelector('canvas.patchpoint-plane') === null;
  await until(onWorklist);
  performance.clearMarks();
  history.pushState({}, '', path);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  await until(complete);
  worklist()?.click();
  await until(closed);
  await new Promise((then) => setTimeout(then, settleMs));
}
// oxlint-enable unicorn/consistent-function-scoping

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
