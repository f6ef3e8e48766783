import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportVerified, readBackFaults } from '../../src/interchange/exportVerified.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { restorePlan } from '../../src/interchange/foreign/restorePlan.ts';
import { stowBody } from '../server/support/dicomFolder.ts';
import { freePort } from '../server/support/postgres.ts';
import { ORTHANC_MISSING, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import { pictureSheet } from '../../src/interchange/pictures/sheet.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';
import { grey, picturedPlan, slope } from './support/picturedPlan.ts';

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

    it('keeps a sheet of key images: Orthanc itself sees the pixels that were drawn', async () => {
      const pictures = [slope(900, 200), grey(40), slope(100, 150)];
      const { plan, context } = picturedPlan(pictures);
      const files = exportVerified(plan, 'sc', context);
      if (!files.ok) throw new Error(files.error[0]?.message ?? '');
      const sheet = files.value.at(-1)?.bytes ?? new Uint8Array();
      const stored = await fetch(`${url}/instances`, { method: 'POST', body: Uint8Array.from(sheet) });
      const { ID } = (await stored.json()) as { ID: string };
      const fetched = await fetch(`${url}/instances/${ID}/file`);
      const back = files.value.with(files.value.length - 1, {
        bytes: new Uint8Array(await fetched.arrayBuffer()),
      });
      expect(readBackFaults(plan, 'sc', back, context)).toEqual([]);
      const seen = await fetch(`${url}/instances/${ID}/preview`);
      expect(seen.status).toBe(200);
      const { width, height, channels, data } = decode(new Uint8Array(await seen.arrayBuffer()));
      const drawn = pictureSheet(pictures.map((picture, index) => ({ ordinal: index + 1, picture })));
      expect([width, height, channels]).toEqual([drawn.width, drawn.height, 3]);
      expect(Buffer.from(data).equals(Buffer.from(drawn.rgb.subarray(0, width * height * 3)))).toBe(true);
    });
  },
);
