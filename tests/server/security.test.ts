import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/testServer.ts';

let server: TestServer;

beforeAll(async () => {
  const webRoot = mkdtempSync(join(tmpdir(), 'patchpoint-web-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(
    join(webRoot, 'index.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__" /><div id="root"></div>',
  );
  server = await startTestServer({ webRoot });
});
afterAll(async () => server.close());

const post = (headers: Readonly<Record<string, string>>) =>
  server.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: '127.0.0.1:8080', ...headers },
    payload: { name: 'Dr X', role: 'radiologist' },
  });
const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  server.app.inject({ method: 'GET', url, headers: { host: 'localhost:8080', ...headers } });

const links = async (url: string) => (await get(url, { accept: 'text/html' })).headers['link'];

describe('answers', () => {
  test.each(['/%ff', '/api/cases/%', '/dicom-web/studies/%e0%a4%a'])(
    'an address that is none (%s) is not repeated, and the policy holds',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toEqual({ code: 'invalid', message: 'This is not an address.' });
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    },
  );

  test.each(['/api/worklist', '/api/session', '/api/health', '/dicom-web/studies', '/nothing'])(
    'of %s no browser keeps a copy',
    async (url) => {
      expect((await get(url)).headers['cache-control']).toContain('no-store');
    },
  );
});

describe('who may ask', () => {
  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:8080', '0x7f.1'])(
    'a request addressed to "%s" is refused (DNS rebinding)',
    async (host) => {
      for (const url of ['/', '/api/worklist', '/dicom-web/studies']) {
        expect((await get(url, { host })).statusCode).toBe(403);
      }
    },
  );

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:9999' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'cross-site' },
  ])('a change from another page is refused (CSRF): %j', async (headers) => {
    expect((await post(headers)).json()).toMatchObject({ code: 'foreign-origin' });
  });

  test.each([{}, { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }])(
    'the own page and programs on this machine may: %j',
    async (headers) => {
      expect((await post(headers)).statusCode).toBe(200);
    },
  );

  test('without a session nothing of a case is read or written', async () => {
    const asked = [
      get('/api/cases/x'),
      get('/api/plans/x'),
      get('/api/record'),
      get('/api/key-images/x'),
      server.app.inject({ method: 'POST', url: '/api/cases', headers: { host: 'localhost' }, payload: {} }),
    ];
    for (const answer of await Promise.all(asked)) expect(answer.statusCode).toBe(401);
  });

  test('the session cookie is out of reach of scripts and of other sites, and ends with signing out', async () => {
    const cookie = String((await post({})).headers['set-cookie']);
    expect(cookie).toMatch(/^patchpoint_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    const own = { cookie: cookie.split(';')[0] ?? '' };
    expect((await get('/api/session', own)).json()).toEqual({
      name: 'Dr X',
      role: 'radiologist',
      authenticated: false,
    });
    await server.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { host: 'localhost', ...own },
    });
    expect((await get('/api/session', own)).statusCode).toBe(204);
    const rows = await server.database.db.selectFrom('sessions').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(own.cookie.split('=')[1]);
  });

  test('an expired session is no session', async () => {
    const cookie = String((await post({})).headers['set-cookie']).split(';')[0] ?? '';
    await server.database.db.updateTable('sessions').set({ expires_at: '2001-01-01T00:00:00Z' }).execute();
    expect((await get('/api/session', { cookie })).statusCode).toBe(204);
  });

  test('signing in is limited in number', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => post({})));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.json()).toMatchObject({ code: 'too-many-requests' });
  });
});

describe('what the page may do', () => {
  test('every answer carries the policy; the page has a nonce of its own each time', async () => {
    const pages = await Promise.all(
      ['/', '/plan/x', '/?study=1.2.3'].map((url) => get(url, { accept: 'text/html' })),
    );
    const nonces = pages.map(({ body }) => /content="([^"]+)"/.exec(body)?.[1] ?? '');
    expect(new Set(nonces).size).toBe(3);
    for (const [index, page] of pages.entries()) {
      expect(page.statusCode).toBe(200);
      const policy = String(page.headers['content-security-policy']);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonces[index] ?? ''}'`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).not.toContain("'unsafe-inline'");
      expect(page.headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(page.headers['cross-origin-embedder-policy']).toBe('require-corp');
      expect(page.headers['cache-control']).toBe('no-store');
    }
  });

  test('a deep link asks for its study at once; nothing else of an address is repeated', async () => {
    const ahead = '</api/studies/1.2.3>; rel=preload; as=fetch; crossorigin';
    expect(await links('/workspace/1.2.3')).toBe(ahead);
    expect(await links('/?study=1.2.3')).toBe(ahead);
    for (const url of ['/', '/plan/1.2.3', '/workspace/1.2.3%3E;x', '/?study=x%0d%0ay', '/workspace/1.2/3'])
      expect(await links(url)).toBeUndefined();
  });

  test('hashed files are kept by the browser, the rest is asked for', async () => {
    const asset = await get('/assets/app-1a2b.js');
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await get('/assets/gone.js')).statusCode).toBe(404);
    expect((await get('/assets/..%2f..%2fetc/passwd')).statusCode).toBeGreaterThanOrEqual(400);
  });

  test('unknown addresses of the API are not the page', async () => {
    for (const url of ['/api/nothing', '/dicom-web/nothing', '/assets/x']) {
      const answer = await get(url, { accept: 'text/html' });
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'not-found' });
    }
  });
});

describe('what is written down', () => {
  test('log lines name the route pattern; neither address, query nor identifiers', async () => {
    await get('/dicom-web/studies?PatientName=Secret%5EAnna');
    await get('/api/studies/2.25.987654321');
    await get('/api/studies/not-a-uid-but-a-name');
    const logged = server.logged();
    expect(logged).toContain('"route":"/api/studies/:studyUid"');
    for (const secret of ['Secret', 'PatientName', '987654321', 'not-a-uid'])
      expect(logged).not.toContain(secret);
  });

  test('a failure inside says where, not what', async () => {
    const { db } = server.database;
    const broken = { ...PATIENT_OF_NOTHING };
    const cookie =
      String(
        (
          await server.app.inject({
            method: 'POST',
            url: '/api/session',
            headers: { host: 'localhost' },
            remoteAddress: '127.0.0.9',
            payload: { name: 'Dr Y', role: 'radiologist' },
          })
        ).headers['set-cookie'],
      ).split(';')[0] ?? '';
    await db.schema.alterTable('cases').renameTo('cases_away').execute();
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/cases',
      headers: { host: 'localhost', cookie },
      payload: { patient: broken },
    });
    await db.schema.alterTable('cases_away').renameTo('cases').execute();
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      code: 'internal',
      message: 'The server failed. Nothing was changed; try again.',
    });
    expect(server.logged()).toContain('42P01');
    expect(server.logged()).not.toContain(broken.name);
  });
});

const PATIENT_OF_NOTHING = {
  id: 'SECRET-7',
  issuer: '',
  name: 'Secret^Bert',
  birthDate: '19701231',
  sex: 'M',
};
