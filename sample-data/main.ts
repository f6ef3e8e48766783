import { parseArgs } from 'node:util';
import { CASES, findCase } from './cases/index.ts';
import { READY_FOLDER, makeReadyCase } from './compress/readyCase.ts';
import { generateCase } from './generate.ts';
import { SERIES_FOLDERS } from './tasks.ts';

const USAGE = `Makes sample cases from the digital spine phantom.
  --out DIR     where the case folders go (default sample-data/out/images)
  --truth DIR   where the truth goes, one JSON a case (default DIR of --out, ../truth)
  --case ID     one case; without it, all
  --scale N     size, 1 = full (default 1)
  --slices N    so many CT slices over the same range, whatever the scale: 512² at --scale 1
  --seed N      another person with the same leak
  --workers N   threads
  --series LIST only these folders, comma separated: ct, mr, mr-cor, xa
  --ready       make the committed case (sample-data/ready) anew and stop
  --list        name the cases and stop
`;

/** Answers 0 when every case was made, 2 on wrong use. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'sample-data/out/images' },
      truth: { type: 'string' },
      case: { type: 'string' },
      scale: { type: 'string', default: '1' },
      slices: { type: 'string' },
      seed: { type: 'string' },
      workers: { type: 'string' },
      series: { type: 'string' },
      ready: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stderr.write(USAGE);
    return 0;
  }
  if (values.list) {
    for (const c of CASES) process.stdout.write(`${c.id}\t${c.title}\n`);
    return 0;
  }
  if (values.ready) {
    const { files, bytes } = await makeReadyCase(READY_FOLDER);
    process.stderr.write(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${READY_FOLDER}\n`);
    return 0;
  }
  const wanted = values.case === undefined ? CASES : [findCase(values.case)];
  const scale = Number(values.scale);
  if (!(scale >= 0.125 && scale <= 8)) {
    process.stderr.write('--scale must be from 0.125 to 8.\n');
    return 2;
  }
  const slices = values.slices === undefined ? undefined : Number(values.slices);
  if (slices !== undefined && !(Number.isInteger(slices) && slices >= 8 && slices <= 4096)) {
    process.stderr.write('--slices must be a whole number from 8 to 4096.\n');
    return 2;
  }
  const series = values.series?.split(',').map((name) => SERIES_FOLDERS.find((s) => s === name));
  if (series?.includes(undefined) === true) {
    process.stderr.write(`--series takes ${SERIES_FOLDERS.join(', ')}.\n`);
    return 2;
  }
  for (const c of wanted) {
    if (c === undefined) {
      process.stderr.write(`No case of that name. Known: ${CASES.map((k) => k.id).join(', ')}\n`);
      return 2;
    }
    if (slices !== undefined && c.ct === null) {
      process.stderr.write(`${c.id} has no CT: --slices does not fit it.\n`);
      return 2;
    }
    const start = performance.now();
    const made = await generateCase(c, {
      out: values.out,
      scale,
      ...(values.truth === undefined ? {} : { truth: values.truth }),
      ...(slices === undefined ? {} : { slices }),
      ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
      ...(values.workers === undefined ? {} : { workers: Number(values.workers) }),
      ...(series === undefined ? {} : { series: series.filter((s) => s !== undefined) }),
    });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`${c.id}: ${made.files} files in ${seconds} s, ${made.folder}\n`);
  }
  return 0;
}

process.exitCode = await main();
