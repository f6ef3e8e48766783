import { fork, type ChildProcess } from 'node:child_process';

export interface RunningServer {
  readonly url: string;
  /** SIGKILL, and the process is gone. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The server as its own process, the way `npm start` runs it. */
export async function startServerProcess(
  entry: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const child = fork(entry, [], {
    execArgv: entry.endsWith('.ts') ? ['--import', 'tsx'] : [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'error', ...environment },
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'listening' in message) resolve(String(message.listening));
    });
    child.once('exit', (code) => reject(new Error(`The server did not start (exit ${String(code)}).`)));
  });
  return {
    url: url.replace(/\/$/, ''),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}
