import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/domain/plan/rules/limits.ts';
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

test('thresholds of the rules: a default each, and a site may move it within its range', () => {
  expect(read({})).toMatchObject({ ok: true, value: { limits: DEFAULT_LIMITS } });
  const set = read({
    LIMIT_DEVICE_INTERSPACES: '2',
    LIMIT_IMAGING_AGE_DAYS: '14',
    LIMIT_VOLUME_ML: '15.5',
    LIMIT_CERVICAL_VOLUME_ML: '6',
    LIMIT_PATH_MISMATCH_PERCENT: '30',
  });
  expect(set).toMatchObject({
    ok: true,
    value: {
      limits: {
        deviceInterspaces: 2,
        imagingAgeDays: 14,
        volumeMl: 15.5,
        cervicalVolumeMl: 6,
        pathMismatchPercent: 30,
      },
    },
  });
});

test.each([
  ['LIMIT_DEVICE_INTERSPACES', '1.5', 'a whole number from 0 to 5 interspaces is expected'],
  ['LIMIT_IMAGING_AGE_DAYS', 'a month', 'a whole number from 0 to 365 days is expected'],
  ['LIMIT_VOLUME_ML', '1000', 'a number from 1 to 100 mL is expected'],
  ['LIMIT_CERVICAL_VOLUME_ML', '0', 'a number from 1 to 100 mL is expected'],
  ['LIMIT_PATH_MISMATCH_PERCENT', '-20', 'a number from 5 to 100 % is expected'],
])('%s=%s stops the start, and says what is expected', (variable, value, message) => {
  expect(read({ [variable]: value })).toEqual({
    ok: false,
    error: [{ code: 'bad-config', message, path: variable }],
  });
});
