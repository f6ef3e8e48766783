import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs the wall check on a small house: one sound file in some rooms, and what the test adds. */
function check(files: Readonly<Record<string, string>>): { code: number | null; faults: string } {
  const folder = mkdtempSync(join(tmpdir(), 'patchpoint-graph-'));
  folders.push(folder);
  const sound = ['domain', 'dicom', 'viewer', 'ui', 'server'].map((room) => [`${room}/a.ts`, 'export {};']);
  for (const [name, text] of [...sound, ['main.ts', "import './ui/a.ts';"], ...Object.entries(files)]) {
    const path = join(folder, name ?? '');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text ?? '');
  }
  const { status, stderr } = spawnSync('node', ['scripts/graph.mjs', folder], { encoding: 'utf8' });
  return { code: status, faults: stderr };
}

test('a sound house passes', () => {
  expect(check({ 'ui/b.ts': "import type { A } from '../domain/a.ts';\nimport 'react';" })).toEqual({
    code: 0,
    faults: '',
  });
});

const FORBIDDEN: readonly (readonly [fault: string, file: string, text: string, words: string])[] = [
  ['the domain knows a browser room', 'domain/b.ts', "import '../viewer/a.ts';", 'only itself'],
  ['the domain takes a package', 'domain/c.ts', "import { z } from 'zod';", 'zod'],
  ['a screen reaches the server by a type', 'ui/b.ts', "import type { A } from '../server/a.ts';", 'server'],
  ['a screen names a type of the server', 'ui/c.ts', "let a: import('../server/a.ts').A;", 'server'],
  ['a screen loads the server late', 'ui/d.ts', "await import('../server/a.ts');", 'server'],
  ['a screen hands the server on', 'ui/e.ts', "export * from '../server/a.ts';", 'server'],
  ['a worker of another room', 'ui/f.ts', "new URL('../server/a.ts', import.meta.url)", 'server'],
  ['a screen draws by itself', 'ui/g.ts', "import '@cornerstonejs/core';", '@cornerstonejs/core'],
  ['an import without its ending', 'ui/h.ts', "import '../server/a';", 'without its ending'],
  ['an import of nothing', 'ui/i.ts', "import '../domain/gone.ts';", 'does not exist'],
  ['the start of the page reaches the server', 'start.ts', "import './server/a.ts';", 'server'],
  ['a pane knows React', 'viewer/b.ts', "import 'react';", 'react'],
  ['the headers read the disk', 'dicom/b.ts', "import 'node:fs/promises';", 'node:fs'],
  ['a room without rules', 'attic/b.ts', "import '../domain/a.ts';", 'only itself'],
];

describe('refused', () => {
  let refusal: ReturnType<typeof check> | null = null;
  beforeAll(() => {
    refusal = check(Object.fromEntries(FORBIDDEN.map(([, file, text]) => [file, text])));
  });

  test.each(FORBIDDEN)('%s', (_, file, _text, words) => {
    const line = refusal?.faults.split('\n').find((fault) => fault.includes(`/${file} imports`));
    expect(line).toContain(words);
    expect(refusal?.code).toBe(1);
  });
});

test('refused: a cycle, with its way', () => {
  const { code, faults } = check({
    'domain/b.ts': "import './c.ts';",
    'domain/c.ts': "import type { B } from './b.ts';",
  });
  expect(code).toBe(1);
  expect(faults).toMatch(/cycle: .*b\.ts → .*c\.ts → .*b\.ts/);
});
