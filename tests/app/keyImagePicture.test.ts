import { afterEach, expect, it, vi } from 'vitest';
import { printKeyImage } from '../../src/app/keyImagePicture.ts';

afterEach(() => vi.unstubAllGlobals());

const picture = { id: 'key-1', sha256: 'ab'.repeat(32) };

it.each([
  ['does not come', () => Promise.reject(new TypeError('Failed to fetch'))],
  [
    'breaks off on its way',
    () => Promise.resolve({ ok: true, blob: () => Promise.reject(new TypeError('network error')) }),
  ],
])('a stored picture that %s is an answer, never a signature that hangs', async (_, fetched) => {
  vi.stubGlobal('fetch', fetched);
  const printed = await printKeyImage(
    {
      ...picture,
      marked: { ...picture, widthPx: 8, heightPx: 8, identity: 'Doe', facts: '1 of 1' },
      caption: 'Leak',
      seriesUid: '2.25.1',
      sopInstanceUid: null,
      frame: null,
      findingIds: [],
      widthPx: 8,
      heightPx: 8,
    },
    1,
  );
  expect(printed).toMatchObject({ ok: false, error: { code: 'no-picture' } });
});
