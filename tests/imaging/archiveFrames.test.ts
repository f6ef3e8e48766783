import { expect, it } from 'vitest';
import type { FrameRef } from '../../src/imaging/api.ts';
import { archiveFrames } from '../../src/imaging/archiveFrames.ts';
import { SourceError } from '../../src/imaging/sourceError.ts';
import { ctHeader } from './headers.ts';

const wanted: readonly FrameRef[] = Array.from({ length: 20 }, (_, i) => ({
  header: ctHeader({ sopInstanceUid: `2.25.${i}` }),
  frame: 1,
}));

it('gives up after failures in a row, and ends the requests that still run', async () => {
  const running: AbortSignal[] = [];
  let asked = 0;
  const request: typeof fetch = (_url, init) => {
    asked += 1;
    if (asked <= 5) return Promise.reject(new TypeError('connection lost'));
    const signal = init?.signal as AbortSignal;
    running.push(signal);
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const frames = archiveFrames(request, '/series', wanted, new AbortController().signal);
  await expect(frames.next()).rejects.toBeInstanceOf(SourceError);
  expect(running.length).toBeGreaterThan(0);
  expect(running.every((signal) => signal.aborted)).toBe(true);
});
