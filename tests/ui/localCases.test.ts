import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalCases, type ImportRunner } from '../../src/app/localCases.ts';
import type { SeriesSummary, StudySummary } from '../../src/dicom/model.ts';
import { ok } from '../../src/domain/result.ts';
import { importSentence } from '../../src/ui/verdicts/verdictWords.ts';

const series: SeriesSummary = {
  seriesInstanceUid: '1.2.3.1',
  studyInstanceUid: '1.2.3',
  modality: 'CT',
  class: 'ct-other',
  classReason: 'no evidence of intrathecal contrast',
  description: '',
  seriesNumber: 1,
  frameOfReferenceUid: null,
  patientPosition: null,
  lossy: false,
  files: 3,
  frames: 3,
  geometry: { codes: ['regular'], notes: [], volumeAllowed: true, grid: null },
  instances: [],
  otherStacks: [],
};
const study = (uid: string, patientId = 'P1'): StudySummary => ({
  studyInstanceUid: uid,
  patient: { id: patientId, issuer: '', name: 'A^B', birthDate: '', sex: '' },
  study: { date: '20260101', time: '', description: '', accessionNumber: '', id: '' },
  series: [series],
});
const part10 = [Uint8Array.of(1, 2, 3), Uint8Array.of(13, 10, 45, 45), Uint8Array.of(9)];

async function* bytes() {
  for (const each of part10) yield await Promise.resolve(each);
}

const importing =
  (studies: readonly StudySummary[]): ImportRunner =>
  (_items, onProgress) => {
    onProgress({ done: 1, total: 4 });
    return Promise.resolve(
      ok({
        studies,
        verdicts: [
          { path: 'a.dcm', used: true, code: 'ok', kept: null, message: 'Used.' },
          { path: 'b.txt', used: false, code: 'not-dicom', kept: null, message: 'Not DICOM.' },
        ],
        sourceOf: () => ({ kind: 'files', summary: series, stream: bytes }),
      } as const),
    );
  };

describe('importing', () => {
  it('lists studies and verdicts, and says how many files are used', async () => {
    const local = createLocalCases(importing([study('1.2.3')]));
    await local.importFiles([]);
    const { importing: state, verdicts, studies } = local.store.getState();
    expect(state).toEqual({ kind: 'done', used: 1, refused: 1, studyUids: ['1.2.3'] });
    expect(verdicts).toHaveLength(2);
    expect(studies[0]?.stored).toEqual({ kind: 'local' });
    expect(importSentence(1, 1, 1)).toBe(
      '2 files read, 1 used in 1 study. 1 file not used, each with its reason.',
    );
  });

  it('keeps earlier studies, replaces one that comes again, and joins those of one patient', async () => {
    let next = [study('1.2.3')];
    const local = createLocalCases((...call) => importing(next)(...call));
    await local.importFiles([]);
    next = [study('1.2.4'), study('1.2.5', 'P2')];
    await local.importFiles([]);
    next = [study('1.2.3')];
    await local.importFiles([]);
    expect(local.store.getState().studies).toHaveLength(3);
    expect(
      local
        .patientStudies('1.2.3')
        .map((each) => each.studyInstanceUid)
        .toSorted(),
    ).toEqual(['1.2.3', '1.2.4']);
    expect(local.patientStudies('9.9')).toEqual([]);
    local.forget('1.2.4');
    expect(local.patientStudies('1.2.3')).toHaveLength(1);
    expect(local.sourceOf(series)).not.toBeNull();
  });

  it('keeps nothing of an import that was cancelled', async () => {
    const local = createLocalCases(
      (items, onProgress, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () =>
            resolve(importing([study('1.2.3')])(items, onProgress, signal)),
          );
        }),
    );
    const running = local.importFiles([]);
    expect(local.store.getState().importing.kind).toBe('running');
    local.cancelImport();
    await running;
    expect(local.store.getState()).toMatchObject({
      importing: { kind: 'cancelled' },
      studies: [],
      verdicts: [],
    });
  });
});

describe('storing in the archive', () => {
  let root = '';
  let status = 200;
  const bodies: { readonly type: string; readonly body: Buffer }[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      bodies.push({ type: request.headers['content-type'] ?? '', body });
      return response.writeHead(status).end();
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
  });
  afterAll(() => {
    server.close();
  });

  it('sends every instance byte for byte as one part each', async () => {
    const local = createLocalCases(importing([study('1.2.3')]), root);
    await local.importFiles([]);
    await local.storeInArchive('1.2.3');
    expect(local.store.getState().studies[0]?.stored).toEqual({ kind: 'stored' });
    const sent = bodies.at(-1);
    expect(sent?.type).toMatch(/^multipart\/related; type="application\/dicom"; boundary=/);
    const boundary = sent?.type.split('boundary=')[1] ?? '';
    const expected = Buffer.concat([
      ...part10.flatMap((each) => [
        Buffer.from(
          `--${boundary}\r\nContent-Type: application/dicom\r\nContent-Length: ${each.length}\r\n\r\n`,
        ),
        each,
        Buffer.from('\r\n'),
      ]),
      Buffer.from(`--${boundary}--\r\n`),
    ]);
    expect(sent?.body.equals(expected)).toBe(true);
  });

  it('is said of what was sent, not of the same study dropped again meanwhile', async () => {
    let next = [study('1.2.3')];
    const local = createLocalCases((...call) => importing(next)(...call), root);
    await local.importFiles([]);
    const storing = local.storeInArchive('1.2.3');
    next = [{ ...study('1.2.3'), series: [{ ...series, files: 7 }] }];
    await local.importFiles([]);
    await storing;
    expect(local.store.getState().studies.map(({ stored }) => stored)).toEqual([{ kind: 'local' }]);
  });

  it.each([202, 401, 409, 500])('does not call it stored when the archive says %d', async (refusal) => {
    status = refusal;
    const local = createLocalCases(importing([study('1.2.3')]), root);
    await local.importFiles([]);
    await local.storeInArchive('1.2.3');
    expect(local.store.getState().studies[0]?.stored.kind).toBe('failed');
    status = 200;
  });
});

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
