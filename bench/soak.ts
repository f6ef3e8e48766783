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
import { collectGarbage, memoryOf, type Memory } from './loadMemory.ts';
import { writeBenchSeries } from './loadPhantom.ts';
import { withPage } from './loadRun.ts';

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
try {
  const closed = await withPage(async (page, browser) => {
    const list: Memory[] = [];
    await page.goto(`${server.url}/`);
    for (let cycle = 1; cycle <= Number(values.cycles); cycle += 1) {
      // Inside one page: a navigation would end its process and prove nothing.
      await page.evaluate((path) => {
        performance.clearMarks();
        history.pushState({}, '', path);
        dispatchEvent(new PopStateEvent('popstate', { state: {} }));
      }, `/workspace/${series.studyUid}`);
      await page.waitForFunction(
        () => performance.getEntriesByName('patchpoint:series-complete').length > 0,
        null,
        { timeout: OPEN_TIMEOUT_MS, polling: 200 },
      );
      await page.getByRole('link', { name: 'Worklist' }).first().click();
      await page.waitForFunction(() => document.querySelector('canvas.patchpoint-plane') === null);
      await page.waitForTimeout(SETTLE_MS);
      await collectGarbage(page);
      const memory = await memoryOf(browser);
      list.push(memory);
      process.stderr.write(
        `cycle ${String(cycle)}: renderer ${mega(memory.renderer)}, GPU process ${mega(memory.gpu)}\n`,
      );
    }
    return list;
  });
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
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
