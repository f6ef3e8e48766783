import { COMMANDS } from './commands.ts';

/**
 * The command line: picks the command, maps wrong options to exit code 2 and what nobody expected to 1.
 *
 * @param args - after `patchpoint`
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log(usage());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(usage());
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`Usage: patchpoint ${command.usage}\n  ${command.summary}`);
    return 0;
  }
  process.stdout.on('error', endAtClosedOutput);
  try {
    const run = await command.load();
    return await run(rest);
  } catch (error) {
    if (isOptionError(error)) {
      console.error(`${error.message}\nUsage: patchpoint ${command.usage}`);
      return 2;
    }
    // The name and place of a fault, never its message: that may quote what was read.
    const fault =
      error instanceof Error ? `${error.name}${codeOf(error)}\n${stackOf(error)}` : 'unknown fault';
    console.error(`patchpoint ${name} failed: ${fault}`);
    return 1;
  }
}

/** The reader went away (`| head`): nobody is left to tell. A full disk is said. Either way not all was answered. */
function endAtClosedOutput(error: Error): never {
  if (codeOf(error) !== ' EPIPE') console.error(`Standard output cannot be written:${codeOf(error)}`);
  process.exit(1);
}

/** What the system called it (` ENOENT`); empty where it was not the system. */
const codeOf = (error: Error): string => ('code' in error ? ` ${String(error.code)}` : '');

const usage = (): string =>
  [
    'Usage: patchpoint COMMAND …',
    ...Object.values(COMMANDS).map((command) => `  ${command.usage.padEnd(58)}${command.summary}`),
  ].join('\n');

const isOptionError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

const stackOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .join('\n');
