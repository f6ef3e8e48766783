import { openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DicomImport } from '../../src/dicom/dicomImport.ts';
import type { SeriesSummary } from '../../src/dicom/model.ts';
import { multipartEnd, multipartPartHeader } from '../../src/dicom/multipart.ts';
import type { InstanceSource, LoadState } from '../../src/imaging/api.ts';
import { archiveSource, filesSource } from '../../src/imaging/index.ts';
import { loadSeries } from '../../src/imaging/loadSeries.ts';
import { SHARED_DATA } from '../support/programs.ts';
import { openSeriesImage, type SeriesImage, type VolumeImage } from '../../src/imaging/seriesImage.ts';

const CT = resolve(SHARED_DATA ?? '', 'series/ct_lumbar_3mm');
const present = SHARED_DATA !== null;

const files = present ? readdirSync(CT).map((name) => join(CT, name)) : [];
let summary: SeriesSummary;
let blobs: Map<string, Blob>;

const quiet = { frame: () => undefined, progress: () => undefined };

function opened(): SeriesImage {
  const image = openSeriesImage(summary);
  if (!image.ok) throw new Error(image.error.message);
  return image.value;
}

async function load(source: InstanceSource, image: SeriesImage): Promise<LoadState> {
  return await loadSeries(source, image, new AbortController().signal, quiet);
}

/** Voxels read in another way: straight from the file whose Image Position holds the slice. */
function independentValue(zMm: number, column: number, row: number): number {
  const header = summary.instances.find((one) => Math.abs((one.imagePositionPatient?.[2] ?? 0) - zMm) < 0.01);
  const file = files.find((path) => readFileSync(path).includes(header?.sopInstanceUid ?? '?'));
  const bytes = readFileSync(file ?? '');
  const offset = bytes.byteLength - (header?.rows ?? 0) * (header?.columns ?? 0) * 2;
  const stored = bytes.readInt16LE(offset + (row * (header?.columns ?? 0) + column) * 2);
  return stored * (header?.rescaleSlope ?? 1) + (header?.rescaleIntercept ?? 0);
}

describe.skipIf(!present)('a real CT series', () => {
  beforeAll(async () => {
    const dicom = new DicomImport();
    blobs = new Map();
    // Shuffled: order must come from geometry, never from the source.
    for (const path of files.toReversed()) {
      const { header } = dicom.add(path, readFileSync(path));
      if (header !== null) blobs.set(header.sopInstanceUid, await openAsBlob(path));
    }
    summary = dicom.studies()[0]?.series[0] as SeriesSummary;
  });

  it('becomes one volume whose voxels equal an independent read', async () => {
    const image = opened() as VolumeImage;
    expect(await load(filesSource(summary, blobs), image)).toEqual({
      kind: 'complete',
      total: 112,
      skipped: [],
    });
    expect(image.kind).toBe('volume');
    const [columns, rows] = image.grid.dimensions;
    for (const [i, j, k] of [
      [60, 50, 0],
      [10, 20, 55],
      [121, 100, 111],
      [61, 62, 87],
    ] as const) {
      const z = image.grid.originLpsMm[2] + k * image.grid.sliceStepLpsMm[2];
      expect(image.voxels[i + columns * (j + rows * k)]).toBe(independentValue(z, i, j));
    }
  });

  it('sends the middle slice first from files', async () => {
    const image = opened();
    const order: number[] = [];
    await loadSeries(filesSource(summary, blobs), image, new AbortController().signal, {
      frame: (index) => order.push(index),
      progress: () => undefined,
    });
    expect(order[0]).toBe(55);
    expect(order).toHaveLength(112);
  });

  it('loads without the stacks the series sets apart, and hands them over to a copy', async () => {
    const scout = summary.instances.slice(0, 2);
    const parts = { ...summary, instances: summary.instances.slice(2) };
    const apart = { description: 'scout', geometry: summary.geometry, instances: scout };
    const source = filesSource({ ...parts, otherStacks: [apart] }, blobs);
    let streamed = 0;
    for await (const bytes of source.stream(new AbortController().signal))
      streamed += bytes.length > 0 ? 1 : 0;
    expect(streamed).toBe(112);
    const opening = openSeriesImage({ ...source.summary, geometry: { ...parts.geometry, grid: null } });
    if (!opening.ok) throw new Error(opening.error.message);
    expect(await load(source, opening.value)).toEqual({ kind: 'complete', total: 110, skipped: [] });
  });

  it('keeps what came and lists what did not', async () => {
    const some = new Map([...blobs].filter((_, i) => i % 10 !== 0));
    const state = await load(filesSource(summary, some), opened());
    expect(state.kind === 'complete' && state.skipped).toHaveLength(12);
    expect(JSON.stringify(state)).not.toContain('LUMBAR^CT');
  });

  it('stops when cancelled, and a retry fetches only the rest', async () => {
    const image = opened();
    const abort = new AbortController();
    let seen = 0;
    const state = await loadSeries(filesSource(summary, blobs), image, abort.signal, {
      frame: () => {
        seen += 1;
        if (seen === 5) abort.abort();
      },
      progress: () => undefined,
    });
    expect(state).toMatchObject({ kind: 'cancelled', total: 112 });
    const before = image.present.reduce((sum, flag) => sum + flag, 0);
    let fetched = 0;
    await loadSeries(filesSource(summary, blobs), image, new AbortController().signal, {
      frame: () => (fetched += 1),
      progress: () => undefined,
    });
    expect(before + fetched).toBe(112);
  });
});

describe.skipIf(!present)('an archive over HTTP', () => {
  let url = '';
  let answer: RequestListener;
  let requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response);
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
  });
  afterAll(() => server.close());

  const type = 'multipart/related; type="application/dicom"; boundary=x';
  const sendOne = (target: string, response: Parameters<RequestListener>[1]): void => {
    const path = bySop().get(target.split('/').at(-1) ?? '');
    if (path === undefined) response.writeHead(404).end();
    else
      response.writeHead(200, { 'content-type': type }).end(Buffer.concat([part(path), multipartEnd('x')]));
  };

  it('loads the series from one stream, with one request beside it for the first picture', async () => {
    requests = [];
    answer = (request, response) => {
      if (request.url?.includes('/instances/') === true) return sendOne(request.url, response);
      response.writeHead(200, { 'content-type': type });
      for (const path of files) response.write(part(path));
      response.end(multipartEnd('x'));
    };
    const state = await load(archiveSource(summary, { root: url }), opened());
    expect(state).toEqual({ kind: 'complete', total: 112, skipped: [] });
    expect(requests).toHaveLength(2);
    expect(requests.every((path) => !path.includes('LUMBAR'))).toBe(true);
  });

  it('fills the memory of files anew, and every voxel is that of its file', async () => {
    answer = (request, response) => {
      if (request.url?.includes('/instances/') === true) return sendOne(request.url, response);
      response.writeHead(200, { 'content-type': type });
      for (const path of files) response.write(part(path));
      response.end(multipartEnd('x'));
    };
    const [fromArchive, fromFiles] = [opened() as VolumeImage, opened() as VolumeImage];
    const archive = archiveSource(summary, { root: url });
    const buffers = new Set<ArrayBufferLike>();
    const watched: InstanceSource = {
      ...archive,
      giveBack: (file) => {
        buffers.add(file.buffer);
        archive.giveBack?.(file);
      },
    };
    await load(watched, fromArchive);
    await load(filesSource(summary, blobs), fromFiles);
    expect(Buffer.from(fromArchive.voxels.buffer).equals(Buffer.from(fromFiles.voxels.buffer))).toBe(true);
    expect(buffers.size).toBeGreaterThan(0);
  });

  it('keeps the files of a stack: its pictures may lie in them', async () => {
    answer = (request, response) => sendOne(request.url ?? '', response);
    const stack = openSeriesImage({
      ...summary,
      geometry: { ...summary.geometry, grid: null, volumeAllowed: false },
    });
    const given: Uint8Array[] = [];
    const source = {
      ...archiveSource(summary, { root: url }),
      giveBack: (file: Uint8Array) => given.push(file),
    };
    await load(source, stack.ok ? stack.value : opened());
    expect(given).toEqual([]);
  });

  it('falls back to single instances when the stream breaks in the middle', async () => {
    answer = (request, response) => {
      if (request.url?.includes('/instances/') === true) return sendOne(request.url, response);
      response.writeHead(200, { 'content-type': type });
      for (const path of files.slice(0, 20)) response.write(part(path));
      response.write('\r\n--x\r\nContent-Length: 5000\r\n\r\nhalf', () => response.destroy());
    };
    const state = await load(archiveSource(summary, { root: url }), opened());
    expect(state).toEqual({ kind: 'complete', total: 112, skipped: [] });
  });

  it('says so when the archive sends nothing, without words about the patient', async () => {
    answer = (_, response) => response.writeHead(500).end('LUMBAR^CT failed');
    const state = await load(archiveSource(summary, { root: url }), opened());
    expect(state.kind).toBe('failed');
    expect(state.kind === 'failed' && state.message).toMatch(/archive did not send .* retry/);
    expect(JSON.stringify(state)).not.toContain('LUMBAR');
  });

  it('says so when access is refused', async () => {
    answer = (_, response) => response.writeHead(403).end();
    const state = await load(archiveSource(summary, { root: url }), opened());
    expect(state.kind === 'failed' && state.message).toContain('refused access');
  });
});

const part = (path: string): Buffer => {
  const bytes = readFileSync(path);
  return Buffer.concat([multipartPartHeader('x', 'application/dicom', bytes.length), bytes]);
};

const bySop = (): Map<string, string> =>
  new Map(
    files.map((path) => {
      const text = readFileSync(path).toString('latin1');
      const uid = summary.instances.find((one) => text.includes(one.sopInstanceUid))?.sopInstanceUid ?? '';
      return [uid, path];
    }),
  );
