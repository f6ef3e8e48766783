/** Work of the loader on the page's thread before the browser may draw and answer the hand: half a frame at 60 Hz. */
const BUSY_MS = 8;

/**
 * Gives the page's thread back now and then. Slices that arrive faster than they are taken in would otherwise keep it
 * busy until the last: the first picture would be drawn when all are there.
 *
 * @returns a function to be awaited between pieces of work; it waits one task when `BUSY_MS` have gone by since the last
 */
export function breathing(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BUSY_MS) return;
    await nextTask();
    since = performance.now();
  };
}

/** By message, not by timer: nested timers wait 4 ms each, and seconds in a page that is not looked at. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
