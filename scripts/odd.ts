/**
 * `npm run test:odd`: the verdict of every file of ../shared/data/odd and derived, through the command line and through
 * the page in headless Chromium (one drop a folder), decoded pixels against the manifest, and every series that opened
 * put into a pane. Prints the table; ends with 1 when a row is unexplained, a pane stays blank or the page complains.
 */
import { openEverySeries, openOddPage, verdictsOnPage, type Shown } from '../tests/odd/page.ts';
import { FOLDERS } from '../tests/odd/expected.ts';
import { commandLineVerdicts, oddRows, tableLines, unexplained } from '../tests/odd/verdictTable.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { startProduct } from '../tests/support/product.ts';

const [browser, product] = await Promise.all([launchChromium(), startProduct()]);
const page = new Map<string, string>();
const shown: Shown[] = [];
let complaints: readonly string[] = [];
try {
  const odd = await openOddPage(browser, product.url);
  for (const folder of FOLDERS) {
    for (const [file, code] of await verdictsOnPage(odd.page, folder)) page.set(file, code);
  }
  shown.push(...(await openEverySeries(odd.page)));
  complaints = odd.complaints;
} finally {
  await browser.close();
  await product.stop();
}
const rows = await oddRows(await commandLineVerdicts(), page);
for (const line of tableLines(rows)) console.log(line);
const open = unexplained(rows);
const blank = shown.filter(({ picture, words }) => !picture && words === '');
console.log('');
for (const row of open) console.log(`unexplained: ${JSON.stringify(row)}`);
for (const one of shown.filter(({ words }) => words !== ''))
  console.log(`in words: ${one.series} ${one.words}`);
for (const one of blank) console.log(`blank: study ${one.study}, ${one.series}`);
for (const text of complaints) console.log(`the page complained: ${text}`);
const pixels = rows.flatMap((row) => (row.pixels === null ? [] : [row.pixels.kind]));
console.log(
  `${rows.length} files, ${open.length} unexplained; pixels ${pixels.filter((kind) => kind === 'equal').length} equal, ` +
    `${pixels.filter((kind) => kind === 'within').length} within tolerance; ${shown.length} series opened, ` +
    `${blank.length} blank; ${complaints.length} complaints of the page`,
);
process.exit(open.length + blank.length + complaints.length === 0 ? 0 : 1);
