import { z } from 'zod';
import { packStudy } from '../../dicom/packedStudy.ts';
import { studyParams } from '../../schema/http.ts';
import type { Deps } from '../deps.ts';
import { replyWithIssue } from '../errors.ts';
import { needs } from '../identity.ts';
import { archiveObjectsAnswer, studiesAnswer, worklistAnswer } from '../planRecord.ts';
import { archiveObjects } from '../services/archiveObjects.ts';
import { studiesOfSamePatient, worklist } from '../services/worklist.ts';
import { failures, type ZodApp } from './zodApp.ts';

export function addArchiveRoutes(app: ZodApp, deps: Deps): void {
  app.get(
    '/api/worklist',
    {
      schema: {
        tags: ['archive'],
        summary: 'Patients with their studies and plan status',
        response: { 200: worklistAnswer, ...failures(502) },
      },
    },
    async (_request, reply) => {
      const patients = await worklist(deps);
      return patients.ok ? patients.value : replyWithIssue(reply, patients.error);
    },
  );

  app.get(
    '/api/studies/:studyUid',
    {
      schema: {
        tags: ['archive'],
        summary:
          'All studies of the patient who has this study, with series, geometry and headers; what neighbouring headers share is sent once',
        params: studyParams,
        response: { 200: studiesAnswer, ...failures(400, 404, 502) },
      },
    },
    async (request, reply) => {
      const studies = await studiesOfSamePatient(deps.archive, request.params.studyUid);
      return studies.ok ? studies.value.map(packStudy) : replyWithIssue(reply, studies.error);
    },
  );

  app.get(
    '/api/studies/:studyUid/objects',
    {
      onRequest: needs(),
      schema: {
        tags: ['archive'],
        summary:
          'Reports, segmentations and marks the archive holds of this patient: our plans, and what others say',
        params: studyParams,
        response: { 200: archiveObjectsAnswer, ...failures(400, 401, 404, 502) },
      },
    },
    async (request, reply) => {
      const objects = await archiveObjects(deps, request.params.studyUid);
      return objects.ok ? objects.value : replyWithIssue(reply, objects.error);
    },
  );

  app.post(
    '/api/archive/rescan',
    {
      config: { rateLimit: { max: 12, timeWindow: '1 minute' } },
      schema: {
        tags: ['archive'],
        summary: 'Look again for new or changed files',
        response: { 200: z.object({ instances: z.int().min(0) }), ...failures(403, 429, 502) },
      },
    },
    async (_request, reply) => {
      const instances = await deps.archive.rescan();
      return instances.ok ? { instances: instances.value } : replyWithIssue(reply, instances.error);
    },
  );
}
