import { openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DicomImport } from '../../src/dicom/dicomImport.ts';
import { instanceToDicomJson } from '../../src/dicom/dicomJson.ts';
import { headerFromDicomJson } from '../../src/dicom/headerFromDicomJson.ts';
import type { InstanceHeader, SeriesSummary } from '../../src/dicom/model.ts';
import { summarizeSeries } from '../../src/dicom/summaries.ts';
import type { LoadState } from '../../src/imaging/api.ts';
import { frameSyntax } from '../../src/imaging/frameSyntax.ts';
import { archiveSource, filesSource } from '../../src/imaging/index.ts';
import { loadSeries } from '../../src/imaging/loadSeries.ts';
import { openSeriesImage, type SeriesImage, type VolumeImage } from '../../src/imaging/seriesImage.ts';
import { SHARED_DATA } from '../support/programs.ts';
import { framesOnlyArchive, type FramesOnlyArchive } from './framesOnlyArchive.ts';
import { ctHeader } from './headers.ts';

const CT = resolve(SHARED_DATA ?? '', 'series/ct_lumbar_3mm');
const SYNTAXES = resolve(SHARED_DATA ?? '', 'odd/ts');
const quiet = { frame: () => undefined, progress: () => undefined };

function opened(summary: SeriesSummary): SeriesImage {
  const image = openSeriesImage(summary);
  if (!image.ok) throw new Error(image.error.message);
  return image.value;
}

describe('the syntax of a frame over the wire', () => {
  const native = ctHeader();
  const j2k = ctHeader({ transferSyntaxUid: '1.2.840.10008.1.2.4.91' });
  it.each([
    ['as stated', native, 'image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90', 5, '1.2.840.10008.1.2.4.90'],
    ['stated in quotes', native, 'application/octet-stream; transfer-syntax="1.2.840.10008.1.2.4.80"', 5, '1.2.840.10008.1.2.4.80'],
    ['native goes little endian whatever is in store', native, 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.2', 12, '1.2.840.10008.1.2.1'],
    ['media type alone, stored in a syntax of that type', j2k, 'image/jp2', 5, '1.2.840.10008.1.2.4.91'],
    ['media type alone, transcoded by the archive', j2k, 'image/jls', 5, '1.2.840.10008.1.2.4.80'],
    ['octets of the size of plain pixels', j2k, 'application/octet-stream', 12, '1.2.840.10008.1.2.1'],
    ['octets of another size, stored compressed', j2k, 'application/octet-stream', 7, '1.2.840.10008.1.2.4.91'],
    ['octets of another size, nothing known', native, 'application/octet-stream', 7, null],
  ] as const)('%s', (_, header, contentType, length, expected) => {
    expect(frameSyntax(header, contentType, length)).toBe(expected);
  }); // prettier-ignore
});

describe.skipIf(SHARED_DATA === null)('an archive that offers frames only', () => {
  let summary: SeriesSummary;
  let remote: SeriesSummary;
  let blobs: Map<string, Blob>;
  let root = '';
  let answer: RequestListener;
  const server = createServer((request, response) => answer(request, response));
  const archives: FramesOnlyArchive[] = [];
  const archiveOf = async (...args: Parameters<typeof framesOnlyArchive>): Promise<FramesOnlyArchive> => {
    const archive = await framesOnlyArchive(...args);
    archives.push(archive);
    answer = archive.handle;
    return archive;
  };
  const load = async (one: SeriesSummary, image: SeriesImage): Promise<LoadState> =>
    loadSeries(archiveSource(one, { root }), image, new AbortController().signal, quiet);

  beforeAll(async () => {
    const dicom = new DicomImport();
    blobs = new Map();
    const fromMetadata: InstanceHeader[] = [];
    for (const name of readdirSync(CT)) {
      const bytes = readFileSync(join(CT, name));
      const { header } = dicom.add(name, bytes);
      if (header !== null) blobs.set(header.sopInstanceUid, await openAsBlob(join(CT, name)));
      const json = instanceToDicomJson(bytes, { pixelDataUri: null });
      const parsed = json.ok ? headerFromDicomJson(json.value, '1.2.840.10008.1.2.1') : json;
      if (parsed.ok) fromMetadata.push(parsed.value);
    }
    summary = dicom.studies()[0]?.series[0] as SeriesSummary;
    remote = summarizeSeries(fromMetadata);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    for (const archive of archives) await archive.close();
  });

  it.each([404, 403, 500])(
    'gives the same volume as the files, refusing the rest with %i',
    async (status) => {
      await archiveOf(CT, status);
      const [local, distant] = [opened(summary) as VolumeImage, opened(summary) as VolumeImage];
      const files = filesSource(summary, blobs);
      await loadSeries(files, local, new AbortController().signal, quiet);
      expect(await load(summary, distant)).toEqual({ kind: 'complete', total: 112, skipped: [] });
      expect(Buffer.from(distant.voxels.buffer).equals(Buffer.from(local.voxels.buffer))).toBe(true);
    },
  );

  it('needs no more than the metadata of the archive', async () => {
    const archive = await archiveOf(CT);
    expect(remote.instances.every((header) => header.pixelData === null)).toBe(true);
    const image = opened(remote);
    expect(image.kind).toBe('volume');
    expect(await load(remote, image)).toEqual({ kind: 'complete', total: 112, skipped: [] });
    const frames = archive.asked.filter((path) => path.includes('/frames/'));
    expect(new Set(frames).size).toBe(112);
    expect(frames).toHaveLength(112);
    // The middle one first: a picture to look at.
    expect(frames[0]).toContain(image.frames[55]?.header.sopInstanceUid);
    expect(archive.asked.length - frames.length).toBeLessThanOrEqual(6);
  });

  it('lists a frame the archive lacks and keeps the others', async () => {
    const gone = summary.instances[7]?.sopInstanceUid;
    await archiveOf(CT, 404, (uid) => uid === gone);
    const state = await load(summary, opened(summary));
    expect(state).toMatchObject({ kind: 'complete', total: 112 });
    expect(state.kind === 'complete' && state.skipped).toHaveLength(1);
  });

  it('fails with a sentence where the frames stop coming, and a retry asks for the rest only', async () => {
    const before = await archiveOf(CT);
    const image = opened(summary);
    answer = (request, response) =>
      before.asked.filter((path) => path.includes('/frames/')).length < 30
        ? before.handle(request, response)
        : void request.socket.destroy();
    const state = await load(summary, image);
    expect(state).toMatchObject({ kind: 'failed' });
    expect(state.kind === 'failed' && state.message).toMatch(/30 of 112 images arrived and are kept.*retry/);
    const after = await archiveOf(CT);
    expect(await load(summary, image)).toEqual({ kind: 'complete', total: 112, skipped: [] });
    // Distinct: a request of the failed load may still be on its way when the archive answers again.
    expect(new Set(after.asked.filter((path) => path.includes('/frames/'))).size).toBe(82);
  });

  it('takes a slice stored big endian as the little endian it is sent as', async () => {
    const dicom = new DicomImport();
    const { header } = dicom.add('a', readFileSync(join(SYNTAXES, 'ct512_BigEndianExplicit.dcm')));
    if (header === null) throw new Error('expected a header');
    await archiveOf(SYNTAXES);
    const [big, whole] = [opened(summarizeSeries([header])), opened(summarizeSeries([header]))];
    expect(await load(big.summary, big)).toMatchObject({ kind: 'complete', skipped: [] });
    const blob = await openAsBlob(join(SYNTAXES, 'ct512_LittleEndianExplicit.dcm'));
    const little = filesSource(whole.summary, new Map([[header.sopInstanceUid, blob]]));
    await loadSeries(little, whole, new AbortController().signal, quiet);
    expect(big.kind === 'stack' && big.values[0]).toEqual(whole.kind === 'stack' && whole.values[0]);
  });
});
