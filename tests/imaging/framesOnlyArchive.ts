import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ArchivePort } from '../../src/server/archive/archivePort.ts';
import { openFolderArchive } from '../../src/server/archive/folderArchive.ts';

const FRAMES = /\/(studies\/([\d.]+)\/series\/([\d.]+)\/instances\/([\d.]+)\/frames\/(\d+))$/;

export interface FramesOnlyArchive {
  readonly handle: RequestListener;
  /** Paths asked for so far. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** The product's own folder archive behind a door that lets Retrieve Frames through and nothing else. */
export async function framesOnlyArchive(
  folder: string,
  refusal: number = 404,
  lacks: (sopInstanceUid: string, frame: number) => boolean = () => false,
): Promise<FramesOnlyArchive> {
  const cache = await mkdtemp(join(tmpdir(), 'patchpoint-frames-'));
  const archive = await openFolderArchive({
    root: folder,
    cachePath: join(cache, 'index.json'),
    clock: () => new Date(),
  });
  const asked: string[] = [];
  const handle: RequestListener = (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const [, below, study, series, instance, frame] = FRAMES.exec(path) ?? [];
    if (below === undefined || lacks(instance ?? '', Number(frame))) {
      response.writeHead(refusal).end();
      return;
    }
    void answerFrames(archive, response, {
      path: below,
      studyUid: study ?? null,
      seriesUid: series ?? null,
      instanceUid: instance ?? null,
      frames: [Number(frame)],
      query: new URLSearchParams(),
      accept: request.headers.accept ?? '',
      contentType: '',
      body: null,
      serviceRoot: '',
      signal: new AbortController().signal,
    });
  };
  return {
    handle,
    asked,
    close: async () => {
      await archive.close();
      await rm(cache, { recursive: true, force: true });
    },
  };
}

async function answerFrames(
  archive: ArchivePort,
  response: Parameters<RequestListener>[1],
  request: Parameters<ArchivePort['dicomweb']>[1],
): Promise<void> {
  const { status, headers, body } = await archive.dicomweb('retrieve-frames', request);
  response.writeHead(status, headers);
  if (body instanceof Readable) await pipeline(body, response).catch(() => response.destroy());
  else response.end(body);
}
