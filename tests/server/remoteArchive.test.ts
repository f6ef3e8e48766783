import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { DicomwebRequest } from '../../src/server/archive/archivePort.ts';
import { gate } from '../app/support.ts';
import { dicomwebArchive } from '../../src/server/archive/dicomwebArchive.ts';

let server: Server | null = null;
afterEach(() => server?.close());

/** An archive that answers as it likes: what no well-behaved one can be made to do. */
async function archive(answer: RequestListener) {
  server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return dicomwebArchive({ url: `http://127.0.0.1:${String(port)}/root/`, authorization: 'Bearer secret' });
}
const request = (more: Partial<DicomwebRequest> = {}): DicomwebRequest => ({
  path: 'studies/1.2',
  studyUid: '1.2',
  seriesUid: null,
  instanceUid: null,
  frames: [],
  query: new URLSearchParams(),
  accept: 'multipart/related',
  contentType: '',
  body: null,
  serviceRoot: 'http://127.0.0.1/dicom-web',
  signal: new AbortController().signal,
  ...more,
});
const text = async (body: Readable | Buffer | string | null): Promise<string> =>
  body instanceof Readable ? (await buffer(body)).toString() : String(body);

describe('an archive somewhere else', () => {
  test('is asked for images as they are, and read also where it compresses them all the same', async () => {
    const asked: unknown[] = [];
    const port = await archive(({ url, headers }, response) => {
      asked.push({ url, authorization: headers.authorization, coding: headers['accept-encoding'] });
      response.writeHead(200, { 'content-type': 'multipart/related', 'content-encoding': 'gzip' });
      response.end(gzipSync('slices'));
    });
    const answer = await port.dicomweb('retrieve-study', request({ query: new URLSearchParams({ a: '1' }) }));
    expect(await text(answer.body)).toBe('slices');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'multipart/related' } });
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(asked).toEqual([
      { url: '/root/studies/1.2?a=1', authorization: 'Bearer secret', coding: 'identity' },
    ]);
  });

  test('leads nobody and no password elsewhere', async () => {
    let requests = 0;
    const port = await archive((_, response) => {
      requests += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await port.dicomweb('retrieve-study', request())).toMatchObject({ status: 502 });
    expect(requests).toBe(1);
  });

  test("that asks for a password is not the browser's to answer", async () => {
    const port = await archive((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end(),
    );
    const answer = await port.dicomweb('retrieve-study', request());
    expect(answer.status).toBe(502);
    expect(answer.headers).not.toHaveProperty('www-authenticate');
  });

  test('that breaks off in the middle is a broken stream, not a short answer', async () => {
    const port = await archive((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    const answer = await port.dicomweb('retrieve-study', request());
    await expect(text(answer.body)).rejects.toThrow('aborted');
  });

  test('hears no more of a client that has gone', async () => {
    const gone = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const port = await archive((_, response) => {
      response.writeHead(200).write('first');
      closed = once(response, 'close');
    });
    const answer = await port.dicomweb('retrieve-study', request({ signal: gone.signal }));
    const read = text(answer.body);
    gone.abort();
    await expect(read).rejects.toThrow('aborted');
    await closed;
  });

  test.each(['fresh', 'on its way'])(
    'is asked anew for its studies once something was stored, though an earlier answer is %s',
    async (earlier) => {
      const [arrived, held] = [gate(), gate()];
      let asked = 0;
      const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
        await buffer(incoming);
        asked += incoming.method === 'GET' ? 1 : 0;
        arrived.open();
        if (asked === 1 && incoming.method === 'GET' && earlier !== 'fresh') await held.passed;
        response.writeHead(200, { 'content-type': 'application/dicom+json' }).end('[]');
      };
      const port = await archive((incoming, response) => void answer(incoming, response));
      const first = port.studies();
      await (earlier === 'fresh' ? first : arrived.passed);
      await port.dicomweb('store', request({ body: Readable.from([Buffer.from('a')]) }));
      await expect(port.studies()).resolves.toMatchObject({ ok: true });
      expect(asked).toBe(2);
      held.open();
      await first;
    },
  );

  test('takes what is stored as it comes', async () => {
    const port = await archive((incoming, response) => {
      void buffer(incoming).then((body) =>
        response.end(`${String(incoming.headers['content-type'])} ${body.toString()}`),
      );
    });
    const store = request({
      contentType: 'multipart/related',
      body: Readable.from([Buffer.from('a'), Buffer.from('b')]),
    });
    const answer = await port.dicomweb('store', store);
    expect(await text(answer.body)).toBe('multipart/related ab');
  });
});
