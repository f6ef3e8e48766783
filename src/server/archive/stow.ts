import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { MultipartError, multipartBoundary, multipartParts } from '../../dicom/multipart.ts';
import type { InstanceHeader } from '../../dicom/model.ts';
import { parseInstance } from '../../dicom/parseInstance.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { writeDurably } from './durableFile.ts';
import type { IndexedFile } from './folderScan.ts';
import type { DicomJsonDataset } from './qidoSearch.ts';
import { readFile } from 'node:fs/promises';

/** Failure reasons of a STOW-RS answer (PS3.18 table I.2-2; PS3.4 table B.2-1). */
const REASON = {
  processingFailure: 0x0110,
  duplicate: 0x0111,
  notOfThisStudy: 0xa900,
  cannotUnderstand: 0xc000,
} as const;

interface Stored {
  readonly kind: 'stored';
  readonly header: InstanceHeader;
}
interface Failed {
  readonly kind: 'failed';
  readonly header: InstanceHeader | null;
  readonly reason: number;
}
export interface StowAnswer {
  readonly status: 200 | 202 | 409;
  readonly dataset: DicomJsonDataset;
  readonly stored: number;
}

const UID = /^[0-9]+(\.[0-9]+)*$/;

/**
 * Stores each part of a STOW-RS request below `root/stow` (PS3.18 10.5): read completely, checked, written whole or not
 * at all. An instance that is there already with the same bytes counts as stored; other bytes under its UID are refused.
 */
export async function storeInstances(options: {
  readonly root: string;
  readonly body: Readable;
  readonly contentType: string;
  readonly studyUid: string | null;
  readonly serviceRoot: string;
  readonly fileOf: ReadonlyMap<string, IndexedFile>;
}): Promise<Result<StowAnswer, ServerIssue>> {
  const boundary = multipartBoundary(options.contentType);
  if (boundary === null || !/type="?application\/dicom"?(\s*;|\s*$)/i.test(options.contentType)) {
    return err(serverIssue('unsupported-media-type', 'Send multipart/related; type="application/dicom".'));
  }
  const outcomes: (Stored | Failed)[] = [];
  try {
    for await (const part of multipartParts(options.body, boundary)) {
      outcomes.push(await storeOne(part.body, options));
    }
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    // What came before the break is stored and reported; the rest is reported as failed.
    outcomes.push({ kind: 'failed', header: null, reason: REASON.cannotUnderstand });
  }
  return ok(answerOf(outcomes, options.serviceRoot));
}

async function storeOne(
  bytes: Uint8Array,
  options: {
    readonly root: string;
    readonly studyUid: string | null;
    readonly fileOf: ReadonlyMap<string, IndexedFile>;
  },
): Promise<Stored | Failed> {
  const { header, verdict } = parseInstance(bytes, '');
  const failed = (reason: number): Failed => ({ kind: 'failed', header, reason });
  if (header === null || !hasUids(header)) return failed(REASON.cannotUnderstand);
  // Reports and key objects have no pixels and are welcome; an image without its pixels is a damaged one.
  if (!['ok', 'non-image', 'unsupported-syntax'].includes(verdict.code)) {
    return failed(REASON.cannotUnderstand);
  }
  if (options.studyUid !== null && header.studyInstanceUid !== options.studyUid) {
    return failed(REASON.notOfThisStudy);
  }
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = header;
  const path = join(options.root, 'stow', studyInstanceUid, seriesInstanceUid, `${sopInstanceUid}.dcm`);
  const there = options.fileOf.get(sopInstanceUid);
  if (there !== undefined) {
    return (await holds(join(options.root, there.path), bytes))
      ? { kind: 'stored', header }
      : failed(REASON.duplicate);
  }
  if (await writeDurably(path, bytes, 'keep')) return { kind: 'stored', header };
  return (await holds(path, bytes)) ? { kind: 'stored', header } : failed(REASON.duplicate);
}

/** UIDs become file names: digits and dots only, so no path leads out of the archive folder. */
const hasUids = (header: InstanceHeader): boolean =>
  [header.sopClassUid, header.sopInstanceUid, header.seriesInstanceUid, header.studyInstanceUid].every(
    (uid) => uid.length <= 64 && UID.test(uid),
  );

const holds = async (path: string, bytes: Uint8Array): Promise<boolean> =>
  (await readFile(path)).equals(bytes);

function answerOf(outcomes: readonly (Stored | Failed)[], serviceRoot: string): StowAnswer {
  const stored = outcomes.filter((outcome) => outcome.kind === 'stored');
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
  const known = failed.flatMap(({ header, reason }) =>
    header === null || header.sopInstanceUid === '' ? [] : [{ header, reason }],
  );
  const unknown = failed.filter(({ header }) => header === null || header.sopInstanceUid === '');
  const study = stored[0]?.header.studyInstanceUid;
  const dataset: DicomJsonDataset = {
    ...(study === undefined ? {} : { '00081190': { vr: 'UR', Value: [`${serviceRoot}/studies/${study}`] } }),
    ...(known.length === 0
      ? {}
      : {
          '00081198': {
            vr: 'SQ',
            Value: known.map(({ header, reason }) => ({
              ...sopReference(header),
              '00081197': { vr: 'US', Value: [reason] },
            })),
          },
        }),
    ...(stored.length === 0
      ? {}
      : {
          '00081199': {
            vr: 'SQ',
            Value: stored.map(({ header }) => ({
              ...sopReference(header),
              '00081190': { vr: 'UR', Value: [instanceUrl(serviceRoot, header)] },
            })),
          },
        }),
    ...(unknown.length === 0
      ? {}
      : {
          '0008119A': {
            vr: 'SQ',
            Value: unknown.map(({ reason }) => ({ '00081197': { vr: 'US', Value: [reason] } })),
          },
        }),
  };
  const status = failed.length === 0 && stored.length > 0 ? 200 : stored.length > 0 ? 202 : 409;
  return { status, dataset, stored: stored.length };
}

const sopReference = (header: InstanceHeader) => ({
  '00081150': { vr: 'UI', Value: [header.sopClassUid] },
  '00081155': { vr: 'UI', Value: [header.sopInstanceUid] },
});

const instanceUrl = (serviceRoot: string, header: InstanceHeader): string =>
  `${serviceRoot}/studies/${header.studyInstanceUid}/series/${header.seriesInstanceUid}/instances/${header.sopInstanceUid}`;
