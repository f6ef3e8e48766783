import { err, issue, ok, type Result } from '../domain/result.ts';

/** Requests stay well below the server's body limit; an instance larger than this travels alone. */
const BATCH_BYTES = 48 * 1024 * 1024;

const problemOfStatus = (status: number): string =>
  status === 409 || status === 202
    ? 'The archive refused some files. Those it took are stored; look at the file verdicts for the rest.'
    : status === 401 || status === 403
      ? 'The archive wants to know who you are. Enter your name, then store again.'
      : `The archive did not take the files (HTTP ${status}). Nothing was lost here: try again.`;

/**
 * STOW-RS (PS3.18 10.5): Part 10 instances as multipart/related, in batches.
 *
 * @param root - DICOMweb root, e.g. `/dicom-web`
 * @param onStored - called with the number of instances of each accepted batch
 */
export async function storeInstances(
  root: string,
  instances: AsyncIterable<Result<Uint8Array>>,
  onStored: (count: number) => void,
): Promise<Result<null>> {
  let batch: Uint8Array[] = [];
  let size = 0;
  const flush = async (): Promise<Result<null>> => {
    if (batch.length === 0) return ok(null);
    const sent = await postBatch(root, batch);
    if (sent.ok) onStored(batch.length);
    batch = [];
    size = 0;
    return sent;
  };
  for await (const instance of instances) {
    if (!instance.ok) return instance;
    if (size > 0 && size + instance.value.byteLength > BATCH_BYTES) {
      const sent = await flush();
      if (!sent.ok) return sent;
    }
    batch.push(instance.value);
    size += instance.value.byteLength;
  }
  return flush();
}

async function postBatch(root: string, batch: readonly Uint8Array[]): Promise<Result<null>> {
  const boundary = `patchpoint-${crypto.randomUUID()}`;
  const parts: BlobPart[] = batch.flatMap((bytes) => [
    `--${boundary}\r\nContent-Type: application/dicom\r\nContent-Length: ${bytes.byteLength}\r\n\r\n`,
    new Uint8Array(bytes),
    '\r\n',
  ]);
  try {
    const response = await fetch(`${root}/studies`, {
      method: 'POST',
      headers: {
        'Content-Type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
        Accept: 'application/dicom+json',
      },
      body: new Blob([...parts, `--${boundary}--\r\n`]),
    });
    return response.status === 200 ? ok(null) : err(issue('store-refused', problemOfStatus(response.status)));
  } catch {
    return err(issue('offline', 'The archive cannot be reached. Nothing was lost here: try again.'));
  }
}
