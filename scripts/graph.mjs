// The import graph: cycles and walls. Fails when nothing was read: dependency-cruiser without @swc/core reads no
// TypeScript 7 and says "no violations" (toolchain.md, trap 2).
import { cruise } from 'dependency-cruiser';

const room = (name) => `^src/${name}/`;
const wall = (from, to, comment) => ({
  name: `${from}-never-reaches-${to}`,
  comment,
  severity: 'error',
  from: { path: room(from) },
  to: { path: room(to), reachable: true },
});
const direct = (from, allowed) => ({
  name: `${from}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: room(from) },
  to: { path: '^src/', pathNot: [from, ...allowed].map(room) },
});

const forbidden = [
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  direct('domain', []),
  direct('dicom', ['domain']),
  direct('schema', ['domain', 'dicom']),
  direct('interchange', ['domain', 'schema']),
  direct('imaging', ['domain', 'dicom']),
  direct('viewer', ['domain', 'dicom', 'imaging']),
  direct('app', ['domain', 'dicom', 'schema', 'interchange', 'imaging', 'viewer']),
  direct('ui', ['domain', 'dicom', 'app', 'interchange']),
  direct('cli', ['domain', 'dicom', 'schema', 'interchange']),
  direct('server', ['domain', 'dicom', 'schema', 'interchange']),
  wall('ui', 'server', 'the page never holds server code'),
  wall('server', 'viewer', 'the server never holds page code'),
];

const { output } = await cruise(['src'], {
  ruleSet: { forbidden },
  validate: true,
  parser: 'swc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
});
const { summary } = output;
for (const violation of summary.violations) {
  console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}`);
}
console.log(`${summary.totalCruised} modules, ${summary.error} violations`);
process.exit(summary.totalCruised > 50 && summary.error === 0 ? 0 : 1);
