/**
 * `npm run test:cases [-- --scale N] [--case ID,ID…]`: sample cases, each vertebra clicked, from the pictures to the
 * procedure record in a browser; prints a table. Without `--case` the eleven published ones and the four traps that
 * need a page. Half size by default, as the generator's checks are meant for.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { chosenCases } from '../tests/e2e/replay/chosen.ts';

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '0.5' }, case: { type: 'string' } },
});
const scale = Number(values.scale);
if (!(scale >= 0.125 && scale <= 2)) {
  console.error('--scale must be from 0.125 to 2.');
  process.exit(2);
}
const chosen = chosenCases(values.case);
if (!chosen.ok) {
  console.error(chosen.error);
  process.exit(2);
}

const run = (command: string, args: readonly string[]): number =>
  spawnSync(command, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATCHPOINT_REPLAY: 'full',
      PATCHPOINT_REPLAY_SCALE: String(scale),
      PATCHPOINT_REPLAY_CASES: chosen.value.map(({ id }) => id).join(','),
    },
  }).status ?? 1;

process.exit(
  run('npm', ['run', '-s', 'build']) ||
    run('npx', ['vitest', 'run', '--project', 'e2e', '--reporter=verbose', 'tests/e2e/replay']),
);
