// Writes docs/third-party-licences.md from npm's own bill of materials of what ships at run time.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const sbom = JSON.parse(
  execFileSync('npm', ['sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx'], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString(),
);
const licenceOf = (component) =>
  (component.licenses ?? [])
    .map((one) => one.expression ?? one.license?.id ?? one.license?.name ?? '')
    .join(', ') || 'not stated in package.json';
const rows = sbom.components
  .map(
    (component) =>
      `| ${component.group ? `${component.group}/` : ''}${component.name} | ${component.version} | ${licenceOf(component)} |`,
  )
  .toSorted((a, b) => a.localeCompare(b));
const lines = [
  '# Third-party licences',
  '',
  'Made by `npm run licences` from `npm sbom --omit dev`: the packages that ship with Patchpoint at run time.',
  '',
  '| package | version | licence |',
  '|---|---|---|',
  ...new Set(rows),
  '',
];
writeFileSync('docs/third-party-licences.md', lines.join('\n'));
console.log(`${rows.length} packages`);
