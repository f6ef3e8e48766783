import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';

const read = (variables: Readonly<Record<string, string>>) => readConfig(variables, '/web');

test('without any setting: loopback, a folder below ./data, PGlite, the embedded record', () => {
  const config = read({});
  expect(config).toMatchObject({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 8080,
      archive: { kind: 'folder', root: resolve('data/archive') },
      databaseUrl: null,
      fhir: null,
      webRoot: '/web',
      hostNames: ['127.0.0.1', 'localhost', '[::1]'],
    },
  });
});

test('an empty variable is an unset one', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
    ok: true,
    value: { port: 8080, databaseUrl: null },
  });
});

test('an address that others can reach must be allowed in so many words', () => {
  expect(read({ HOST: '0.0.0.0' })).toMatchObject({ ok: false, error: [{ path: 'HOST' }] });
  expect(
    read({ HOST: '0.0.0.0', PATCHPOINT_ALLOW_REMOTE: 'yes', PATCHPOINT_HOST_NAMES: 'Viewer.example, other' }),
  ).toMatchObject({
    ok: true,
    value: { hostNames: ['127.0.0.1', 'localhost', '[::1]', 'viewer.example', 'other'] },
  });
});

test('credentials become a header, and are in no message', () => {
  const config = read({
    DICOMWEB_URL: 'http://pacs/dicom-web',
    DICOMWEB_USER: 'u',
    DICOMWEB_PASSWORD: 'pä:ss',
  });
  const header = `Basic ${Buffer.from('u:pä:ss', 'utf8').toString('base64')}`;
  expect(config).toMatchObject({ ok: true, value: { archive: { kind: 'dicomweb', authorization: header } } });
  const wrong = read({ DATABASE_URL: 'mysql://root:secret@host/db' });
  expect(wrong.ok).toBe(false);
  expect(JSON.stringify(wrong)).not.toContain('secret');
});

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ FHIR_URL: 'ftp://x' }, 'FHIR_URL'],
  [{ DICOMWEB_URL: 'http://x', ARCHIVE_DIR: '/y' }, 'DICOMWEB_URL'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
])('%j is refused and named', (variables, path) => {
  expect(read(variables)).toMatchObject({ ok: false, error: [{ path }] });
});
