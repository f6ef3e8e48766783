import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createServerClient } from '../../src/app/serverClient.ts';
import type { CaseRecord, ServerApi } from '../../src/app/api.ts';
import { openBench, type Bench } from '../app/workspaceFixture.ts';
import { PATIENT_HEADER } from '../app/support.ts';
import { rightL2L3Draft } from '../domain/builders.ts';
import { startTestServer, type TestServer } from './support/testServer.ts';

let server: TestServer;
let base: string;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** The page's own client over a socket, signed in as a radiologist. */
async function clientOf(name: string): Promise<ServerApi> {
  const signedIn = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, role: 'radiologist' }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return createServerClient(`${base}/api`, (input, init) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), cookie } }),
  );
}

async function opened(api: ServerApi): Promise<CaseRecord> {
  const record = await api.openCase(PATIENT_HEADER);
  if (!record.ok) throw new Error(record.error.message);
  return record.value;
}

const stateOf = ({ workspace }: Bench) => workspace.store.getState();

it('two radiologists on one draft: the second reads what differs before choosing', async () => {
  const [ada, bea] = await Promise.all([clientOf('Dr Ada'), clientOf('Dr Bea')]);
  const first = await opened(ada);
  const start = rightL2L3Draft();
  await ada.saveDraft(first.caseId, first.draftVersion, { ...start, caseId: first.caseId });
  const [one, two] = [
    openBench({ record: await opened(ada), server: ada }),
    openBench({ record: await opened(bea), server: bea }),
  ];
  const site = stateOf(one).doc.plan.sites[0]?.id ?? '';

  one.workspace.dispatch({ type: 'site/set', id: site, patch: { side: 'left', plannedVolumeMl: 2 } });
  await one.clock.advance(1_000);
  await vi.waitFor(() => expect(stateOf(one).save).toBe('saved'), 5_000);

  two.workspace.dispatch({ type: 'site/set', id: site, patch: { plannedVolumeMl: 3 } });
  await two.clock.advance(1_000);
  await vi.waitFor(() => expect(stateOf(two).save).toBe('conflict'), 5_000);
  expect(stateOf(two).other?.differs.slice(0, 2)).toEqual([
    'side: left → right',
    'planned blood: 2 mL → 3 mL',
  ]);

  await two.workspace.resolveConflict('theirs');
  expect(stateOf(two).doc.plan.sites[0]).toMatchObject({ side: 'left', plannedVolumeMl: 2 });
});
