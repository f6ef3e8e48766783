/**
 * `npm run bench:load -- [--rounds 5] [--slices 300] [--sizes 150,300,600,1200] [--parts peer,sizes,embedded,files]`:
 * loading speed of the built page against OHIF on the same Orthanc, rounds alternating within one run, medians. A table
 * on standard error, JSON on standard output. Output and how to read it: docs/performance.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startServerProcess, type RunningServer } from './killServer.ts';
import { floorMs } from './loadFloor.ts';
import { OHIF_VERSION, startOhif } from './loadOhif.ts';
import { startOrthanc } from './loadOrthanc.ts';
import { BYTES_PER_SLICE, writeBenchSeries, type BenchSeries } from './loadPhantom.ts';
import { visit, withPage, type Run, type Visit } from './loadRun.ts';
import { median, medians, printTable } from './loadTable.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    slices: { type: 'string', default: '300' },
    sizes: { type: 'string', default: '150,300,600,1200' },
    parts: { type: 'string', default: 'peer,sizes,embedded,files' },
    timeout: { type: 'string', default: '240' },
    'browser-starts': { type: 'string', default: '1500' },
  },
});
const rounds = Number(values.rounds);
const slices = Number(values.slices);
const timeoutMs = Number(values.timeout) * 1_000;
const browserStartsMs = Number(values['browser-starts']);
const waits = { timeoutMs, browserStartsMs };
const parts = new Set(values.parts.split(','));
const sizes = parts.has('sizes') ? values.sizes.split(',').map(Number) : [];
/** Beside `dist/web` and `dist/server`, which a build elsewhere may empty while the bench runs. */
const BUILT = { web: resolve('dist/bench-load-web'), server: resolve('dist/bench-load-server') };
const WHOLE = { kind: 'mark', name: 'patchpoint:series-complete' } as const;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;

function build(): void {
  for (const args of [
    ['--outDir', BUILT.web],
    ['-c', 'vite.server.config.ts', '--outDir', BUILT.server],
  ]) {
    const command = [
      'node_modules/vite/bin/vite.js',
      'build',
      '--emptyOutDir',
      '--logLevel',
      'error',
      ...args,
    ];
    const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('The page could not be built.');
  }
}

const serve = (folder: string, archive: Readonly<Record<string, string>>): Promise<RunningServer> =>
  startServerProcess(join(BUILT.server, 'main.js'), {
    DATA_DIR: folder,
    WEB_DIR: BUILT.web,
    ...archive,
  });

const ours = (server: RunningServer, series: BenchSeries): Visit => ({
  url: `${server.url}/workspace/${series.studyUid}`,
  last: WHOLE,
  viewports: 3,
  axial: 1,
  ...waits,
});

/** The server knows its archive before anyone opens a page, as it does in use. */
async function warmUp(server: RunningServer, series: readonly BenchSeries[]): Promise<void> {
  for (const { studyUid } of series) await (await fetch(`${server.url}/api/studies/${studyUid}`)).text();
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'patchpoint-load-'));
  const stops: (() => Promise<void>)[] = [];
  const loadBefore = loadNow();
  try {
    build();
    const all = [...new Set([slices, ...sizes])].map((size) => writeBenchSeries(folder, size));
    const chosen = all.find((series) => series.slices === slices);
    if (chosen === undefined) throw new Error('no series');
    const orthanc = await startOrthanc(folder, all);
    if (orthanc === null) throw new Error('Orthanc with its DICOMweb plugin is not installed.');
    stops.push(orthanc.stop);
    const server = await serve(join(folder, 'data'), { DICOMWEB_URL: orthanc.url });
    stops.push(server.stop);
    await warmUp(server, all);
    const peer = parts.has('peer')
      ? await startOhif(join(tmpdir(), 'patchpoint-bench'), orthanc.url)
      : 'not asked for';
    if (typeof peer === 'string') say(`OHIF was not run: ${peer}`);
    else stops.push(peer.stop);

    const runs: Record<string, Run[]> = {};
    const floors: number[] = [];
    const add = async (name: string, what: Visit): Promise<void> => {
      const run = await visit(what);
      (runs[name] ??= []).push(run);
      say(
        `${name}: first ${shown(run.firstImageMs)}, complete ${shown(run.completeMs)}, load ${String(loadNow())}`,
      );
    };
    const frames = { kind: 'frames', count: slices } as const;
    const embedded = parts.has('embedded')
      ? await serve(join(folder, 'data-embedded'), { ARCHIVE_DIR: chosen.folder })
      : null;
    if (embedded !== null) {
      stops.push(embedded.stop);
      await warmUp(embedded, [chosen]);
    }
    for (let round = 1; round <= rounds; round += 1) {
      say(`round ${String(round)} of ${String(rounds)}`);
      await add('patchpoint', ours(server, chosen));
      if (typeof peer !== 'string') {
        const study = `${peer.url}/viewer?StudyInstanceUIDs=${chosen.studyUid}`;
        await add('ohif mpr', {
          url: `${study}&hangingprotocolId=mpr`,
          last: frames,
          viewports: 3,
          axial: 0,
          ...waits,
        });
        await add('ohif default', {
          url: study,
          last: frames,
          viewports: 1,
          axial: null,
          ...waits,
        });
      }
      floors.push(
        await withPage(browserStartsMs, async (page) => {
          await page.goto(`${server.url}/api/health`);
          const url = `/dicom-web/studies/${chosen.studyUid}/series/${chosen.seriesUid}`;
          return await floorMs(page, url, slices);
        }),
      );
      say(`floor: ${shown(floors.at(-1) ?? null)}`);
      if (embedded !== null) await add('embedded archive', ours(embedded, chosen));
      if (parts.has('files')) await add('dropped files', dropped(server, chosen));
      for (const series of all.filter(({ slices: size }) => sizes.includes(size))) {
        await add(`${String(series.slices)} slices`, { ...ours(server, series), axial: null });
      }
    }
    const report = {
      date: new Date().toISOString(),
      machine: { cpus: cpus().length, model: cpus()[0]?.model ?? '', loadBefore, loadAfter: loadNow() },
      orthanc: orthanc.version,
      ohif: typeof peer === 'string' ? peer : OHIF_VERSION,
      rounds,
      slices,
      browserStartsMs,
      volumeBytes: slices * BYTES_PER_SLICE,
      floorMs: median(floors),
      medians: Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, medians(list)])),
      runs,
      floors,
    };
    printTable(report);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } finally {
    for (const stop of stops.toReversed()) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files chosen on the worklist, and the study opened from there. */
function dropped(server: RunningServer, series: BenchSeries): Visit {
  return {
    ...ours(server, series),
    url: `${server.url}/`,
    axial: null,
    act: async (page) => {
      // The worklist asks for a name before it opens local images.
      await page.request.post(`${server.url}/api/session`, {
        data: { name: 'Bench', role: 'radiologist' },
        headers: { origin: server.url },
      });
      await page
        .locator('input[type=file][aria-label="DICOM files or ZIP"]')
        .setInputFiles([...series.files]);
      await page
        .getByRole('button', { name: new RegExp(`^Images of .*Slices${String(series.slices)}\\b`) })
        .first()
        .click({ timeout: timeoutMs });
    },
  };
}

const shown = (ms: number | null): string => (ms === null ? 'none' : `${(ms / 1_000).toFixed(2)} s`);

await main();
