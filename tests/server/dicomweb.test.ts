import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerFromDicomJson } from '../../src/dicom/headerFromDicomJson.ts';
import { multipartBoundary } from '../../src/dicom/multipart.ts';
import { MultipartParser, type MultipartPart } from '../../src/dicom/multipartParser.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import type { PackedStudy } from '../../src/dicom/packedStudy.ts';
import type { WorklistPatient } from '../../src/app/api.ts';
import { PATIENT, planOf, rightL2L3Draft } from '../domain/builders.ts';
import { dataPath, noData, readData } from '../dicom/sharedData.ts';
import {
  CT_CLASS,
  EXPLICIT,
  SERIES,
  slice,
  stowBody,
  STUDY,
  uidOf,
  writeFile,
} from './support/dicomFolder.ts';
import {
  callerOf,
  startTestServer,
  type Answer,
  type Caller,
  type TestServer,
} from './support/testServer.ts';

type Dataset = Readonly<Record<string, { readonly vr: string; readonly Value?: readonly unknown[] }>>;
const DICOM_PARTS = 'multipart/related; type="application/dicom"; transfer-syntax=*';

let server: TestServer;
let anyone: Caller;
/** z of slices 1..6, shuffled: file order, instance order and geometric order all differ. */
const HEIGHTS = [30, 0, 50, 10, 40, 20];

beforeAll(async () => {
  server = await startTestServer();
  anyone = callerOf(server.app, '');
  for (const [index, z] of HEIGHTS.entries()) {
    writeFile(server.archiveRoot, `a/IM${String(9 - index)}`, slice(index + 1, z));
  }
  writeFile(
    server.archiveRoot,
    'b/report.dcm',
    slice(50, 0, { series: '2.25.99', study: '2.25.90', name: 'Other^Anna' }),
  );
  writeFile(server.archiveRoot, 'notes.txt', Buffer.from('not DICOM'));
});
afterAll(async () => server.close());

function partsOf(answer: Answer<Buffer>): readonly MultipartPart[] {
  const boundary = multipartBoundary(String(answer.headers['content-type']));
  const parser = new MultipartParser(boundary ?? '');
  const parts = parser.push(answer.body);
  expect(parser.finish().ok).toBe(true);
  return parts.ok ? parts.value : [];
}
const valueOf = (row: Dataset | undefined, tag: string): unknown => row?.[tag]?.Value?.[0];
const search = async (path: string): Promise<readonly Dataset[]> =>
  (await anyone<readonly Dataset[]>('GET', `/dicom-web/${path}`)).body;

describe('QIDO-RS', () => {
  test('studies carry the attributes of PS3.18 table 10.6.3-3', async () => {
    const rows = await search(`studies?StudyInstanceUID=${STUDY}`);
    expect(rows).toHaveLength(1);
    const row = rows[0];
    expect(valueOf(row, '00100010')).toEqual({ Alphabetic: 'Test^Folder' });
    expect(valueOf(row, '00201208')).toBe(6);
    expect(row?.['00080061']?.Value).toEqual(['CT']);
    expect(valueOf(row, '00081190')).toBe(`http://localhost:8080/dicom-web/studies/${STUDY}`);
    expect(row?.['00100040']).toEqual({ vr: 'CS' });
  });

  test.each([
    ['PatientID=FOLDER-1', 2],
    ['00100020=FOLDER-1', 2],
    ['PatientID=folder-1', 0],
    ['PatientName=other*', 1],
    ['PatientName=Oth?r%5EAnna', 1],
    ['StudyDate=20240611', 2],
    ['StudyDate=20240101-20241231', 2],
    ['StudyDate=20250101-', 0],
    ['StudyDate=-20240611', 2],
    ['StudyTime=10-11', 2],
    ['ModalitiesInStudy=MR', 0],
    ['Modality=CT', 2],
    [`StudyInstanceUID=${STUDY},2.25.90`, 2],
    [`StudyInstanceUID=${STUDY}*`, 0],
    ['AccessionNumber=', 2],
    ['limit=1', 1],
    ['limit=1&offset=2', 0],
    ['SOPInstanceUID=2.25.1001', 1],
  ])('%s finds %i studies', async (query, count) => {
    expect(await search(`studies?${query}`)).toHaveLength(count);
  });

  test('series and instances, within a study or of all', async () => {
    expect(await search('series')).toHaveLength(2);
    const [series] = await search(`studies/${STUDY}/series?includefield=FrameOfReferenceUID`);
    expect([valueOf(series, '0020000E'), valueOf(series, '00201209'), valueOf(series, '00200052')]).toEqual([
      SERIES,
      6,
      '2.25.13',
    ]);
    const instances = await search(`studies/${STUDY}/series/${SERIES}/instances`);
    expect(instances.map((row) => valueOf(row, '00080018'))).toHaveLength(6);
    expect(valueOf(instances[0], '00083002')).toBe(EXPLICIT);
    expect(await search('instances?InstanceNumber=4')).toHaveLength(1);
  });

  test('what is not supported is said, what is nonsense is refused', async () => {
    const fuzzy = await anyone('GET', '/dicom-web/studies?fuzzymatching=true&OperatorsName=X');
    expect(fuzzy.status).toBe(200);
    expect(String(fuzzy.headers['warning'])).toMatch(/fuzzymatching.*OperatorsName/);
    const cut = await anyone('GET', '/dicom-web/studies?limit=1');
    expect(String(cut.headers['warning'])).toContain('additional results');
    expect((await anyone('GET', '/dicom-web/studies?limit=many')).status).toBe(400);
    expect((await anyone('GET', '/dicom-web/studies?patient%20name=x')).status).toBe(400);
  });
});

describe('WADO-RS', () => {
  test('a series is one stream in geometric order, byte for byte as stored', async () => {
    const answer = await anyone<Buffer>('GET', `/dicom-web/studies/${STUDY}/series/${SERIES}`, undefined, {
      accept: DICOM_PARTS,
    });
    expect(answer.status).toBe(200);
    const parts = partsOf(answer);
    expect(parts.every(({ headers, body }) => Number(headers.get('content-length')) === body.length)).toBe(
      true,
    );
    const heights = parts.map(({ body }) => parseInstance(body, '').header?.imagePositionPatient?.[2] ?? 0);
    const sorted = heights.toSorted((a, b) => a - b);
    expect([sorted, sorted.toReversed()]).toContainEqual(heights);
    const files = HEIGHTS.map((z, index) => Buffer.from(slice(index + 1, z)).toString('hex'));
    expect(new Set(parts.map(({ body }) => Buffer.from(body).toString('hex')))).toEqual(new Set(files));
  });

  test('metadata is the whole dataset without pixels, and reads back as the same header', async () => {
    const rows = await search(`studies/${STUDY}/series/${SERIES}/metadata`);
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      const header = headerFromDicomJson(row, EXPLICIT);
      const n = Number(valueOf(row, '00200013'));
      const own = parseInstance(slice(n, HEIGHTS[n - 1] ?? 0), '').header;
      expect(header).toEqual({ ok: true, value: { ...own, pixelData: null } });
      expect(row['7FE00010']).toMatchObject({ BulkDataURI: expect.stringContaining('/bulkdata/7FE00010') });
    }
  });

  test('frames and bulk data are the pixels', async () => {
    const base = `/dicom-web/studies/${STUDY}/series/${SERIES}/instances/${uidOf(2)}`;
    const expected = Buffer.from(Array.from({ length: 16 }, (_, index) => 32 + index));
    for (const path of [`${base}/frames/1`, `${base}/bulkdata/7FE00010`]) {
      const [part] = partsOf(await anyone<Buffer>('GET', path));
      expect(Buffer.from(part?.body ?? []).equals(expected)).toBe(true);
      expect(part?.headers.get('content-type')).toBe(`application/octet-stream; transfer-syntax=${EXPLICIT}`);
    }
    expect((await anyone('GET', `${base}/frames/2`)).status).toBe(404);
    expect((await anyone('GET', `${base}/frames/0`)).status).toBe(400);
    expect((await anyone('GET', `${base}/frames/1`, undefined, { accept: 'image/png' })).status).toBe(406);
  });

  test('a syntax we do not have is not acceptable; a single instance may come bare', async () => {
    const path = `/dicom-web/studies/${STUDY}/series/${SERIES}/instances/${uidOf(1)}`;
    const jpeg = 'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.90';
    expect((await anyone('GET', path, undefined, { accept: jpeg })).status).toBe(406);
    const bare = await anyone<Buffer>('GET', path, undefined, { accept: 'application/dicom' });
    expect(bare.headers['content-type']).toBe('application/dicom');
    expect(bare.body.equals(slice(1, 30))).toBe(true);
  });

  test.each([
    '/dicom-web/studies/..%2f..%2fetc',
    '/dicom-web/studies/%2e%2e/series/1.2',
    `/dicom-web/studies/${STUDY}/series/..`,
    `/dicom-web/studies/${'1'.repeat(65)}`,
    `/dicom-web/studies/${STUDY}/series/${SERIES}/instances/1%00`,
  ])('%s leads nowhere', async (path) => {
    expect([400, 404]).toContain((await anyone('GET', path)).status);
  });

  test('links in the folder are not followed', async () => {
    symlinkSync('/etc', join(server.archiveRoot, 'link'));
    const health = await anyone<{ archive: { message: string | null } }>('GET', '/api/health');
    expect(health.body.archive).toMatchObject({ ok: true, message: null });
  });

  test('a client that goes away stops the reading', async () => {
    await server.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.app.server.address() as AddressInfo;
    const closed = await new Promise<boolean>((resolve) => {
      const request = httpRequest(
        { port, host: '127.0.0.1', path: `/dicom-web/studies/${STUDY}`, headers: { host: 'localhost' } },
        (response) => {
          response.once('data', () => {
            response.destroy();
            resolve(true);
          });
        },
      );
      request.end();
    });
    expect(closed).toBe(true);
    await expect.poll(() => openFilesBelow(server.archiveRoot)).toEqual([]);
  });
});

const store = (files: readonly Uint8Array[], path = 'studies'): Promise<Answer<Dataset>> => {
  const { body, contentType } = stowBody(files);
  return anyone<Dataset>('POST', `/dicom-web/${path}`, body, { 'content-type': contentType });
};

describe('STOW-RS', () => {
  test('what is stored is found at once, and survives as the same bytes', async () => {
    const stored = await store([slice(70, 1, { study: '2.25.70', series: '2.25.71' })]);
    expect(stored.status).toBe(200);
    expect(stored.body['00081199']?.Value).toHaveLength(1);
    expect(stored.body['00081198']).toBeUndefined();
    expect(await search('studies?StudyInstanceUID=2.25.70')).toHaveLength(1);
    const again = await store([slice(70, 1, { study: '2.25.70', series: '2.25.71' })]);
    expect(again.status).toBe(200);
  });

  test('other bytes under a known UID, a wrong study, no DICOM: each fails by itself', async () => {
    const answer = await store(
      [
        slice(72, 1, { study: '2.25.70', series: '2.25.71' }),
        slice(70, 99, { study: '2.25.70', series: '2.25.71' }),
        slice(73, 1, { study: '2.25.7000', series: '2.25.71' }),
        Buffer.from('not DICOM at all'),
        slice(74, 1, { study: '2.25.70', series: '2.25.71' }).subarray(0, 400),
      ],
      'studies/2.25.70',
    );
    expect(answer.status).toBe(202);
    const failed = answer.body['00081198']?.Value as readonly Dataset[];
    expect(failed.map((row) => [valueOf(row, '00081155'), valueOf(row, '00081197')])).toEqual([
      [uidOf(70), 0x0111],
      [uidOf(73), 0xa900],
      [uidOf(74), 0xc000],
    ]);
    expect(valueOf(failed[0], '00081150')).toBe(CT_CLASS);
    expect(answer.body['0008119A']?.Value).toHaveLength(1);
    expect(await search('instances?StudyInstanceUID=2.25.70')).toHaveLength(2);
    expect(
      readdirSync(join(server.archiveRoot, 'stow'), { recursive: true }).filter((name) =>
        String(name).includes('.part-'),
      ),
    ).toEqual([]);
  });

  test('nothing usable is a conflict, another media type is refused, a cut message keeps what came whole', async () => {
    expect((await store([Buffer.from('x')])).status).toBe(409);
    const wrong = await anyone('POST', '/dicom-web/studies', Buffer.from('{}'), {
      'content-type': 'application/json',
    });
    expect(wrong.status).toBe(415);
    const { body, contentType } = stowBody([
      slice(80, 1, { study: '2.25.80' }),
      slice(81, 2, { study: '2.25.80' }),
    ]);
    const cut = await anyone<Dataset>('POST', '/dicom-web/studies', body.subarray(0, body.length - 100), {
      'content-type': contentType,
    });
    expect(cut.status).toBe(202);
    expect(await search('instances?StudyInstanceUID=2.25.80')).toHaveLength(1);
  });
});

const worklistRows = async (): Promise<readonly WorklistPatient[]> =>
  (await anyone<readonly WorklistPatient[]>('GET', '/api/worklist')).body;

describe('the folder', () => {
  test('a new folder is seen at the next worklist, a removed file is gone, nothing is read twice', async () => {
    writeFile(server.archiveRoot, 'new/one.dcm', slice(90, 0, { study: '2.25.91' }));
    const query = 'studies?StudyInstanceUID=2.25.91';
    expect(await search(query)).toHaveLength(1);
    expect(existsSync(join(server.folder, 'index.json'))).toBe(true);
    rmSync(join(server.archiveRoot, 'new'), { recursive: true });
    expect(await search(query)).toHaveLength(0);
  });

  test('studies of one patient stand together; the same id with another birth date is another patient', async () => {
    writeFile(server.archiveRoot, 'twin/a.dcm', slice(95, 0, { study: '2.25.95', birthDate: '19991231' }));
    const { body } = await anyone<readonly PackedStudy[]>('GET', `/api/studies/${STUDY}`);
    const uids = body.map(({ studyInstanceUid }) => studyInstanceUid);
    expect(uids).toContain('2.25.90');
    expect(uids).not.toContain('2.25.95');
    expect((await anyone('GET', '/api/studies/2.25.404')).status).toBe(404);
  });

  test('the worklist shows the case and plan of the right twin only, and plans without images here', async () => {
    const radiologist = await server.as('radiologist');
    const twin = { id: 'FOLDER-1', issuer: '', name: 'Test^Folder', birthDate: '19991231', sex: '' };
    const opened = await radiologist<{ caseId: string }>('POST', '/api/cases', { patient: twin });
    const away = { ...PATIENT, id: 'DROPPED-1' };
    const dropped = await radiologist<{ caseId: string }>('POST', '/api/cases', { patient: away });
    const before = await worklistRows();
    expect(
      before.filter(({ caseId }) => caseId === opened.body.caseId).map(({ patient }) => patient.birthDate),
    ).toEqual(['19991231']);
    expect(before.some(({ patient }) => patient.id === 'DROPPED-1')).toBe(false);
    const plan = planOf(rightL2L3Draft(), { patient: away, planId: 'plan-dropped' });
    await radiologist('POST', `/api/cases/${dropped.body.caseId}/plans`, { plan });
    const row = (await worklistRows()).find(({ patient }) => patient.id === 'DROPPED-1');
    expect(row).toMatchObject({ studies: [], plan: { state: 'signed', level: 'L2-L3', handoff: 'none' } });
  });
});

describe.skipIf(noData)(`real files${noData ? ' (../shared/data is absent)' : ''}`, () => {
  test.each([
    ['ts/ct512_BigEndianExplicit.dcm', 'eb5b3a66f37c0db5'],
    ['ts/ct512_DeflatedExplicitVRLittleEndian.dcm', 'eb5b3a66f37c0db5'],
  ])('the frame of %s is little endian and inflated', async (path, sha1) => {
    const bytes = readData(`odd/${path}`);
    const header = parseInstance(bytes, '').header;
    writeFile(server.archiveRoot, `real/${sha1}-${path.length.toString()}.dcm`, bytes);
    const base = `/dicom-web/studies/${header?.studyInstanceUid ?? ''}/series/${header?.seriesInstanceUid ?? ''}`;
    const frames = await anyone<Buffer>('GET', `${base}/instances/${header?.sopInstanceUid ?? ''}/frames/1`);
    const [part] = partsOf(frames);
    const hash = createHash('sha1')
      .update(part?.body ?? '')
      .digest('hex');
    expect(hash.slice(0, 16)).toBe(sha1);
    rmSync(join(server.archiveRoot, 'real'), { recursive: true });
  });

  test('the real CT: 112 slices from foot to head or back, as one stream', async () => {
    for (const name of readdirSync(dataPath('series/ct_lumbar_3mm'))) {
      writeFile(server.archiveRoot, `ct/${name}`, readFileSync(dataPath(`series/ct_lumbar_3mm/${name}`)));
    }
    const [series] = await search('series?SeriesDescription=CT%20L-SPINE*');
    const path = `/dicom-web/studies/${String(valueOf(series, '0020000D'))}/series/${String(valueOf(series, '0020000E'))}`;
    const parts = partsOf(await anyone<Buffer>('GET', path, undefined, { accept: DICOM_PARTS }));
    const heights = parts.map(({ body }) => parseInstance(body, '').header?.imagePositionPatient?.[2] ?? 0);
    expect(heights).toHaveLength(112);
    const steps = heights.slice(1).map((z, index) => z - (heights[index] ?? 0));
    expect(new Set(steps.map((step) => Math.sign(step))).size).toBe(1);
  });
});

/** Files below `root` that this process holds open. */
function openFilesBelow(root: string): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${descriptor}`);
      return target.startsWith(root) ? [target] : [];
    } catch {
      // Closed between listing and looking.
      return [];
    }
  });
}
