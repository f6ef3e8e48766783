import { describe, expect, it } from 'vitest';
import { pictureBudgetBytes, roomFor } from '../../src/viewer/memoryBudget.ts';

const MB = 1024 ** 2;
const held = (uid: string, megabytes: number, wanted: boolean) => ({ uid, bytes: megabytes * MB, wanted });

describe('the budget for pictures', () => {
  it.each([
    [8, 3072],
    [32, 3072],
    [4, 1536],
    [undefined, 1536],
    [0.5, 192],
  ])('a machine of %s GB: %i MB', (gb, megabytes) => {
    expect(pictureBudgetBytes(gb)).toBe(megabytes * MB);
  });
});

describe('room for one more series', () => {
  it('lets go of nothing while there is room', () => {
    expect(roomFor(400 * MB, 100, [held('a', 600, false)], 1000 * MB)).toEqual({ ok: true, value: [] });
  });

  it('lets go of what nothing shows, longest unseen first, and of no more than needed', () => {
    const others = [held('old', 300, false), held('shown', 300, true), held('new', 300, false)];
    expect(roomFor(300 * MB, 100, others, 1000 * MB)).toEqual({ ok: true, value: ['old'] });
    expect(roomFor(600 * MB, 100, others, 1000 * MB)).toEqual({ ok: true, value: ['old', 'new'] });
  });

  it('refuses with numbers, and offers the slices that fit beside what is shown', () => {
    const room = roomFor(1000 * MB, 500, [held('shown', 600, true), held('unseen', 100, false)], 1000 * MB);
    expect(room).toEqual({
      ok: false,
      error: {
        message:
          'This series needs 1000 MB; 400 MB of the 1000 MB that images may take on this machine are free beside the other series shown.',
        offer: { slices: 200, total: 500 },
      },
    });
  });

  it('offers nothing where not one slice fits', () => {
    expect(roomFor(1000 * MB, 10, [held('shown', 950, true)], 1000 * MB)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Close other views') },
    });
  });
});
