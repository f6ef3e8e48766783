import { describe, expect, it } from 'vitest';
import { createServerClient } from '../../src/app/serverClient.ts';
import { emptyDocument } from '../../src/domain/case/emptyDocument.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client over a scripted answer, and what it sent. */
function client(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const api = createServerClient('/api', async (url, init) => {
    sent.push({ url: typeof url === 'string' ? url : 'not a path', init: init ?? {} });
    return await answer();
  });
  return { api, sent };
}
const json = (status: number, body: unknown) => () => Response.json(body, { status });

describe('server client', () => {
  it('parses what the contract allows', async () => {
    const { api } = client(json(200, { name: 'Dr. A', role: 'radiologist', authenticated: false }));
    expect(await api.session()).toEqual({
      ok: true,
      value: { name: 'Dr. A', role: 'radiologist', authenticated: false },
    });
    expect(await client(json(200, null)).api.session()).toEqual({ ok: true, value: null });
  });

  it('refuses an answer of another shape instead of passing it on', async () => {
    const result = await client(
      json(200, { name: 'Dr. A', role: 'surgeon', authenticated: false }),
    ).api.session();
    expect(result).toMatchObject({ ok: false, error: { code: 'unexpected-answer' } });
  });

  it('hands on the server’s code and sentence', async () => {
    const result = await client(
      json(409, { code: 'conflict', message: 'Changed elsewhere.' }),
    ).api.worklist();
    expect(result).toEqual({ ok: false, error: { code: 'conflict', message: 'Changed elsewhere.' } });
  });

  it.each([401, 403, 404, 409, 413, 500])('has a sentence for a bare %d', async (status) => {
    const result = await client(() => new Response('<html>', { status })).api.worklist();
    expect(result).toEqual({
      ok: false,
      error: { code: `http-${status}`, message: expect.stringMatching(/^[A-Z].*\.$/) as string },
    });
  });

  it('says offline when nothing answers', async () => {
    const { api } = client(() => Promise.reject(new TypeError('network')));
    expect(await api.health()).toMatchObject({ ok: false, error: { code: 'offline' } });
  });

  it('saves a draft on the version it was made on', async () => {
    const { api, sent } = client(json(200, { version: 4 }));
    expect(await api.saveDraft('case-1', 3, emptyDocument('case-1'))).toEqual({
      ok: true,
      value: { version: 4 },
    });
    expect(sent[0]?.url).toBe('/api/cases/case-1/draft');
    expect(sent[0]?.init.method).toBe('PUT');
    expect(new Headers(sent[0]?.init.headers).get('if-match')).toBe('"3"');
  });

  it('accepts an empty answer to leaving', async () => {
    const { api, sent } = client(() => new Response(null, { status: 204 }));
    expect(await api.signOut()).toEqual({ ok: true, value: null });
    expect(sent[0]?.init.method).toBe('DELETE');
  });

  it('keeps ids out of the path’s structure', async () => {
    const { api, sent } = client(json(404, { code: 'not-found', message: 'Not there.' }));
    await api.plan('../session');
    expect(sent[0]?.url).toBe('/api/plans/..%2Fsession');
  });
});
