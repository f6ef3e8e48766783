import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import type { SpineScheme, Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { SeriesFolder } from '../tasks.ts';
import type { Vec3 } from '../math/vec3.ts';

/** Reading back what the generator wrote, without the application's own reader. */
export interface Slice {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly position: readonly number[];
  readonly orientation: readonly number[];
  readonly spacingMm: readonly number[];
  readonly values: Int32Array;
  readonly text: (tag: string) => string;
}

export interface Space {
  readonly frameOfReferenceUid: string;
  readonly labels: readonly { readonly level: Vertebra; readonly lps: Vec3 }[];
  readonly spinousTips: readonly { readonly level: Vertebra; readonly lps: Vec3 }[];
  readonly sacPoints: readonly { readonly level: Vertebra; readonly lps: Vec3 }[];
  readonly canal: readonly Vec3[];
  readonly conus: Vec3;
  readonly leaks: readonly {
    readonly defect: Vec3;
    readonly centre: Vec3;
    readonly headEnd: Vec3;
    readonly footEnd: Vec3;
  }[];
}

/** One C-arm picture or run. */
export interface RunTruth {
  readonly sopInstanceUid: string;
  readonly frames: number;
  readonly arrivalFrame: number;
  readonly levels: readonly { readonly level: string; readonly column: number; readonly row: number }[];
  readonly mirrored: boolean;
  readonly leaks: readonly { readonly column: number; readonly row: number }[];
  readonly view: 'AP' | 'LAT';
  readonly compartment: 'epidural' | 'intrathecal';
  readonly leakArrivalFrames: readonly (number | null)[] | null;
  readonly maskShift: {
    readonly fromFrame: number;
    readonly columns: number;
    readonly rows: number;
  } | null;
}

/** The truth file, as far as checks read it. */
export interface Truth {
  readonly case: string;
  readonly scheme: SpineScheme;
  readonly leak: readonly {
    readonly kind: string;
    readonly interspace: string;
    readonly side: string;
    readonly volumeMl: number;
    readonly levels?: readonly string[];
  }[];
  readonly masks: { readonly ct: string | null; readonly mr: string | null };
  readonly series: {
    readonly ct: (Space & { readonly intrathecalContrast: boolean }) | null;
    readonly mr: (Space & { readonly attitudeAgainstCtDeg: number }) | null;
    readonly fluoroscopy: RunTruth | null;
    readonly furtherFluoroscopy: readonly RunTruth[];
  };
}

export const readTruth = (file: string): Truth => JSON.parse(readFileSync(file, 'utf8'));

/** Files of one series folder in order; none where the case has no such examination. */
export const filesOf = (folder: string, series: SeriesFolder): readonly string[] =>
  existsSync(join(folder, series))
    ? readdirSync(join(folder, series))
        .toSorted()
        .map((name) => join(folder, series, name))
    : [];

export function readSlice(path: string): Slice {
  const bytes = readFileSync(path);
  const d = dicomParser.parseDicom(new Uint8Array(bytes));
  const numbers = (tag: string): number[] => (d.string(tag) ?? '').split('\\').map(Number);
  const pixels = d.elements['x7fe00010'];
  if (pixels === undefined) throw new Error(`${path} has no pixel data`);
  const slope = d.floatString('x00281053') ?? 1;
  const intercept = d.floatString('x00281052') ?? 0;
  const values = new Int32Array(pixels.length / 2);
  for (let i = 0; i < values.length; i++) {
    values[i] = bytes.readUInt16LE(pixels.dataOffset + 2 * i) * slope + intercept;
  }
  return {
    rows: d.uint16('x00280010') ?? 0,
    columns: d.uint16('x00280011') ?? 0,
    frames: d.intString('x00280008') ?? 1,
    position: numbers('x00200032'),
    orientation: numbers('x00200037'),
    spacingMm: numbers('x00280030'),
    values,
    text: (tag) => d.string(tag) ?? '',
  };
}

/** Values of all voxels within `radiusMm` of an LPS point. */
export function valuesNear(slices: readonly Slice[], p: Vec3, radiusMm: number): readonly number[] {
  const out: number[] = [];
  for (const s of slices) {
    const axis = (from: number): Vec3 => [
      s.orientation[from] ?? 0,
      s.orientation[from + 1] ?? 0,
      s.orientation[from + 2] ?? 0,
    ];
    const [u, v] = [axis(0), axis(3)];
    const d: Vec3 = [p[0] - (s.position[0] ?? 0), p[1] - (s.position[1] ?? 0), p[2] - (s.position[2] ?? 0)];
    const along = (a: Vec3): number => d[0] * a[0] + d[1] * a[1] + d[2] * a[2];
    const [pu, pv] = [along(u), along(v)];
    const away2 = d[0] ** 2 + d[1] ** 2 + d[2] ** 2 - pu ** 2 - pv ** 2;
    if (away2 > radiusMm ** 2) continue;
    const [dv, du] = [s.spacingMm[0] ?? 1, s.spacingMm[1] ?? 1];
    const [rowAt, columnAt] = [Math.round(pv / dv), Math.round(pu / du)];
    const reach = Math.ceil(radiusMm / Math.min(du, dv));
    for (let r = rowAt - reach; r <= rowAt + reach; r++) {
      for (let c = columnAt - reach; c <= columnAt + reach; c++) {
        if ((c * du - pu) ** 2 + (r * dv - pv) ** 2 + away2 > radiusMm ** 2) continue;
        const value = s.values[r * s.columns + c];
        if (r >= 0 && c >= 0 && r < s.rows && c < s.columns && value !== undefined) out.push(value);
      }
    }
  }
  return out;
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? NaN : values.reduce((a, b) => a + b, 0) / values.length;

export const deviation = (values: readonly number[]): number => {
  const m = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - m) ** 2)));
};

/** The value a share of all values lies below. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Standard deviation of a normal core, by the median of the distances from the median: outliers do not count. */
export const spread = (values: readonly number[]): number => {
  const middle = median(values);
  return 1.4826 * median(values.map((v) => Math.abs(v - middle)));
};
