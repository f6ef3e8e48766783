import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { READY_CASE, READY_FOLDER, READY_SCALE } from '../../sample-data/compress/readyCase.ts';
import { readTruth } from '../../sample-data/check/readBack.ts';
import { generateCase } from '../../sample-data/generate.ts';
import { decodeFrame } from '../../src/cli/decode/decodeFrame.ts';
import type { InstanceHeader } from '../../src/dicom/model.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { temporaryFolder } from './made.ts';

const out = temporaryFolder();
afterAll(() => rmSync(out, { recursive: true, force: true }));

const images = join(READY_FOLDER, READY_CASE.id);
const names = readdirSync(images, { recursive: true, encoding: 'utf8' }).filter((n) => n.endsWith('.dcm'));

interface Instance {
  readonly header: InstanceHeader;
  readonly bytes: Uint8Array;
}

function instanceOf(path: string): Instance {
  const bytes = new Uint8Array(readFileSync(path));
  const { header } = parseInstance(bytes, path);
  if (header === null) throw new Error(`${path} cannot be read`);
  return { header, bytes };
}

async function pixels({ header, bytes }: Instance, frame: number): Promise<Uint8Array> {
  const decoded = await decodeFrame(header, bytes, frame);
  if (!decoded.ok) throw new Error(`frame ${frame} cannot be decoded`);
  return decoded.value.bytes;
}

describe('the case that is committed ready-made', () => {
  it('is a whole job in less than 25 MB', () => {
    expect(new Set(names.map((n) => n.split(/[\\/]/)[0]))).toEqual(new Set(['ct', 'mr', 'mr-cor', 'xa']));
    const bytes = names.reduce((sum, n) => sum + statSync(join(images, n)).size, 0);
    expect(bytes).toBeLessThan(25e6);
  });

  it('decodes to what the generator makes today at the same settings', async () => {
    const made = await generateCase(READY_CASE, { out: join(out, 'images'), scale: READY_SCALE, workers: 2 });
    const sample = names.filter((n, i) => i % 12 === 0 || n.startsWith('xa'));
    expect(sample.length).toBeGreaterThan(12);
    for (const name of sample) {
      const fresh = instanceOf(join(made.folder, name));
      const ready = instanceOf(join(images, name));
      expect(ready.header.sopInstanceUid).toBe(fresh.header.sopInstanceUid);
      expect(ready.header.transferSyntaxUid).toBe('1.2.840.10008.1.2.4.80');
      const last = ready.header.numberOfFrames;
      for (const frame of new Set([1, Math.ceil(last / 2), last])) {
        const [a, b] = await Promise.all([pixels(ready, frame), pixels(fresh, frame)]);
        expect({ name, frame, same: Buffer.compare(a, b) === 0 }).toEqual({ name, frame, same: true });
      }
    }
    expect(readTruth(join(READY_FOLDER, 'truth', `${READY_CASE.id}.json`))).toEqual(
      readTruth(made.truthFile),
    );
  }, 600_000);
});
