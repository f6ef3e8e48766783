// The walls of src/: which room may import which, and which packages. `node:` stands for every module of Node.
export const WALLS = {
  domain: { rooms: [], packages: [] },
  dicom: { rooms: ['domain'], packages: ['@zip.js/zip.js', 'dicom-parser', 'pako'] },
  schema: { rooms: ['domain', 'dicom'], packages: ['zod'] },
  interchange: {
    rooms: ['domain', 'dicom', 'schema'],
    packages: ['@medplum/fhirtypes', 'dcmjs', 'fast-png', 'pako', 'uuid', 'zod'],
  },
  report: { rooms: ['domain', 'dicom', 'schema', 'interchange'], packages: ['pako'] },
  pdf: { rooms: ['domain', 'interchange', 'report'], packages: ['node:', 'pdfmake'] },
  imaging: {
    rooms: ['domain', 'dicom'],
    packages: ['@cornerstonejs/core', '@cornerstonejs/dicom-image-loader'],
  },
  viewer: { rooms: ['domain', 'dicom', 'imaging'], packages: ['@cornerstonejs/core'] },
  app: {
    rooms: ['domain', 'dicom', 'schema', 'interchange', 'imaging', 'viewer'],
    packages: ['idb-keyval', 'zod', 'zustand'],
  },
  ui: {
    rooms: ['domain', 'dicom', 'app', 'interchange', 'report'],
    packages: ['@mantine/*', '@tanstack/*', 'react', 'react-dom', 'zustand'],
  },
  cli: {
    rooms: ['domain', 'dicom', 'schema', 'interchange', 'report', 'pdf'],
    packages: ['@cornerstonejs/*', 'node:', 'pako', 'zod'],
  },
  server: {
    rooms: ['domain', 'dicom', 'schema', 'interchange', 'report', 'pdf'],
    packages: [
      '@electric-sql/pglite',
      '@fastify/*',
      '@medplum/fhirtypes',
      '@zip.js/zip.js',
      'close-with-grace',
      'fastify',
      'fastify-type-provider-zod',
      'kysely',
      'node:',
      'pg',
      'pino',
      'zod',
    ],
  },
  // The files that stand in src/ itself: the start of the page.
  main: {
    rooms: ['app', 'imaging', 'ui'],
    packages: ['@mantine/*', '@tanstack/react-query', 'react', 'react-dom', 'zod'],
  },
};

/** `@scope/name/deep` → `@scope/name`; `node:fs/promises` → `node:`. */
const packageOf = (specifier) =>
  specifier.startsWith('node:')
    ? 'node:'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

/** Whether `room` may import the package of this specifier. */
export function mayImportPackage(room, specifier) {
  const name = packageOf(specifier);
  return (WALLS[room]?.packages ?? []).some((allowed) =>
    allowed.endsWith('/*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed,
  );
}

/** Whether files of the room `from` may import files of the room `to`. */
export const mayImportRoom = (from, to) => from === to || (WALLS[from]?.rooms ?? []).includes(to);
