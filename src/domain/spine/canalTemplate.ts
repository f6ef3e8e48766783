import { COLUMNS, PIXEL_MM, ROWS, pixelLeftMm, pixelPosteriorMm, type CanalMap } from './canalMap.ts';

/** A place on a map that looks like the sac cut across: bright all around, darker outside. */
export interface CanalCandidate {
  readonly leftMm: number;
  readonly posteriorMm: number;
  /** Third-darkest eighth of the sac's rim less the mean just outside it, in the image's unit. */
  readonly contrast: number;
  /** Mean of the rim and of what lies outside it, in the image's unit. */
  readonly rim: number;
  readonly outside: number;
  /** Rim's low quintile along the spine as a share of its median: 1 where it runs on unchanged. */
  readonly evenness: number;
}

/** Half width and half depth of a middling adult sac, mm (T12 to L4), and the sizes tried as a share of it. */
const HALF_WIDTH_MM = 9;
const HALF_DEPTH_MM = 7;
const SIZES = [0.6, 0.75, 0.9, 1.05, 1.2];
/** The rim holds fluid also where the cord fills the middle. */
const RIM = [0.62, 0.95] as const;
const OUTSIDE = [1.25, 1.6] as const;
const SECTORS = 8;
/** One eighth may be dark where the cord lies against the dura, one where contrast has not mixed. */
const JUDGED_SECTOR = 2;
/** Places searched, mm and degrees behind the body line. */
const SEARCH = { leftMm: 19, nearMm: 6, farMm: 40, halfAngleDeg: 50 };
/** The best of each neighbourhood of this size, mm, and at most so many of one map. */
const NEIGHBOURHOOD_MM = 3;
const MOST_CANDIDATES = 8;

interface TemplatePixel {
  readonly offset: number;
  readonly sector: number;
}
interface Template {
  readonly rim: readonly TemplatePixel[];
  readonly outside: readonly TemplatePixel[];
}

const TEMPLATES: readonly Template[] = SIZES.map(templateOf);

function templateOf(size: number): Template {
  const reach = Math.ceil(HALF_WIDTH_MM * size * OUTSIDE[1]);
  const rim: TemplatePixel[] = [];
  const outside: TemplatePixel[] = [];
  for (let dr = -reach; dr <= reach; dr++)
    for (let dc = -reach; dc <= reach; dc++) {
      const radius = Math.hypot((dc * PIXEL_MM) / HALF_WIDTH_MM, (dr * PIXEL_MM) / HALF_DEPTH_MM) / size;
      const turn = (Math.atan2(dr, dc) / (2 * Math.PI) + 1) % 1;
      const pixel = { offset: dr * COLUMNS + dc, sector: Math.floor(turn * SECTORS) % SECTORS };
      if (radius >= RIM[0] && radius <= RIM[1]) rim.push(pixel);
      if (radius >= OUTSIDE[0] && radius <= OUTSIDE[1]) outside.push(pixel);
    }
  return { rim, outside };
}

/** Best places of one map, best first. */
export function canalCandidates(map: CanalMap): readonly CanalCandidate[] {
  const found: (CanalCandidate | null)[] = Array.from({ length: COLUMNS * ROWS }, () => null);
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      const [leftMm, posteriorMm] = [pixelLeftMm(column), pixelPosteriorMm(row)];
      const angle = (Math.atan2(Math.abs(leftMm), posteriorMm) * 180) / Math.PI;
      const searched =
        Math.abs(leftMm) <= SEARCH.leftMm &&
        posteriorMm >= SEARCH.nearMm &&
        posteriorMm <= SEARCH.farMm &&
        angle <= SEARCH.halfAngleDeg;
      if (searched) found[row * COLUMNS + column] = bestFit(map, row, column);
    }
  const peaks = found.flatMap((candidate, p) =>
    candidate !== null && isPeak(found, p, candidate) ? [refined(found, p, candidate)] : [],
  );
  return peaks.toSorted((a, b) => b.contrast - a.contrast).slice(0, MOST_CANDIDATES);
}

function bestFit(map: CanalMap, row: number, column: number): CanalCandidate | null {
  let best: CanalCandidate | null = null;
  for (const template of TEMPLATES) {
    const fit = fitOf(map, template, row, column);
    if (fit !== null && (best === null || fit.contrast > best.contrast)) best = fit;
  }
  return best;
}

function fitOf(map: CanalMap, template: Template, row: number, column: number): CanalCandidate | null {
  const at = row * COLUMNS + column;
  const sums = new Float64Array(SECTORS);
  const counts = new Int32Array(SECTORS);
  let [rimSum, middleSum] = [0, 0];
  for (const { offset, sector } of template.rim) {
    const value = map.values[at + offset];
    if (value === undefined || Number.isNaN(value)) return null;
    sums[sector] = (sums[sector] ?? 0) + value;
    counts[sector] = (counts[sector] ?? 0) + 1;
    rimSum += value;
    middleSum += map.middles[at + offset] ?? value;
  }
  let [outsideSum, outsideCount] = [0, 0];
  for (const { offset } of template.outside) {
    const value = map.values[at + offset];
    if (value === undefined || Number.isNaN(value)) continue;
    outsideSum += value;
    outsideCount += 1;
  }
  if (outsideCount < template.outside.length / 2) return null;
  const sectors = sums.map((sum, k) => sum / Math.max(1, counts[k] ?? 1)).toSorted();
  const outside = outsideSum / outsideCount;
  return {
    leftMm: pixelLeftMm(column),
    posteriorMm: pixelPosteriorMm(row),
    contrast: (sectors[JUDGED_SECTOR] ?? 0) - outside,
    rim: rimSum / template.rim.length,
    outside,
    evenness: middleSum > 0 ? rimSum / middleSum : 0,
  };
}

function isPeak(found: readonly (CanalCandidate | null)[], p: number, candidate: CanalCandidate): boolean {
  for (let dr = -NEIGHBOURHOOD_MM; dr <= NEIGHBOURHOOD_MM; dr++)
    for (let dc = -NEIGHBOURHOOD_MM; dc <= NEIGHBOURHOOD_MM; dc++) {
      const other = found[p + dr * COLUMNS + dc];
      if (other && other.contrast > candidate.contrast) return false;
    }
  return candidate.contrast > 0;
}

/** Centre of the scores above nine tenths of the peak's, around the peak: finer than a pixel. */
function refined(found: readonly (CanalCandidate | null)[], p: number, peak: CanalCandidate): CanalCandidate {
  let [sum, left, posterior] = [0, 0, 0];
  for (let dr = -2; dr <= 2; dr++)
    for (let dc = -2; dc <= 2; dc++) {
      const other = found[p + dr * COLUMNS + dc];
      const weight = other ? Math.max(0, other.contrast - 0.8 * peak.contrast) : 0;
      if (!other || weight === 0) continue;
      sum += weight;
      left += weight * other.leftMm;
      posterior += weight * other.posteriorMm;
    }
  return sum > 0 ? { ...peak, leftMm: left / sum, posteriorMm: posterior / sum } : peak;
}
