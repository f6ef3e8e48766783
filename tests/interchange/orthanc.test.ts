import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { restorePlan } from '../../src/interchange/foreign/restorePlan.ts';
import { stowBody } from '../server/support/dicomFolder.ts';
import { freePort } from '../server/support/postgres.ts';
import { ORTHANC } from '../support/programs.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';

const PLUGINS = ['/usr/share/orthanc/plugins', '/usr/lib/orthanc'].filter((folder) => existsSync(folder));
const reason = ORTHANC === null || PLUGINS.length === 0 ? 'Orthanc with DICOMweb is not installed' : null;

describe.skipIf(reason !== null)(
  `an Orthanc between writer and reader${reason === null ? '' : ` (${reason})`}`,
  () => {
    let orthanc: ChildProcess;
    let folder = '';
    let url = '';

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'patchpoint-formats-orthanc-'));
      const port = await freePort();
      url = `http://127.0.0.1:${String(port)}`;
      writeFileSync(
        join(folder, 'orthanc.json'),
        JSON.stringify({
          StorageDirectory: join(folder, 'storage'),
          IndexDirectory: join(folder, 'storage'),
          HttpPort: port,
          DicomServerEnabled: false,
          AuthenticationEnabled: false,
          Plugins: PLUGINS,
          DicomWeb: { Enable: true, Root: '/dicom-web/' },
        }),
      );
      orthanc = spawn(ORTHANC ?? '', [join(folder, 'orthanc.json')], { stdio: 'ignore' });
      const until = Date.now() + 60_000;
      while ((await fetch(`${url}/system`).catch(() => null))?.status !== 200) {
        if (Date.now() > until) throw new Error('Orthanc does not answer');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    });
    afterAll(async () => {
      const gone = new Promise((resolve) => orthanc.once('exit', resolve));
      orthanc.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    });

    it('takes every object by STOW-RS and gives back the same bytes, which say the same plan', async () => {
      const plan = fullPlan();
      const context = contextOf(plan);
      const sent = PLAN_FORMATS.filter(({ contentType }) => contentType === 'application/dicom').map(
        ({ id }) => {
          const files = exportVerified(plan, id, context);
          if (!files.ok) throw new Error(`${id}: ${files.error[0]?.message ?? ''}`);
          return { id, files: files.value };
        },
      );
      const { body, contentType } = stowBody(sent.flatMap(({ files }) => files.map(({ bytes }) => bytes)));
      const stored = await fetch(`${url}/dicom-web/studies`, {
        method: 'POST',
        headers: { 'content-type': contentType, accept: 'application/dicom+json' },
        body: new Uint8Array(body),
      });
      expect(stored.status).toBe(200);
      const instances = (await (await fetch(`${url}/instances`)).json()) as string[];
      const back = await Promise.all(
        instances.map(
          async (id) => new Uint8Array(await (await fetch(`${url}/instances/${id}/file`)).arrayBuffer()),
        ),
      );
      const restored: unknown[] = [];
      for (const { id, files } of sent) {
        const returned = files.map(({ bytes }) =>
          back.find((one) => Buffer.from(one).equals(Buffer.from(bytes))),
        );
        expect(returned, id).not.toContain(undefined);
        const again = returned.flatMap((bytes) => (bytes === undefined ? [] : [{ bytes }]));
        expect(readBackFaults(plan, id, again, context)).toEqual([]);
        if (id === 'sr') restored.push(restorePlan(again[0]?.bytes ?? new Uint8Array()));
      }
      expect(restored).toEqual([{ ok: true, value: plan }]);
      expect(back).toHaveLength(sent.flatMap(({ files }) => files).length);
    });
  },
);
