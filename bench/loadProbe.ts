import type { Page } from 'playwright-core';

/** What the probe in the page has seen; times in ms since the navigation began. */
export interface Seen {
  /** A viewport shows a picture that is not empty. */
  readonly firstImage: number | null;
  /** Every viewport has drawn after the last slice was in, read back from its canvas. */
  readonly complete: number | null;
  /** The navigation, or the drop of files that followed it. */
  readonly startedAt: number;
}

/** How each product tells that the last slice is in. */
export type LastSlice =
  { readonly kind: 'mark'; readonly name: string } | { readonly kind: 'frames'; readonly count: number };

/**
 * Watches an application from its first script on. A viewport tells of a drawing by an event at its element:
 * `CORNERSTONE_IMAGE_RENDERED` (OHIF, and our stacks) or `patchpoint:drawn` (our planes, at full sharpness only). What
 * counts for both is the canvas read back, whatever they say of themselves.
 */
export async function watch(page: Page, last: LastSlice, viewports: number): Promise<void> {
  await page.addInitScript(
    ({ until, least }) => {
      const seen: { firstImage: number | null; complete: number | null; startedAt: number } = {
        firstImage: null,
        complete: null,
        startedAt: 0,
      };
      document.addEventListener(
        'change',
        () => {
          seen.startedAt = performance.now();
        },
        true,
      );
      Object.assign(globalThis, { benchSeen: seen });
      performance.setResourceTimingBufferSize(20_000);
      const small = document.createElement('canvas');
      [small.width, small.height] = [64, 64];
      const context = small.getContext('2d', { willReadFrequently: true });
      const rendered = new Map<HTMLElement, number>();
      const frames = new Set<string>();
      let lastIn: number | null = null;

      const readBack = (element: HTMLElement): number => {
        const canvas = element.querySelector('canvas');
        if (canvas === null || context === null || canvas.width === 0) return 0;
        context.clearRect(0, 0, 64, 64);
        context.drawImage(canvas, 0, 0, 64, 64);
        const { data } = context.getImageData(0, 0, 64, 64);
        let lit = 0;
        for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) > 40) lit += 1;
        return lit;
      };
      const check = (): void => {
        if (seen.complete !== null || lastIn === null) return;
        const since = lastIn;
        const drawn = [...rendered].filter(([element, at]) => element.isConnected && at >= since);
        if (drawn.length < least) return;
        if (drawn.every(([element]) => readBack(element) > 40)) seen.complete = performance.now();
      };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (until.kind === 'mark' && entry.entryType === 'mark' && entry.name === until.name)
            // The mark is set while the first of the viewports reports its drawing.
            lastIn ??= entry.startTime - 5;
          if (until.kind === 'frames' && entry.entryType === 'resource' && /\/frames\/\d+/.test(entry.name)) {
            frames.add(entry.name);
            if (frames.size >= until.count && entry instanceof PerformanceResourceTiming)
              lastIn ??= entry.responseEnd;
          }
        }
        check();
      }).observe({ entryTypes: ['mark', 'resource'] });
      for (const name of ['CORNERSTONE_IMAGE_RENDERED', 'patchpoint:drawn'])
        document.addEventListener(
          name,
          (event) => {
            if (!(event.target instanceof HTMLElement)) return;
            rendered.set(event.target, performance.now());
            if (seen.firstImage === null && readBack(event.target) > 40) seen.firstImage = performance.now();
            if (seen.complete === null) setTimeout(check, 0);
          },
          true,
        );
    },
    { until: last, least: viewports },
  );
}

/** Waits until everything is on the screen, or the time is over. */
export async function waitSeen(page: Page, timeoutMs: number): Promise<Seen> {
  await page
    .waitForFunction(() => (globalThis as { benchSeen?: Seen }).benchSeen?.complete != null, null, {
      timeout: timeoutMs,
      polling: 250,
    })
    .catch(() => undefined);
  return await page.evaluate(
    () =>
      (globalThis as { benchSeen?: Seen }).benchSeen ?? { firstImage: null, complete: null, startedAt: 0 },
  );
}

/**
 * Turns the wheel by one step, waits until that viewport has drawn and its canvas could be read, and so on.
 *
 * @param viewport - which of the viewports of the page, in document order, shows the axial plane
 * @returns frames a second over `steps` steps; null where the wheel moved nothing
 */
export async function scrollRate(page: Page, viewport: number, steps: number): Promise<number | null> {
  return await page.evaluate(
    async ({ which, count }) => {
      const canvases = [
        ...document.querySelectorAll<HTMLCanvasElement>('canvas.cornerstone-canvas, canvas.patchpoint-plane'),
      ];
      const canvas = canvases[which];
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (canvas === undefined || context === null) return null;
      const element = canvas.closest<HTMLElement>('[data-viewport-uid]') ?? canvas;
      const drawings = ['CORNERSTONE_IMAGE_RENDERED', 'patchpoint:drawn'];
      const box = canvas.getBoundingClientRect();
      const [clientX, clientY] = [box.x + box.width / 2, box.y + box.height / 2];
      const step = async (deltaY: number): Promise<boolean> => {
        const drawn = new Promise<boolean>((resolve) => {
          const on = (event: Event): void => {
            if (!(event.target instanceof Element) || !event.target.contains(canvas)) return;
            for (const name of drawings) document.removeEventListener(name, on, true);
            resolve(true);
          };
          for (const name of drawings) document.addEventListener(name, on, true);
          setTimeout(() => resolve(false), 3_000);
        });
        canvas.dispatchEvent(
          new WheelEvent('wheel', { deltaY, clientX, clientY, bubbles: true, cancelable: true }),
        );
        const happened = await drawn;
        context.drawImage(canvas, 0, 0, 8, 8);
        context.getImageData(0, 0, 1, 1);
        return happened;
      };
      if (!element.isConnected) return null;
      for (let i = 0; i < 5; i += 1) if (!(await step(100))) return null;
      const from = performance.now();
      for (let i = 0; i < count; i += 1) if (!(await step(100))) return null;
      return (count * 1_000) / (performance.now() - from);
    },
    { which: viewport, count: steps },
  );
}
