import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

/** Proportional set size, bytes: all renderer processes of the browser together, and its GPU process. */
export interface Memory {
  readonly renderer: number;
  readonly gpu: number;
}

export async function memoryOf(browser: Browser): Promise<Memory> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return await memoryOfProcesses(processInfo);
}

export interface ProcessInfo {
  readonly id: number;
  readonly type: string;
}

/** @param processInfo - of `SystemInfo.getProcessInfo` */
export async function memoryOfProcesses(processInfo: readonly ProcessInfo[]): Promise<Memory> {
  const sum = async (type: string): Promise<number> => {
    const sizes = processInfo.filter((process) => process.type === type).map(({ id }) => pssOf(id));
    return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
  };
  return { renderer: await sum('renderer'), gpu: await sum('GPU') };
}

/** Garbage is collected first: what counts is what is held, not when V8 last looked. */
export async function collectGarbage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

/** From `/proc/<pid>/smaps_rollup`; 0 for a process that has ended. */
async function pssOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8').catch(() => '');
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(text) ?? [];
  return Number(kilobytes ?? 0) * 1024;
}
