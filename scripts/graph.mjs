// The import graph, type-only imports included: which room may import which, no cycles, no way from the page to the
// server. oxlint sees one file at a time; this sees what is reachable.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

const ALLOWED = {
  domain: [],
  dicom: ['domain'],
  schema: ['domain', 'dicom'],
  interchange: ['domain', 'dicom', 'schema'],
  report: ['domain', 'dicom', 'schema', 'interchange'],
  pdf: ['domain', 'interchange', 'report'],
  imaging: ['domain', 'dicom'],
  viewer: ['domain', 'dicom', 'imaging'],
  app: ['domain', 'dicom', 'schema', 'interchange', 'imaging', 'viewer'],
  ui: ['domain', 'dicom', 'app', 'interchange', 'report'],
  cli: ['domain', 'dicom', 'schema', 'interchange', 'report', 'pdf'],
  server: ['domain', 'dicom', 'schema', 'interchange', 'report', 'pdf'],
};

const files = readdirSync('src', { recursive: true })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => join('src', name));
const room = (file) => relative('src', file).split(/[\\/]/).slice(0, -1)[0] ?? 'main';

/** Relative imports, re-exports, dynamic imports and `new URL('…', import.meta.url)` workers of one file. */
function importsOf(file) {
  const source = readFileSync(file, 'utf8');
  const { module } = parseSync(file, source);
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map((one) =>
      source.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1),
    ),
    ...[...source.matchAll(/new URL\(\s*'(\.[^']+)'/g)].map((match) => match[1]),
  ];
  return [...new Set(specifiers.filter((name) => name?.startsWith('.')))]
    .map((name) => relative('.', resolve(dirname(file), name.replace(/\?.*$/, ''))))
    .filter((target) => /\.tsx?$/.test(target));
}

const graph = new Map(files.map((file) => [file, importsOf(file)]));
const faults = [];

for (const [file, targets] of graph) {
  for (const target of targets) {
    if (!graph.has(target)) faults.push(`${file} imports ${target}, which does not exist`);
    const [from, to] = [room(file), room(target)];
    if (from !== to && from !== 'main' && !(ALLOWED[from] ?? []).includes(to)) {
      faults.push(
        `${file} imports ${target}: ${from} may import ${ALLOWED[from]?.join(', ') || 'only itself'}`,
      );
    }
  }
}

const state = new Map();
function visit(file, path) {
  if (state.get(file) === 'done') return;
  if (state.get(file) === 'open') {
    faults.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    return;
  }
  state.set(file, 'open');
  for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
  state.set(file, 'done');
}
for (const file of graph.keys()) visit(file, []);

for (const fault of faults) console.error(fault);
const edges = [...graph.values()].flat().length;
console.log(`${graph.size} modules, ${edges} imports, ${faults.length} faults`);
process.exit(graph.size > 50 && edges > 50 && faults.length === 0 ? 0 : 1);
