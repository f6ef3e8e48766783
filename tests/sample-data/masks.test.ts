import { inflateRawSync } from 'node:zlib';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VARIANT_SCREWS } from '../../sample-data/cases/variants.ts';
import { filesOf, quantile, readSlice, readTruth } from '../../sample-data/check/readBack.ts';
import type { Slice } from '../../sample-data/check/readBack.ts';
import { inflatedPart10 } from '../../sample-data/dicom/part10.ts';
import { generateCase } from '../../sample-data/generate.ts';
import { temporaryFolder } from './made.ts';

const out = temporaryFolder();
afterAll(() => rmSync(out, { recursive: true, force: true }));

let ct: readonly Slice[];
let frames: readonly { readonly segment: number; readonly slice: number; readonly bits: Uint8Array }[];
beforeAll(async () => {
  const made = await generateCase(VARIANT_SCREWS, {
    out: join(out, 'images'),
    scale: 0.375,
    series: ['ct'],
    workers: 2,
  });
  ct = filesOf(made.folder, 'ct').map(readSlice);
  const name = readTruth(made.truthFile).masks.ct;
  frames = readFrames(readFileSync(join(out, 'truth', name ?? '')));
}, 400_000);

function readFrames(file: Buffer): typeof frames {
  const d = dicomParser.parseDicom(new Uint8Array(inflatedPart10(file)));
  const pixels = d.elements['x7fe00010'];
  const size = ((d.uint16('x00280010') ?? 0) * (d.uint16('x00280011') ?? 0)) / 8;
  return (d.elements['x52009230']?.items ?? []).map((item, i) => {
    const content = item.dataSet?.elements['x00209111']?.items?.[0]?.dataSet;
    const start = (pixels?.dataOffset ?? 0) + i * size;
    return {
      segment: content?.uint32('x00209157', 0) ?? 0,
      slice: (content?.uint32('x00209157', 1) ?? 0) - 1,
      bits: d.byteArray.slice(start, start + size),
    };
  });
}

/** Attenuation under one mask, HU. */
function under(segment: number): readonly number[] {
  return frames
    .filter((f) => f.segment === segment)
    .flatMap((f) =>
      Array.from(ct[f.slice]?.values ?? []).filter((_, i) => (((f.bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1),
    );
}

describe('the masks of the truth', () => {
  it('lie on contrast, on bone and on the leak, pixel for pixel', () => {
    const [sac, bone, leak] = [under(1), under(2), under(3)];
    expect(sac.length).toBeGreaterThan(2000);
    expect(bone.length).toBeGreaterThan(sac.length);
    expect(leak.length).toBeGreaterThan(50);
    expect(quantile(sac, 0.5)).toBeGreaterThan(450);
    expect(quantile(bone, 0.5)).toBeGreaterThan(150);
    expect(quantile(leak, 0.5)).toBeGreaterThan(300);
  });

  it('leave out the air round the patient', () => {
    const all = frames.flatMap((f) =>
      Array.from(ct[f.slice]?.values ?? []).filter(
        (hu, i) => hu < -700 && (((f.bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1,
      ),
    );
    expect(all.length).toBeLessThan(20);
  });

  it('are deflated, and say so', () => {
    const file = readFileSync(join(out, 'truth', 'VARIANT-SCREWS.ct.seg.dcm'));
    const meta = file.subarray(0, 400).toString('latin1');
    expect(meta).toContain('1.2.840.10008.1.2.1.99');
    const start = 132 + 12 + file.readUInt32LE(132 + 8);
    expect(inflateRawSync(file.subarray(start)).length).toBeGreaterThan(10 * file.length);
  });
});

/** Median step from pixel to pixel along the middle of the picture, HU. */
const noiseOf = (s: Slice): number => {
  const n = s.columns;
  const row = Math.round(n * 0.5);
  const values = Array.from(
    { length: Math.round(n * 0.5) },
    (_, i) => s.values[row * n + Math.round(n * 0.25) + i] ?? 0,
  );
  const steps = values.slice(1).map((v, i) => Math.abs(v - (values[i] ?? 0)));
  return quantile(steps, 0.5);
};

describe('metal in the CT', () => {
  it('throws streaks over slices it lies in and leaves the others alone', () => {
    const metal = ct.filter((s) => s.values.some((v) => v > 2600));
    const clean = ct.filter((s) => s.values.every((v) => v < 1700));
    expect(metal.length).toBeGreaterThan(5);
    expect(clean.length).toBeGreaterThan(5);
    expect(quantile(metal.map(noiseOf), 0.5)).toBeGreaterThan(1.3 * quantile(clean.map(noiseOf), 0.5));
  });
});
