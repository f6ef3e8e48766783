/**
 * `npm test`: builds the product once, runs every Vitest project, and says what ran and what was skipped and why.
 * A skipped test names what it lacks in its title. Under CI=true a skip is a failure. The last line is for machines.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const run = (command: string, args: readonly string[]): number =>
  spawnSync(command, args, { stdio: 'inherit' }).status ?? 1;

const built = run('npm', ['run', '-s', 'build']);
if (built !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const out = join(mkdtempSync(join(tmpdir(), 'patchpoint-test-')), 'report.json');
const status = run('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${out}`,
  ...process.argv.slice(2),
]);
const report = JSON.parse(readFileSync(out, 'utf8')) as Report;
const tests = report.testResults.flatMap((file) => file.assertionResults);
const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
);
const skipsFail = process.env['CI'] === 'true' ? skipped.length : 0;
const failed = report.numFailedTests + brokenFiles.length + skipsFail;

console.log('');
for (const test of skipped)
  console.log(`skipped${skipsFail > 0 ? ' (a failure under CI)' : ''}: ${test.fullName}`);
for (const file of brokenFiles) console.log(`did not run: ${file.name}: ${file.message}`);
const passed = report.numPassedTests;
console.log(
  `${passed} passed, ${failed} failed${skipped.length - skipsFail > 0 ? `, ${skipped.length} skipped` : ''}`,
);
process.exit(status === 0 && failed === 0 && passed > 0 ? 0 : 1);
