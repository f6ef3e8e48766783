import { join } from 'node:path';
import { transferSyntaxOf } from '../../dicom/transferSyntaxes.ts';
import { acceptsMedia, acceptsParts, parseAccept } from './accept.ts';
import type { DicomwebAnswer, DicomwebOperation, DicomwebRequest } from './archivePort.ts';
import { issueAnswer, notAcceptable, nothingThere } from './dicomwebAnswers.ts';
import type { IndexedFile } from './folderScan.ts';
import { frameMediaType, frameReader, frameSyntax, pixelRange, type FrameBytes } from './frames.ts';
import { fileStream, multipartStream, type Part } from './wadoStream.ts';

/** WADO-RS Retrieve Study, Series, Instance (PS3.18 10.4): Part 10 files as stored, one stream, in the order given. */
export function retrieveInstances(
  root: string,
  files: readonly IndexedFile[],
  operation: DicomwebOperation,
  request: DicomwebRequest,
): DicomwebAnswer {
  const first = files[0];
  if (first === undefined) return issueAnswer(nothingThere);
  const ranges = parseAccept(request.accept);
  const asParts = files.every(({ header }) =>
    acceptsParts(ranges, 'application/dicom', header?.transferSyntaxUid ?? ''),
  );
  if (asParts) {
    const parts = files.map((file): Part => ({
      kind: 'file',
      path: join(root, file.path),
      contentType: `application/dicom; transfer-syntax=${file.header?.transferSyntaxUid ?? ''}`,
    }));
    return streamAnswer(parts, 'application/dicom');
  }
  if (operation === 'retrieve-instance' && acceptsMedia(ranges, 'application/dicom')) {
    return {
      status: 200,
      headers: { 'content-type': 'application/dicom' },
      body: fileStream(join(root, first.path)),
    };
  }
  return issueAnswer(notAcceptable);
}

/** Frames of an instance, or all its pixel data as one bulk value (native) or one part a frame (encapsulated). */
export function retrievePixels(
  root: string,
  files: readonly IndexedFile[],
  operation: 'retrieve-frames' | 'retrieve-pixel-data',
  request: DicomwebRequest,
): DicomwebAnswer {
  const file = files[0];
  const header = file?.header ?? null;
  if (file === undefined || header === null) return issueAnswer(nothingThere);
  const path = join(root, file.path);
  const syntax = frameSyntax(header);
  const isEncapsulated = transferSyntaxOf(header.transferSyntaxUid)?.encapsulated === true;
  const ranges = parseAccept(request.accept);
  const media = [...(isEncapsulated ? [frameMediaType(syntax)] : []), 'application/octet-stream'].find(
    (type) => acceptsParts(ranges, type, syntax),
  );
  if (media === undefined) return issueAnswer(notAcceptable);
  const contentType = `${media}; transfer-syntax=${syntax}`;
  if (operation === 'retrieve-frames') {
    const frames = frameReader(path, header, request.frames);
    return frames.ok ? streamAnswer(frameParts(frames.value, contentType), media) : issueAnswer(frames.error);
  }
  const range = pixelRange(header);
  if (range !== null) return streamAnswer([{ kind: 'file', path, range, contentType }], media);
  const every = Array.from({ length: header.pixelData?.intactFrames ?? 0 }, (_, index) => index + 1);
  const frames = frameReader(path, header, every);
  if (!frames.ok) return issueAnswer(frames.error);
  const parts = isEncapsulated ? frameParts(frames.value, contentType) : onePart(frames.value, contentType);
  return streamAnswer(parts, media);
}

function streamAnswer(parts: AsyncIterable<Part> | Iterable<Part>, media: string): DicomwebAnswer {
  const { contentType, body } = multipartStream(parts, media);
  return { status: 200, headers: { 'content-type': contentType }, body };
}

async function* frameParts(
  frames: AsyncIterable<FrameBytes>,
  contentType: string,
): AsyncGenerator<Part, void, undefined> {
  for await (const { bytes } of frames) yield { kind: 'bytes', bytes, contentType };
}

async function* onePart(
  frames: AsyncIterable<FrameBytes>,
  contentType: string,
): AsyncGenerator<Part, void, undefined> {
  const all: Uint8Array[] = [];
  for await (const { bytes } of frames) all.push(bytes);
  yield { kind: 'bytes', bytes: Buffer.concat(all), contentType };
}
