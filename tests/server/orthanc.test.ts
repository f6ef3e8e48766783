import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { multipartBoundary } from '../../src/dicom/multipart.ts';
import { MultipartParser } from '../../src/dicom/multipartParser.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import type { PackedStudy } from '../../src/dicom/packedStudy.ts';
import type { WorklistPatient } from '../../src/app/api.ts';
import { dicomwebArchive } from '../../src/server/archive/dicomwebArchive.ts';
import { dataPath, noData } from '../dicom/sharedData.ts';
import { ORTHANC } from '../support/programs.ts';
import { slice, STUDY, SERIES, stowBody } from './support/dicomFolder.ts';
import { freePort } from './support/postgres.ts';
import { callerOf, startTestServer, type Caller, type TestServer } from './support/testServer.ts';

const PLUGINS = ['/usr/share/orthanc/plugins', '/usr/lib/orthanc'].filter((folder) => existsSync(folder));
const missing =
  ORTHANC === null
    ? 'Orthanc is not installed'
    : PLUGINS.length === 0
      ? 'orthanc-dicomweb is not installed'
      : null;
const DICOM_PARTS = 'multipart/related; type="application/dicom"; transfer-syntax=*';

describe.skipIf(missing !== null)(
  `a real Orthanc as the archive${missing === null ? '' : ` (${missing})`}`,
  () => {
    let orthanc: ChildProcess;
    let folder = '';
    let server: TestServer;
    let anyone: Caller;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'patchpoint-orthanc-'));
      const port = await freePort();
      const configuration = {
        Name: 'test',
        StorageDirectory: join(folder, 'storage'),
        IndexDirectory: join(folder, 'storage'),
        HttpPort: port,
        DicomServerEnabled: false,
        RemoteAccessAllowed: false,
        AuthenticationEnabled: true,
        RegisteredUsers: { patchpoint: 'secret' },
        Plugins: PLUGINS,
        DicomWeb: { Enable: true, Root: '/dicom-web/', EnableWado: false },
      };
      writeFileSync(join(folder, 'orthanc.json'), JSON.stringify(configuration));
      orthanc = spawn(ORTHANC ?? '', [join(folder, 'orthanc.json')], { stdio: 'ignore' });
      const url = `http://127.0.0.1:${String(port)}/dicom-web`;
      const authorization = `Basic ${Buffer.from('patchpoint:secret').toString('base64')}`;
      await answers(`${url}/studies`, authorization);
      server = await startTestServer({ archive: dicomwebArchive({ url, authorization }) });
      anyone = callerOf(server.app, '');
    });
    afterAll(async () => {
      // First of all: it must not outlive a test that could not begin.
      const gone = new Promise((resolve) => orthanc.once('exit', resolve));
      orthanc.kill('SIGTERM');
      await gone;
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const store = (files: readonly Uint8Array[]) => {
      const { body, contentType } = stowBody(files);
      return anyone<Readonly<Record<string, { readonly Value?: readonly unknown[] }>>>(
        'POST',
        '/dicom-web/studies',
        body,
        {
          'content-type': contentType,
          accept: 'application/dicom+json',
        },
      );
    };
    const retrieve = async (path: string): Promise<readonly Uint8Array[]> => {
      const answer = await anyone<Buffer>('GET', path, undefined, { accept: DICOM_PARTS });
      expect(answer.status).toBe(200);
      const parser = new MultipartParser(multipartBoundary(String(answer.headers['content-type'])) ?? '');
      const parts = parser.push(answer.body);
      expect(parser.finish().ok).toBe(true);
      return parts.ok ? parts.value.map(({ body }) => body) : [];
    };

    test('what is stored through us is in its worklist and comes back whole', async () => {
      const stored = await store([slice(1, 0), slice(2, 10), slice(3, 20)]);
      expect(stored.status).toBe(200);
      const patients = await anyone<readonly WorklistPatient[]>('GET', '/api/worklist');
      expect(patients.body[0]?.patient).toMatchObject({ id: 'FOLDER-1', name: 'Test^Folder' });
      expect(patients.body[0]?.studies[0]?.series[0]).toMatchObject({
        modality: 'CT',
        class: 'ct-other',
        files: 3,
      });
      const parts = await retrieve(`/dicom-web/studies/${STUDY}/series/${SERIES}`);
      expect(
        parts.map((bytes) => parseInstance(bytes, '').header?.instanceNumber ?? 0).toSorted((a, b) => a - b),
      ).toEqual([1, 2, 3]);
    });

    test('geometry is derived from its metadata', async () => {
      const studies = await anyone<readonly PackedStudy[]>('GET', `/api/studies/${STUDY}`);
      const series = studies.body[0]?.series[0];
      expect(series?.geometry.codes).toEqual(['regular']);
      expect(series?.geometry.grid?.dimensions).toEqual([4, 2, 3]);
      // What the three headers share comes once.
      expect(series?.instances.map(({ own }) => own.map(({ instanceNumber }) => instanceNumber))).toEqual([
        [1, 2, 3],
      ]);
    });

    test('searches and frames are handed on; a wrong address stays wrong', async () => {
      const rows = await anyone<readonly unknown[]>('GET', '/dicom-web/studies?PatientID=FOLDER-1');
      expect(rows.body).toHaveLength(1);
      const [frame] = await retrieve(`/dicom-web/studies/${STUDY}/series/${SERIES}`);
      const sop = parseInstance(frame ?? new Uint8Array(), '').header?.sopInstanceUid ?? '';
      const frames = await anyone(
        'GET',
        `/dicom-web/studies/${STUDY}/series/${SERIES}/instances/${sop}/frames/1`,
        undefined,
        {
          accept: 'multipart/related; type="application/octet-stream"; transfer-syntax=*',
        },
      );
      expect(frames.status).toBe(200);
      expect((await anyone('GET', '/dicom-web/studies/1.2.3/metadata')).status).toBeGreaterThanOrEqual(400);
    });

    test.skipIf(noData)(
      `the real CT goes in and out unchanged${noData ? ' (../shared/data is absent)' : ''}`,
      async () => {
        const names = readdirSync(dataPath('series/ct_lumbar_3mm'));
        const files = names.map((name) => readFileSync(dataPath(`series/ct_lumbar_3mm/${name}`)));
        expect((await store(files)).status).toBe(200);
        await anyone('POST', '/api/archive/rescan');
        const patients = await anyone<readonly WorklistPatient[]>('GET', '/api/worklist');
        const real = patients.body.find(({ patient }) => patient.id === 'REAL-01')?.studies[0];
        expect(real?.series[0]).toMatchObject({ files: 112, class: 'ct-other' });
        const path = `/dicom-web/studies/${real?.studyInstanceUid ?? ''}/series/${real?.series[0]?.seriesInstanceUid ?? ''}`;
        const back = await retrieve(path);
        expect(pixels(back)).toEqual(pixels(files));
      },
    );

    test('when it is gone we say so', async () => {
      const away = await startTestServer({
        archive: dicomwebArchive({ url: 'http://127.0.0.1:1/dicom-web', authorization: null }),
      });
      const ask = callerOf(away.app, '');
      expect((await ask<{ code: string }>('GET', '/api/worklist')).body.code).toBe('archive-unreachable');
      expect((await ask('GET', '/dicom-web/studies')).status).toBe(502);
      const health = await ask<{ status: string; archive: { ok: boolean } }>('GET', '/api/health');
      expect([health.body.status, health.body.archive.ok]).toEqual(['degraded', false]);
      await away.close();
    });
  },
);

/** Orthanc has started when it answers. */
async function answers(url: string, authorization: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const response = await fetch(url, { headers: { authorization } }).catch(() => null);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Orthanc did not start.');
}

/** SOP Instance UID and pixel bytes of each; Orthanc may write the header anew. */
const pixels = (all: readonly Uint8Array[]): ReadonlySet<string> =>
  new Set(
    all.map((bytes) => {
      const header = parseInstance(bytes, '').header;
      const at = header?.pixelData?.offset ?? 0;
      return `${header?.sopInstanceUid ?? ''} ${Buffer.from(bytes.subarray(at)).toString('base64')}`;
    }),
  );
