import { afterEach, expect, it, vi } from 'vitest';
import type { ImportAnswer, ImportRequest } from '../../src/imaging/importWorker.ts';

afterEach(() => vi.unstubAllGlobals());

/** The worker's own scope over plain functions; answers what it says of the request, in order. */
async function said(request: ImportRequest): Promise<readonly ImportAnswer[]> {
  const listeners: ((event: MessageEvent<ImportRequest>) => void)[] = [];
  const answers: ImportAnswer[] = [];
  vi.stubGlobal('addEventListener', (_: string, listener: (typeof listeners)[number]) =>
    listeners.push(listener),
  );
  vi.stubGlobal('postMessage', (answer: ImportAnswer) => answers.push(answer));
  vi.resetModules();
  await import('../../src/imaging/importWorker.ts');
  listeners[0]?.(new MessageEvent('message', { data: request }));
  await vi.waitFor(() => expect(answers.some(({ kind }) => kind !== 'progress')).toBe(true), 5_000);
  return answers;
}

it('an import that breaks off says so: a worker that rejects tells its page nothing', async () => {
  const broken = new File([], 'a.dcm');
  Object.defineProperty(broken, 'size', {
    get: () => {
      throw new RangeError('Array buffer allocation failed');
    },
  });
  expect(await said({ files: [{ path: 'a.dcm', file: broken }] })).toEqual([{ kind: 'failed' }]);
});

it('an import that ends hands over what it read', async () => {
  const [done] = (await said({ files: [{ path: 'a.txt', file: new File(['words'], 'a.txt') }] })).slice(-1);
  expect(done).toMatchObject({ kind: 'done', studies: [], verdicts: [{ path: 'a.txt', used: false }] });
});
