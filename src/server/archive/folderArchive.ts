import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ok, unreachable, type Result } from '../../domain/result.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import type { ArchivePort, DicomwebAnswer, DicomwebOperation, DicomwebRequest } from './archivePort.ts';
import { issueAnswer, jsonAnswer } from './dicomwebAnswers.ts';
import { folderIndex, type Snapshot } from './folderIndex.ts';
import type { IndexedFile } from './folderScan.ts';
import { metadataOf } from './metadata.ts';
import { retrieveInstances, retrievePixels } from './wado.ts';
import { searchArchive } from './qidoSearch.ts';
import type { QidoLevel } from './qidoAttributes.ts';
import { storeInstances } from './stow.ts';

/** The embedded archive: DICOMweb over a local folder. */
export async function openFolderArchive(options: {
  readonly root: string;
  readonly cachePath: string;
  readonly clock: () => Date;
}): Promise<ArchivePort> {
  const root = resolve(options.root);
  await mkdir(root, { recursive: true });
  const index = folderIndex({ ...options, root });

  return {
    kind: 'folder',
    async health() {
      const { fileOf, verdicts } = await index.current();
      // Notes and pictures beside the images are nobody's problem; images that cannot be used are.
      const unread = verdicts.filter(
        ({ used, code }) => !used && code !== 'non-image' && code !== 'not-dicom',
      ).length;
      return {
        ok: true,
        message: unread === 0 ? null : `${String(fileOf.size)} instances; ${String(unread)} files not used.`,
      };
    },
    studies: async () => ok((await index.current()).studies),
    rescan: async (): Promise<Result<number, ServerIssue>> => ok((await index.rescan()).fileOf.size),
    close: () => Promise.resolve(),
    async dicomweb(operation, request) {
      if (operation === 'store') return store(request);
      return answer(root, await index.current(), operation, request);
    },
  };

  async function store(request: DicomwebRequest): Promise<DicomwebAnswer> {
    if (request.body === null) return issueAnswer(serverIssue('invalid', 'The request has no body.'));
    const { fileOf } = await index.current();
    const stored = await storeInstances({
      root,
      body: request.body,
      contentType: request.contentType,
      studyUid: request.studyUid,
      serviceRoot: request.serviceRoot,
      fileOf,
    });
    if (!stored.ok) return issueAnswer(stored.error);
    if (stored.value.stored > 0) await index.rescan();
    return jsonAnswer(stored.value.dataset, stored.value.status);
  }
}

function answer(
  root: string,
  snapshot: Snapshot,
  operation: Exclude<DicomwebOperation, 'store'>,
  request: DicomwebRequest,
): DicomwebAnswer | Promise<DicomwebAnswer> {
  switch (operation) {
    case 'search-studies':
      return search(snapshot, 'study', request);
    case 'search-series':
      return search(snapshot, 'series', request);
    case 'search-instances':
      return search(snapshot, 'instance', request);
    case 'retrieve-study':
    case 'retrieve-series':
    case 'retrieve-instance':
      return retrieveInstances(root, filesOf(snapshot, request), operation, request);
    case 'retrieve-frames':
    case 'retrieve-pixel-data':
      return retrievePixels(root, filesOf(snapshot, request), operation, request);
    case 'study-metadata':
    case 'series-metadata':
    case 'instance-metadata':
      return metadataOf(root, filesOf(snapshot, request), request);
    default:
      return unreachable(operation);
  }
}

function search(snapshot: Snapshot, level: QidoLevel, request: DicomwebRequest): DicomwebAnswer {
  const found = searchArchive(snapshot.found, level, request, request.query, request.serviceRoot);
  return found.ok ? jsonAnswer(found.value.rows, 200, found.value.warnings) : issueAnswer(found.error);
}

/** Instances below the path asked for, series by series in geometric order. */
function filesOf(snapshot: Snapshot, request: DicomwebRequest): readonly IndexedFile[] {
  return snapshot.found
    .filter(({ studyUid }) => studyUid === request.studyUid)
    .flatMap(({ series }) => series)
    .filter(({ seriesUid }) => request.seriesUid === null || seriesUid === request.seriesUid)
    .flatMap(({ instances }) => instances)
    .filter(({ sopInstanceUid }) => request.instanceUid === null || sopInstanceUid === request.instanceUid)
    .flatMap(({ sopInstanceUid }) => snapshot.fileOf.get(sopInstanceUid) ?? []);
}
