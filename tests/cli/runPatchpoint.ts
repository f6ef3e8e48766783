import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs the real command line in its own process, its standard output read or closed at once. */
export async function runPatchpoint(
  args: readonly string[],
  input = '',
  output: 'read' | 'closed' = 'read',
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [resolve('bin/patchpoint.mjs'), ...args]);
  const code = new Promise<number | null>((done) => child.on('close', done));
  // A command that refuses its arguments closes standard input before it is read.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  if (output === 'closed') child.stdout.destroy();
  const [stdout, stderr] = await Promise.all([
    output === 'closed' ? '' : text(child.stdout),
    text(child.stderr),
  ]);
  return { code: await code, stdout, stderr };
}
