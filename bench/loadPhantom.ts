import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { el, part10 } from '../tests/dicom/part10Builder.ts';

export const SIDE = 512;
export const BYTES_PER_SLICE = SIDE * SIDE * 2;
const EXPLICIT = '1.2.840.10008.1.2.1';
const CT = '1.2.840.10008.5.1.4.1.1.2';

export interface BenchSeries {
  readonly slices: number;
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly folder: string;
  readonly files: readonly string[];
}

/**
 * A CT of `slices` images of 512² in 16 bits, 0.7 × 0.7 × 1 mm: a body with a canal, and noise, so that no one's
 * compression helps. Each size is another patient. Written once; an existing folder is taken as it is.
 */
export function writeBenchSeries(root: string, slices: number): BenchSeries {
  const uid = `2.25.77${String(slices)}`;
  const folder = join(root, `ct-${String(slices)}`);
  const names = Array.from({ length: slices }, (_, i) => `${String(i + 1).padStart(4, '0')}.dcm`);
  mkdirSync(folder, { recursive: true });
  const noise = noiseBytes();
  names.forEach((name, i) => {
    writeFileSync(join(folder, name), slice(uid, slices, i, pixels(i, noise)));
  });
  return {
    slices,
    studyUid: `${uid}.1`,
    seriesUid: `${uid}.2`,
    folder,
    files: names.map((name) => join(folder, name)),
  };
}

function slice(uid: string, slices: number, i: number, values: Int16Array): Uint8Array {
  return part10(EXPLICIT, [
    el(0x00080016, 'UI', CT),
    el(0x00080018, 'UI', `${uid}.4.${String(i + 1)}`),
    el(0x00080020, 'DA', '20260101'),
    el(0x00080030, 'TM', '101500'),
    el(0x00080050, 'SH', `BENCH${String(slices)}`),
    el(0x00080060, 'CS', 'CT'),
    el(0x00081030, 'LO', 'Loading bench'),
    el(0x0008103e, 'LO', `${String(slices)} slices`),
    el(0x00100010, 'PN', `Bench^Slices${String(slices)}`),
    el(0x00100020, 'LO', `BENCH-${String(slices)}`),
    el(0x00100030, 'DA', '19700101'),
    el(0x00100040, 'CS', 'O'),
    el(0x00180050, 'DS', '1'),
    el(0x0020000d, 'UI', `${uid}.1`),
    el(0x0020000e, 'UI', `${uid}.2`),
    el(0x00200010, 'SH', '1'),
    el(0x00200011, 'IS', '1'),
    el(0x00200013, 'IS', String(i + 1)),
    el(0x00200032, 'DS', `-179\\-179\\${String(i)}`),
    el(0x00200037, 'DS', '1\\0\\0\\0\\1\\0'),
    el(0x00200052, 'UI', `${uid}.3`),
    el(0x00280002, 'US', 1),
    el(0x00280004, 'CS', 'MONOCHROME2'),
    el(0x00280010, 'US', SIDE),
    el(0x00280011, 'US', SIDE),
    el(0x00280030, 'DS', '0.7\\0.7'),
    el(0x00280100, 'US', 16),
    el(0x00280101, 'US', 16),
    el(0x00280102, 'US', 15),
    el(0x00280103, 'US', 1),
    el(0x00281050, 'DS', '40'),
    el(0x00281051, 'DS', '400'),
    el(0x00281052, 'DS', '0'),
    el(0x00281053, 'DS', '1'),
    el(0x00281054, 'LO', 'HU'),
    el(0x7fe00010, 'OW', new Uint8Array(values.buffer)),
  ]);
}

/** Hounsfield units: air, an elliptic body, a bony ring round a bright canal that wanders with the height. */
function pixels(index: number, noise: Int8Array): Int16Array {
  const values = new Int16Array(SIDE * SIDE);
  const canalX = 256 + 8 * Math.sin(index / 40);
  const canalY = 300 + 12 * Math.cos(index / 60);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const body = ((x - 256) / 220) ** 2 + ((y - 256) / 150) ** 2 < 1;
      const r = Math.hypot(x - canalX, y - canalY);
      const tissue = r < 12 ? 300 : r < 30 && index % 30 < 24 ? 500 : 50;
      const at = y * SIDE + x;
      values[at] = (body ? tissue : -1000) + (noise[(at + index * 7919) % noise.length] ?? 0);
    }
  }
  return values;
}

/** ±31, always the same: a linear congruential generator. */
function noiseBytes(): Int8Array {
  const noise = new Int8Array(1 << 20);
  let state = 1;
  for (let i = 0; i < noise.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    noise[i] = ((state >>> 24) % 63) - 31;
  }
  return noise;
}
