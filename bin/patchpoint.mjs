#!/usr/bin/env node
// Runs the command line from source where tsx is installed (development), else from the build in dist/.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../src/cli/main.ts', import.meta.url);
const built = new URL('../dist/server/cli.js', import.meta.url);

async function load() {
  try {
    const { register } = await import('tsx/esm/api');
    register();
    if (existsSync(fileURLToPath(source))) return await import(source.href);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !existsSync(fileURLToPath(built))) throw error;
  }
  return import(built.href);
}

const { main } = await load();
process.exitCode = await main(process.argv.slice(2));
