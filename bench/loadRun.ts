import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../tests/support/chromium.ts';
import { collectGarbage, memoryOf } from './loadMemory.ts';
import { scrollRate, waitSeen, watch, type LastSlice } from './loadProbe.ts';

/** One cold page of one product, measured; null where it did not come to that within the time. */
export interface Run {
  readonly firstImageMs: number | null;
  readonly completeMs: number | null;
  /** PSS above the empty page, bytes, after a garbage collection. */
  readonly rendererBytes: number;
  readonly gpuBytes: number;
  readonly scrollFps: number | null;
}

export interface Visit {
  readonly url: string;
  readonly last: LastSlice;
  readonly viewports: number;
  /** Which viewport, in document order, is the axial one; null = no scrolling. */
  readonly axial: number | null;
  readonly timeoutMs: number;
  /** See `withPage`. */
  readonly browserStartsMs: number;
  /** What a person does after the page is there, such as dropping files. */
  readonly act?: (page: Page) => Promise<void>;
}

const SCROLL_STEPS = 60;
const SETTLE_MS = 1_000;

/**
 * A browser of its own for each run: nothing is cached, nothing is left over.
 *
 * @param browserStartsMs - an empty page stands open for so long first. People open a link in a browser that runs; one
 *   that was just started is busy with itself for another second, on both processors.
 */
export async function withPage<T>(
  browserStartsMs: number,
  work: (page: Page, browser: Browser) => Promise<T>,
): Promise<T> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({
      locale: 'en-US',
      viewport: { width: 1600, height: 1000 },
      bypassCSP: true,
    });
    // The TypeScript runner wraps named functions in a helper that the page does not have.
    await context.addInitScript('globalThis.__name = (fn) => fn;');
    const page = await context.newPage();
    await page.waitForTimeout(browserStartsMs);
    return await work(page, browser);
  } finally {
    await browser.close();
  }
}

export const visit = ({
  url,
  last,
  viewports,
  axial,
  timeoutMs,
  browserStartsMs,
  act,
}: Visit): Promise<Run> =>
  withPage(browserStartsMs, async (page, browser) => {
    const empty = await memoryOf(browser);
    await watch(page, last, viewports);
    await page.goto(url, { waitUntil: 'commit', timeout: timeoutMs });
    await act?.(page);
    const { firstImage, complete, startedAt } = await waitSeen(page, timeoutMs);
    await page.waitForTimeout(SETTLE_MS);
    await collectGarbage(page);
    const full = await memoryOf(browser);
    return {
      firstImageMs: firstImage === null ? null : firstImage - startedAt,
      completeMs: complete === null ? null : complete - startedAt,
      rendererBytes: full.renderer - empty.renderer,
      gpuBytes: full.gpu - empty.gpu,
      scrollFps: axial === null || complete === null ? null : await scrollRate(page, axial, SCROLL_STEPS),
    };
  });
