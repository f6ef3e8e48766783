import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  multipartBoundary,
  multipartEnd,
  multipartPartHeader,
  multipartParts,
} from '../../dicom/multipart.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import type { ArchivePort, DicomwebAnswer, DicomwebOperation, DicomwebRequest } from './archivePort.ts';

/** Where an instance is filed. */
export interface InstancePlace {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
}

export interface ListedSeries {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly modality: string;
  /** Number of instances; null where the archive does not tell. */
  readonly instances: number | null;
}

const element = z.object({ Value: z.array(z.unknown()).optional() });
const rows = z.array(z.record(z.string(), element));
const refused = (status: number) =>
  serverIssue('archive-failed', `The image archive answered with HTTP ${String(status)}.`);

/**
 * The server as a client of its own archive: the same four DICOMweb requests whether the archive is a folder or another
 * server, so that what is read or stored behaves alike on both.
 */
export function archiveClient(archive: ArchivePort) {
  const ask = (operation: DicomwebOperation, given: Partial<DicomwebRequest> & { readonly path: string }) =>
    archive.dicomweb(operation, {
      studyUid: null,
      seriesUid: null,
      instanceUid: null,
      frames: [],
      query: new URLSearchParams(),
      accept: 'application/dicom+json',
      contentType: '',
      body: null,
      serviceRoot: '/dicom-web',
      signal: new AbortController().signal,
      ...given,
    });

  return {
    /** Series of a study, images or not. */
    async seriesOf(studyUid: string): Promise<Result<readonly ListedSeries[], ServerIssue>> {
      const query = new URLSearchParams({ includefield: '00201209' });
      const found = await jsonRows(
        await ask('search-series', { path: `studies/${studyUid}/series`, studyUid, query }),
      );
      if (!found.ok) return found;
      return ok(
        found.value.map((row) => {
          const count = Number(valueOf(row, '00201209'));
          return {
            studyUid,
            seriesUid: valueOf(row, '0020000E'),
            modality: valueOf(row, '00080060'),
            instances: Number.isInteger(count) && count > 0 ? count : null,
          };
        }),
      );
    },

    /** Every instance of a series, whole; each is let go of before the next is read. */
    async *instancesOf(studyUid: string, seriesUid: string): AsyncGenerator<Uint8Array> {
      const path = `studies/${studyUid}/series/${seriesUid}`;
      const answer = await ask('retrieve-series', { path, studyUid, seriesUid, accept: AS_STORED });
      yield* partsOf(answer);
    },

    /** One instance; null where the archive holds none under these identifiers. */
    async instance({ studyUid, seriesUid, instanceUid }: InstancePlace): Promise<Uint8Array | null> {
      const path = `studies/${studyUid}/series/${seriesUid}/instances/${instanceUid}`;
      const answer = await ask('retrieve-instance', {
        path,
        studyUid,
        seriesUid,
        instanceUid,
        accept: AS_STORED,
      });
      for await (const part of partsOf(answer)) return part;
      return null;
    },

    /** STOW-RS. Answers when the archive has taken every object; one refused is a failure of all. */
    async store(files: readonly Uint8Array[]): Promise<Result<null, ServerIssue>> {
      const boundary = 'patchpoint-objects';
      const body = files.flatMap((bytes) => [
        multipartPartHeader(boundary, 'application/dicom', bytes.length),
        bytes,
      ]);
      const answer = await ask('store', {
        path: 'studies',
        contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
        body: Readable.from([...body, multipartEnd(boundary)].map((bytes) => Buffer.from(bytes))),
      });
      await drained(answer);
      // 202: some were taken, some were not (PS3.18 10.5.3).
      return answer.status === 200 ? ok(null) : err(refused(answer.status));
    },
  };
}

const AS_STORED = 'multipart/related; type="application/dicom"; transfer-syntax=*';

async function jsonRows(answer: DicomwebAnswer): Promise<Result<z.output<typeof rows>, ServerIssue>> {
  const body = await drained(answer);
  if (answer.status === 204) return ok([]);
  if (answer.status !== 200) return err(refused(answer.status));
  try {
    return ok(rows.parse(JSON.parse(body.toString('utf8'))));
  } catch {
    return err(serverIssue('archive-failed', 'The image archive did not answer with DICOM JSON.'));
  }
}

async function* partsOf(answer: DicomwebAnswer): AsyncGenerator<Uint8Array> {
  const contentType = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'content-type');
  const boundary = multipartBoundary(contentType?.[1] ?? '');
  if (answer.status !== 200 || answer.body === null || boundary === null) {
    await drained(answer);
    return;
  }
  const source = answer.body instanceof Readable ? answer.body : Readable.from([Buffer.from(answer.body)]);
  try {
    for await (const part of multipartParts(source, boundary)) yield part.body;
  } finally {
    source.destroy();
  }
}

async function drained({ body }: DicomwebAnswer): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.from(body ?? '');
  const chunks: Buffer[] = [];
  for await (const chunk of body) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function valueOf(row: z.output<typeof rows>[number], tag: string): string {
  const value = row[tag]?.Value?.[0];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
