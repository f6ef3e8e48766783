import { expect, it } from 'vitest';
import { breathing } from '../../src/imaging/breathe.ts';

it('long work lets other tasks run between its pieces', async () => {
  const breathe = breathing();
  let others = 0;
  const timer = setInterval(() => (others += 1), 0);
  const end = performance.now() + 200;
  while (performance.now() < end) {
    const piece = performance.now() + 2;
    while (performance.now() < piece);
    await breathe();
  }
  clearInterval(timer);
  expect(others).toBeGreaterThan(0);
});
