import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES } from '../cases/index.ts';
import { checkCase } from './checkCase.ts';
import type { Check } from './checkCase.ts';

const USAGE = `Checks made sample cases: validators, tissue table, truth in bone and sac, level of the leak.
  --out DIR     where the case folders are (default sample-data/out/images)
  --truth DIR   where their truth is (default DIR of --out, ../truth)
  --case ID     one case; without it, all that are there
  --scale N     size they were made at (default 1)
  --every N     dciodvfy on every Nth slice (default 20; 1 = all)
`;

/** Answers 0 when every check of every made case holds, 1 when one fails, 2 when there is nothing to check. */
function main(): number {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'sample-data/out/images' },
      truth: { type: 'string' },
      case: { type: 'string' },
      scale: { type: 'string', default: '1' },
      every: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stderr.write(USAGE);
    return 0;
  }
  const truth = values.truth ?? join(values.out, '..', 'truth');
  let checked = 0;
  let failed = 0;
  for (const c of CASES) {
    const folder = join(values.out, c.id);
    if ((values.case !== undefined && values.case !== c.id) || !existsSync(folder)) continue;
    const checks = checkCase(c, folder, join(truth, `${c.id}.json`), {
      scale: Number(values.scale),
      everyNth: Math.max(1, Number(values.every)),
    });
    checked += 1;
    failed += checks.filter((k) => k.state === 'failed').length;
    process.stdout.write(`${c.id}\n${checks.map(line).join('')}`);
  }
  process.stdout.write(`${checked} cases, ${failed} failed checks\n`);
  if (checked === 0) return 2;
  return failed === 0 ? 0 : 1;
}

const line = (k: Check): string => `  ${k.name.padEnd(9)} ${k.state.padEnd(8)} ${k.words}\n`;

process.exitCode = main();
