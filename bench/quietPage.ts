import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CHROMIUM_ARGS, chromiumPath } from '../tests/support/chromium.ts';
import { memoryOfProcesses, type Memory, type ProcessInfo } from './loadMemory.ts';

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface QuietPage {
  /** Value of an expression in the page, awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Garbage is collected first. */
  memory(): Promise<Memory>;
  close(): Promise<void>;
}

/**
 * A page that nobody listens in on. Playwright keeps the answers to a page's requests, in the page's own process (DevTools'
 * network log): what is measured there over many cycles is that log, too.
 *
 * @param url - where it opens
 */
export async function openQuietPage(url: string): Promise<QuietPage> {
  const profile = mkdtempSync(join(tmpdir(), 'patchpoint-quiet-'));
  const own = [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--window-size=1600,1000',
  ];
  const child = spawn(await chromiumPath(), [...CHROMIUM_ARGS, ...own], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `stdio` asks for
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let ended = false;
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true;
      for (const { reject } of waiting.values()) reject(new Error('The browser ended.'));
      waiting.clear();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  // What is written to a browser that has just ended; `gone` tells those who wait.
  toBrowser.on('error', () => undefined);
  let text = '';
  fromBrowser.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (text + chunk).split('\0');
    text = messages.pop() ?? '';
    for (const message of messages) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Chrome DevTools Protocol
      const { id, result, error } = JSON.parse(message) as Answer;
      const asking = waiting.get(id ?? 0);
      waiting.delete(id ?? 0);
      if (error === undefined) asking?.resolve(result);
      else asking?.reject(new Error(error.message));
    }
  });
  const send = <T>(method: string, params: object = {}, sessionId?: string): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(new Error('The browser ended.'));
      asked += 1;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller knows the method's answer
      waiting.set(asked, { resolve: (value) => resolve(value as T), reject });
      toBrowser.write(`${JSON.stringify({ id: asked, method, params, ...(sessionId && { sessionId }) })}\0`);
    });

  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const attached = { targetId, flatten: true };
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', attached);
  await send('Page.navigate', { url }, sessionId);
  return {
    evaluate: async (expression) => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await send<{
        readonly result: { readonly value?: unknown };
        readonly exceptionDetails?: {
          readonly text: string;
          readonly exception?: { readonly description?: string };
        };
      }>('Runtime.evaluate', params, sessionId);
      if (exceptionDetails !== undefined)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    memory: async () => {
      for (let i = 0; i < 2; i += 1) await send('HeapProfiler.collectGarbage', {}, sessionId);
      const { processInfo } = await send<{ processInfo: readonly ProcessInfo[] }>(
        'SystemInfo.getProcessInfo',
      );
      return await memoryOfProcesses(processInfo);
    },
    close: async () => {
      await send('Browser.close').catch(() => undefined);
      await gone;
    },
  };
}
