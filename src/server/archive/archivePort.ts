import type { Readable } from 'node:stream';
import type { StudySummary } from '../../dicom/model.ts';
import type { Result } from '../../domain/result.ts';
import type { ServerIssue } from '../serverIssue.ts';

/** Where images come from: a folder served by us, or any DICOMweb server. */
export interface ArchivePort {
  readonly kind: 'folder' | 'dicomweb';
  health(): Promise<{ readonly ok: boolean; readonly message: string | null }>;
  /** Every study, grouped and classified. */
  studies(): Promise<Result<readonly StudySummary[], ServerIssue>>;
  /** Looks again for new or changed files; answers the number of instances. */
  rescan(): Promise<Result<number, ServerIssue>>;
  dicomweb(operation: DicomwebOperation, request: DicomwebRequest): Promise<DicomwebAnswer>;
  close(): Promise<void>;
}

export const DICOMWEB_OPERATIONS = [
  'search-studies',
  'search-series',
  'search-instances',
  'retrieve-study',
  'retrieve-series',
  'retrieve-instance',
  'retrieve-frames',
  'retrieve-pixel-data',
  'study-metadata',
  'series-metadata',
  'instance-metadata',
  'store',
] as const;
export type DicomwebOperation = (typeof DICOMWEB_OPERATIONS)[number];

export interface DicomwebRequest {
  /** Path below the service root, validated: `studies/1.2/series/1.3`. */
  readonly path: string;
  readonly studyUid: string | null;
  readonly seriesUid: string | null;
  readonly instanceUid: string | null;
  /** 1-based. */
  readonly frames: readonly number[];
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly body: Readable | null;
  /** Service root as the client addressed it, for Retrieve URLs: `http://127.0.0.1:8080/dicom-web`. */
  readonly serviceRoot: string;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

export interface DicomwebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable | Buffer | string | null;
}
