import { expect, it } from 'vitest';
import { opened } from '../../src/app/opened.ts';
import { ok } from '../../src/domain/result.ts';

const failing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

it('hands on what was opened', async () => {
  expect(await opened(async () => ok('a case'))).toEqual(ok('a case'));
});

it('says that the scripts of a screen did not come, and never rejects', async () => {
  expect(await opened(failing)).toMatchObject({ ok: false, error: { code: 'page-incomplete' } });
});
