import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

/** Software WebGL; background networking off because a closed network refuses it at every start. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** `CHROMIUM_PATH`, else Debian's Chromium, else the binary in the npm package @sparticuz/chromium. */
export async function chromiumPath(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined) return given;
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  // Set before the import: only then does the package unpack the system libraries that a bare machine lacks.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  const packaged = await import('@sparticuz/chromium');
  return await packaged.default.executablePath();
}

export async function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: await chromiumPath(),
    args: [...CHROMIUM_ARGS, ...extraArgs],
  });
}

/** One person's window. Without motion: a check never meets a dialog that is half faded in. */
export const newContext = (browser: Browser, width: number, height: number): Promise<BrowserContext> =>
  browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', viewport: { width, height } });
