import type { Unsubscribe } from './api.ts';

/**
 * Tells when the screen gives a CSS pixel more or fewer of its own: another monitor, another scale. Where the size of the
 * page in CSS pixels stays the same, nothing else tells.
 */
export function onPixelDensity(listener: () => void): Unsubscribe {
  let query: MediaQueryList;
  const watch = (): void => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', changed, { once: true });
  };
  const changed = (): void => {
    watch();
    listener();
  };
  watch();
  return () => query.removeEventListener('change', changed);
}
