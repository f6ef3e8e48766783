import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf, startTestServer, type TestServer } from './support/testServer.ts';

interface Operation {
  readonly summary?: string;
  readonly responses?: Readonly<Record<string, { readonly content?: object }>>;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

let server: TestServer;
let description: OpenApi;
beforeAll(async () => {
  server = await startTestServer();
  description = (await callerOf(server.app, '')<OpenApi>('GET', '/api/openapi.json')).body;
});
afterAll(async () => server.close());

/** `GET /api/cases/{caseId}`, of what the server answers to. */
function routesServed(): readonly string[] {
  const branches: string[] = [];
  const lines = server.app.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n');
  for (const line of lines) {
    const found = /^(?<indent>[│ ]*)[├└]── (?<path>\S*)(?: \((?<methods>[^)]*)\))?/u.exec(line);
    if (found?.groups === undefined) continue;
    const depth = (found.groups['indent'] ?? '').length / 4;
    branches.length = depth;
    branches[depth] = found.groups['path'] ?? '';
    const path = branches.join('');
    for (const method of (found.groups['methods'] ?? '')
      .split(', ')
      .filter((name) => name !== '' && name !== 'HEAD')) {
      served.push(`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    }
  }
  return served;
}
const served: string[] = [];

test('every route is described, and every description is a route', () => {
  const documented = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routes = routesServed().filter(
    (route) => /^\w+ \/(api|dicom-web)\//.test(route) && !route.includes(' /api/docs'),
  );
  expect(routes.length).toBeGreaterThan(30);
  expect(documented.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    [...new Set(routes)].toSorted((a, b) => (a < b ? -1 : 1)),
  );
});

test('each operation says what it is for and what it answers', () => {
  expect(description.openapi).toBe('3.1.0');
  for (const methods of Object.values(description.paths)) {
    for (const operation of Object.values(methods)) {
      expect(operation.summary ?? '').not.toBe('');
      expect(Object.keys(operation.responses ?? {})).not.toEqual([]);
    }
  }
});

test.each([
  ['/dicom-web/studies', 'get', '200', ['application/dicom+json']],
  ['/dicom-web/studies', 'post', '202', ['application/dicom+json']],
  ['/dicom-web/studies/{study}', 'get', '200', ['multipart/related']],
  ['/api/key-images/{keyImageId}', 'get', '200', ['image/png']],
  ['/api/key-images/{keyImageId}', 'get', '401', ['application/json']],
])('%s %s %s answers in the type it says', (path, method, status, types) => {
  expect(Object.keys(description.paths[path]?.[method]?.responses?.[status]?.content ?? {})).toEqual(types);
});

test('the contract of app/api.ts is there', () => {
  const paths = Object.keys(description.paths);
  for (const path of [
    '/api/health', '/api/session', '/api/worklist', '/api/studies/{studyUid}', '/api/cases', '/api/cases/{caseId}',
    '/api/cases/{caseId}/draft', '/api/cases/{caseId}/key-images', '/api/key-images/{keyImageId}', '/api/cases/{caseId}/plans',
    '/api/plans/{planId}', '/api/plans/{planId}/versions/{version}/review', '/api/plans/{planId}/versions/{version}/look', '/api/plans/{planId}/versions/{version}/handoff',
    '/api/plans/{planId}/versions/{version}/export/{format}', '/api/record', '/api/openapi.json',
  ]) expect(paths).toContain(path); // prettier-ignore
});

test('the page that shows it is served with a policy of its own', async () => {
  const page = await server.app.inject({ method: 'GET', url: '/api/docs/', headers: { host: 'localhost' } });
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe-inline'");
});
