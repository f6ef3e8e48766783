import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noData } from '../dicom/sharedData.ts';
import { launchChromium } from '../support/chromium.ts';
import { startProduct, type Product } from '../support/product.ts';
import { openEverySeries, openOddPage, verdictsOnPage } from './page.ts';
import { commandLineVerdicts } from './verdictTable.ts';

/** Lean: one drop of the odd folder, and the first studies opened. `npm run test:odd` opens every one. */
describe.skipIf(noData)('the odd files through the page', () => {
  let browser: Browser;
  let product: Product;
  beforeAll(async () => {
    [browser, product] = await Promise.all([launchChromium(), startProduct()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it('have the verdicts of the command line; what opens shows a picture or says why not; nothing is thrown', async () => {
    const { page, complaints } = await openOddPage(browser, product.url);
    const onPage = await verdictsOnPage(page, 'odd');
    const expected = await commandLineVerdicts(['odd']);
    expect(Object.fromEntries(onPage)).toEqual(Object.fromEntries(expected));
    const shown = await openEverySeries(page, 4);
    expect(shown.filter(({ picture, words }) => !picture && words === '')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
