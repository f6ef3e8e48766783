import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { uid } from '../../schema/common.ts';
import type { DicomwebOperation, DicomwebRequest } from '../archive/archivePort.ts';
import type { Deps } from '../deps.ts';
import { recordAudit } from '../store/auditStore.ts';
import { failures, fileAnswer, type ZodApp } from './zodApp.ts';

const ROOT = '/dicom-web';
/** One request may carry a whole series. */
const STOW_LIMIT_BYTES = 4 * 1024 ** 3;

const study = z.object({ study: uid });
const series = study.extend({ series: uid });
const instance = series.extend({ instance: uid });
const frames = instance.extend({ frames: z.string().regex(/^[1-9]\d{0,5}(,[1-9]\d{0,5}){0,999}$/) });
const anyParams = frames.partial();

const DICOM_JSON = 'application/dicom+json';
const mediaTypes = (operation: DicomwebOperation): readonly string[] =>
  operation.startsWith('search-') || operation.endsWith('-metadata')
    ? [DICOM_JSON]
    : ['multipart/related', ...(operation === 'retrieve-instance' ? ['application/dicom'] : [])];

interface Route {
  readonly operation: DicomwebOperation;
  readonly path: string;
  readonly params: z.ZodObject | null;
  readonly summary: string;
}
const READS: readonly Route[] = [
  { operation: 'search-studies', path: '/studies', params: null, summary: 'QIDO-RS: search studies' },
  { operation: 'search-series', path: '/series', params: null, summary: 'QIDO-RS: search series' },
  { operation: 'search-instances', path: '/instances', params: null, summary: 'QIDO-RS: search instances' },
  { operation: 'search-series', path: '/studies/:study/series', params: study, summary: 'QIDO-RS: series of a study' },
  { operation: 'search-instances', path: '/studies/:study/instances', params: study, summary: 'QIDO-RS: instances of a study' },
  { operation: 'search-instances', path: '/studies/:study/series/:series/instances', params: series, summary: 'QIDO-RS: instances of a series' },
  { operation: 'study-metadata', path: '/studies/:study/metadata', params: study, summary: 'WADO-RS: metadata of a study' },
  { operation: 'series-metadata', path: '/studies/:study/series/:series/metadata', params: series, summary: 'WADO-RS: metadata of a series' },
  { operation: 'instance-metadata', path: '/studies/:study/series/:series/instances/:instance/metadata', params: instance, summary: 'WADO-RS: metadata of an instance' },
  { operation: 'retrieve-study', path: '/studies/:study', params: study, summary: 'WADO-RS: a study as one stream' },
  { operation: 'retrieve-series', path: '/studies/:study/series/:series', params: series, summary: 'WADO-RS: a series as one stream, in geometric order' },
  { operation: 'retrieve-instance', path: '/studies/:study/series/:series/instances/:instance', params: instance, summary: 'WADO-RS: an instance' },
  { operation: 'retrieve-frames', path: '/studies/:study/series/:series/instances/:instance/frames/:frames', params: frames, summary: 'WADO-RS: frames (from 1) of an instance' },
  { operation: 'retrieve-pixel-data', path: '/studies/:study/series/:series/instances/:instance/bulkdata/7FE00010', params: instance, summary: 'WADO-RS: pixel data as bulk data' },
]; // prettier-ignore
const STORES: readonly Route[] = [
  { operation: 'store', path: '/studies', params: null, summary: 'STOW-RS: store instances' },
  { operation: 'store', path: '/studies/:study', params: study, summary: 'STOW-RS: store instances of a study' },
]; // prettier-ignore

/** DICOMweb (PS3.18) under `/dicom-web`: answered from the folder, or handed on to the configured archive. */
export function addDicomwebRoutes(app: ZodApp, { archive, database, clock }: Deps): void {
  const handle = async (operation: DicomwebOperation, request: FastifyRequest, reply: FastifyReply) => {
    const asked = requestOf(request, reply, operation === 'store');
    const answer = await archive.dicomweb(operation, asked);
    if (operation === 'store') {
      await recordAudit(database.db, {
        at: clock().toISOString(),
        actor: request.actor,
        action: 'instances-stored',
        detail: { status: answer.status },
      });
    }
    return reply
      .status(answer.status)
      .headers({ 'cache-control': 'private, no-store', ...answer.headers })
      .send(answer.body);
  };

  for (const { operation, path, params, summary } of READS) {
    app.get(
      `${ROOT}${path}`,
      {
        exposeHeadRoute: false,
        schema: {
          tags: ['dicomweb'],
          summary,
          ...(params === null ? {} : { params }),
          response: {
            200: fileAnswer('As PS3.18 says', ...mediaTypes(operation)),
            ...failures(400, 404, 406, 502),
          },
        },
      },
      (request, reply) => handle(operation, request, reply),
    );
  }
  app.register(async (stow) => {
    // The body is read as it comes: multipart/related goes to the archive as a stream.
    stow.removeAllContentTypeParsers();
    stow.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const { operation, path, params, summary } of STORES) {
      stow.post(
        `${ROOT}${path}`,
        {
          bodyLimit: STOW_LIMIT_BYTES,
          schema: {
            tags: ['dicomweb'],
            summary,
            consumes: ['multipart/related'],
            ...(params === null ? {} : { params }),
            response: {
              200: fileAnswer('All stored', DICOM_JSON),
              202: fileAnswer('Some stored, some refused', DICOM_JSON),
              409: fileAnswer('None stored', DICOM_JSON),
              ...failures(400, 403, 413, 415, 502),
            },
          },
        },
        (request, reply) => handle(operation, request, reply),
      );
    }
  });
}

function requestOf(request: FastifyRequest, reply: FastifyReply, withBody: boolean): DicomwebRequest {
  const params = anyParams.parse(request.params);
  const url = new URL(request.url, 'http://localhost');
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return {
    path: url.pathname.slice(ROOT.length + 1),
    studyUid: params.study ?? null,
    seriesUid: params.series ?? null,
    instanceUid: params.instance ?? null,
    frames: params.frames?.split(',').map(Number) ?? [],
    query: url.searchParams,
    accept: request.headers.accept ?? '',
    contentType: request.headers['content-type'] ?? '',
    body: withBody && request.body instanceof Readable ? request.body : null,
    serviceRoot: `${request.protocol}://${request.headers.host ?? ''}${ROOT}`,
    signal: gone.signal,
  };
}
