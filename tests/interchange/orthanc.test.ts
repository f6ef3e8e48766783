import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { restorePlan } from '../../src/interchange/foreign/restorePlan.ts';
import { stowBody } from '../server/support/dicomFolder.ts';
import { freePort } from '../server/support/postgres.ts';
import { ORTHANC_MISSING, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';

describe.skipIf(ORTHANC_MISSING !== null)(
  `an Orthanc between writer and reader${ORTHANC_MISSING === null ? '' : ` (${ORTHANC_MISSING})`}`,
  () => {
    let orthanc: Orthanc;
    let url = '';
    beforeAll(async () => {
      orthanc = await startOrthanc(await freePort());
      ({ url } = orthanc);
    });
    afterAll(() => orthanc.stop());

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
