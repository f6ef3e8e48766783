import { z } from 'zod';
import {
  caseParams,
  draftVersionSchema,
  ifMatchHeaders,
  keyImageParams,
  keyImageUploadSchema,
  openCaseSchema,
  saveDraftSchema,
} from '../../schema/http.ts';
import type { Deps } from '../deps.ts';
import { replyWithIssue } from '../errors.ts';
import { caseRecordAnswer } from '../planRecord.ts';
import { actorIn, needs } from '../identity.ts';
import { serverIssue } from '../serverIssue.ts';
import { caseService } from '../services/cases.ts';
import { keyImagePng } from '../store/keyImageStore.ts';
import { failures, fileAnswer, type ZodApp } from './zodApp.ts';

const DRAFT_LIMIT_BYTES = 16 * 1024 * 1024;
const KEY_IMAGE_LIMIT_BYTES = 24 * 1024 * 1024;

export function addCaseRoutes(app: ZodApp, deps: Deps): void {
  const service = caseService(deps);

  app.post(
    '/api/cases',
    {
      onRequest: needs(),
      schema: {
        tags: ['cases'],
        summary: 'Find or create the case of a patient',
        body: openCaseSchema,
        response: { 200: caseRecordAnswer, ...failures(400, 401, 403, 409, 422) },
      },
    },
    async (request, reply) => {
      const opened = await service.open(request.body.patient, actorIn(request));
      return opened.ok ? opened.value : replyWithIssue(reply, opened.error);
    },
  );

  app.get(
    '/api/cases/:caseId',
    {
      onRequest: needs(),
      schema: {
        tags: ['cases'],
        summary: 'A case with its draft and all plan versions',
        params: caseParams,
        response: { 200: caseRecordAnswer, ...failures(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const found = await service.byId(request.params.caseId);
      return found.ok ? found.value : replyWithIssue(reply, found.error);
    },
  );

  app.put(
    '/api/cases/:caseId/draft',
    {
      onRequest: needs('radiologist'),
      bodyLimit: DRAFT_LIMIT_BYTES,
      schema: {
        tags: ['cases'],
        summary: 'Save the draft on top of the version named by If-Match',
        params: caseParams,
        headers: ifMatchHeaders.partial(),
        body: saveDraftSchema,
        response: { 200: draftVersionSchema, ...failures(400, 401, 403, 404, 409, 413, 422, 428) },
      },
    },
    async (request, reply) => {
      const onVersion = versionOf(request.headers['if-match']);
      if (onVersion === null) {
        return replyWithIssue(
          reply,
          serverIssue('precondition-required', 'Say by If-Match which draft version this was made on.'),
        );
      }
      const saved = await service.saveDraft(request.params.caseId, onVersion, request.body, actorIn(request));
      return saved.ok ? saved.value : replyWithIssue(reply, saved.error);
    },
  );

  app.addContentTypeParser(
    'image/png',
    { parseAs: 'buffer', bodyLimit: KEY_IMAGE_LIMIT_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.post(
    '/api/cases/:caseId/key-images',
    {
      onRequest: needs('radiologist'),
      bodyLimit: KEY_IMAGE_LIMIT_BYTES,
      schema: {
        tags: ['cases'],
        summary: 'Store a key image; id and hash are computed here',
        consumes: ['image/png'],
        params: caseParams,
        body: z.instanceof(Buffer, { error: 'a PNG is expected' }),
        response: { 200: keyImageUploadSchema, ...failures(400, 401, 403, 404, 413, 415) },
      },
    },
    async (request, reply) => {
      const stored = await service.storeKeyImage(request.params.caseId, request.body, actorIn(request));
      return stored.ok ? stored.value : replyWithIssue(reply, stored.error);
    },
  );

  app.get(
    '/api/key-images/:keyImageId',
    {
      onRequest: needs(),
      schema: {
        tags: ['cases'],
        summary: 'A key image',
        params: keyImageParams,
        response: { 200: fileAnswer('The picture', 'image/png'), ...failures(400, 401, 404) },
      },
    },
    async (request, reply) => {
      const png = await keyImagePng(deps.database.db, request.params.keyImageId);
      if (png === null) return replyWithIssue(reply, serverIssue('not-found', 'There is no such key image.'));
      return reply
        .header('content-type', 'image/png')
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(png);
    },
  );
}

const versionOf = (ifMatch: string | undefined): number | null =>
  ifMatch === undefined ? null : Number(ifMatch.replace(/^W\//, '').replaceAll('"', ''));
