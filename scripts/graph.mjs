// `node scripts/graph.mjs [FOLDER]`: the import graph below FOLDER (src), type-only imports included: which room may import
// which rooms and packages (walls.mjs), no cycles. No room of the page may import the server, so none reaches it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { mayImportPackage, mayImportRoom, WALLS } from './walls.mjs';

const root = process.argv[2] ?? 'src';

const files = readdirSync(root, { recursive: true })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => relative('.', join(root, name)));
const room = (file) => relative(root, file).split(/[\\/]/).slice(0, -1)[0] ?? 'main';

/** What one file names: imports, re-exports, dynamic imports, types by `import('…')`, `new URL('…', import.meta.url)`. */
function specifiersOf(file) {
  const source = readFileSync(file, 'utf8');
  const { module } = parseSync(file, source);
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value)),
    ...[...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map((match) => match[1]),
    ...[...source.matchAll(/new URL\(\s*'(\.[^']+)'/g)].map((match) => match[1]),
  ];
  return [...new Set(specifiers.filter((name) => typeof name === 'string'))];
}

const faults = [];
const graph = new Map();
for (const file of files) {
  const specifiers = specifiersOf(file);
  const targets = specifiers
    .filter((name) => name.startsWith('.'))
    .map((name) => relative('.', resolve(dirname(file), name.replace(/\?.*$/, ''))));
  // Without its ending an import would be passed over here, and with it a wall.
  for (const target of targets.filter((name) => extname(name) === ''))
    faults.push(`${file} imports ${target} without its ending`);
  graph.set(
    file,
    targets.filter((target) => /\.[cm]?[jt]sx?$/.test(target)),
  );
  for (const name of specifiers.filter((one) => !one.startsWith('.'))) {
    if (!mayImportPackage(room(file), name))
      faults.push(`${file} imports ${name}: ${room(file)} may import no such package (scripts/walls.mjs)`);
  }
}

for (const [file, targets] of graph) {
  for (const target of targets) {
    if (!graph.has(target)) faults.push(`${file} imports ${target}, which does not exist`);
    const [from, to] = [room(file), room(target)];
    if (!mayImportRoom(from, to)) {
      faults.push(
        `${file} imports ${target}: ${from} may import ${WALLS[from]?.rooms.join(', ') || 'only itself'}`,
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
// A parser that finds nothing must not pass for a clean house.
process.exit(graph.size > 0 && edges > 0 && faults.length === 0 ? 0 : 1);
