import {
  onStation,
  intervalAt,
  type SampleValue,
  type SpineStation,
  type SpineStations,
} from './spineStations.ts';

/** Window of the search on a station's plane, mm: wide enough for a roll of 45° and for the deepest lumbar canal. */
const LEFT_REACH_MM = 24;
const ANTERIOR_MM = -2;
const POSTERIOR_MM = 46;
export const PIXEL_MM = 1;
export const COLUMNS = (2 * LEFT_REACH_MM) / PIXEL_MM + 1;
export const ROWS = (POSTERIOR_MM - ANTERIOR_MM) / PIXEL_MM + 1;

/** Half the window along the spine, in intervals between bodies: a little more than one whole period. */
const HALF_PERIODS = 0.55;
/** What stays bright along four fifths of a period is the sac: bone is broken by discs, foramina and laminae. */
const LOW_SHARE = 0.2;
/** A map with fewer planes than this under it says nothing. */
const LEAST_PLANES = 4;

/** Left and posterior of a pixel of the map, mm. */
export const pixelLeftMm = (column: number): number => column * PIXEL_MM - LEFT_REACH_MM;
export const pixelPosteriorMm = (row: number): number => row * PIXEL_MM + ANTERIOR_MM;

/** What persists along the spine around one station; NaN where the volume has no voxels. Rows run posterior. */
export interface CanalMap {
  readonly arcMm: number;
  readonly values: Float32Array;
  /** The median along the same period: equal to `values` where nothing changes along it. */
  readonly middles: Float32Array;
}

/**
 * The low quintile of the image along one period of the spine, at every place across it. Contrast or CSF in the sac runs
 * on through all levels; posterior wall, pedicles and laminae do not.
 *
 * One unit of work per plane and per map is yielded: the caller decides when to go on.
 *
 * @param everyNth - a map at every n-th station
 */
export function* canalMaps(
  spine: SpineStations,
  sample: SampleValue,
  everyNth: number,
): Generator<undefined, readonly CanalMap[]> {
  const { stations } = spine;
  const planes: Float32Array[] = [];
  for (const station of stations) {
    planes.push(planeOf(station, sample));
    yield;
  }
  const maps: CanalMap[] = [];
  for (const [i, station] of stations.entries()) {
    if (i % everyNth !== 0) continue;
    const half = HALF_PERIODS * intervalAt(spine, station.arcMm);
    const within = planes.filter(
      (_, k) => Math.abs((stations[k]?.arcMm ?? Infinity) - station.arcMm) <= half,
    );
    const filled = within.filter((plane) => plane.some((value) => !Number.isNaN(value)));
    if (filled.length >= LEAST_PLANES) {
      const { low, middle } = quantiles(filled);
      maps.push({ arcMm: station.arcMm, values: smoothed(low), middles: smoothed(middle) });
    }
    yield;
  }
  return maps;
}

function planeOf(station: SpineStation, sample: SampleValue): Float32Array {
  const values = new Float32Array(COLUMNS * ROWS).fill(Number.NaN);
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      const value = sample(onStation(station, pixelLeftMm(column), pixelPosteriorMm(row)));
      if (value !== null) values[row * COLUMNS + column] = value;
    }
  return values;
}

function quantiles(planes: readonly Float32Array[]): {
  readonly low: Float32Array;
  readonly middle: Float32Array;
} {
  const low = new Float32Array(COLUMNS * ROWS).fill(Number.NaN);
  const middle = new Float32Array(COLUMNS * ROWS).fill(Number.NaN);
  const here = new Float32Array(planes.length);
  for (let p = 0; p < low.length; p++) {
    let n = 0;
    for (const plane of planes) {
      const value = plane[p] ?? Number.NaN;
      if (!Number.isNaN(value)) here[n++] = value;
    }
    if (n < LEAST_PLANES) continue;
    const sorted = here.subarray(0, n).toSorted();
    low[p] = sorted[Math.floor(LOW_SHARE * n)] ?? Number.NaN;
    middle[p] = sorted[n >> 1] ?? Number.NaN;
  }
  return { low, middle };
}

/** Mean of 3 × 3 pixels. */
function smoothed(values: Float32Array): Float32Array {
  const out = new Float32Array(values.length).fill(Number.NaN);
  for (let row = 1; row < ROWS - 1; row++)
    for (let column = 1; column < COLUMNS - 1; column++) {
      let sum = 0;
      for (let dr = -1; dr <= 1; dr++)
        for (let dc = -1; dc <= 1; dc++) sum += values[(row + dr) * COLUMNS + column + dc] ?? Number.NaN;
      out[row * COLUMNS + column] = sum / 9;
    }
  return out;
}
