import { err, ok, type Result } from '../domain/result.ts';
import type { SlabOffer } from '../imaging/api.ts';

const GB = 1024 ** 3;
/** Browsers that do not say how much memory the machine has. */
const UNKNOWN_MEMORY_GB = 4;
/** Pictures may take this share of the machine's memory: the graphics copy, the page and other programs need the rest. */
const SHARE = 0.375;

/** As the browser states it; undefined where it does not. */
export const deviceMemoryGb = (): number | undefined =>
  'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number'
    ? navigator.deviceMemory
    : undefined;

/**
 * Bytes that pictures may take in the page: 3/8 of the machine's memory, as the browser states it (Device Memory API,
 * rounded; more than 8 GB counts as 8): 3 GB on most machines, 1.5 GB where the browser says nothing.
 */
export function pictureBudgetBytes(memoryGb: number | undefined): number {
  return Math.min(memoryGb ?? UNKNOWN_MEMORY_GB, 8) * SHARE * GB;
}

export interface HeldSeries {
  readonly uid: string;
  readonly bytes: number;
  /** A pane shows it, or somebody waits for it. */
  readonly wanted: boolean;
}

export interface NoRoom {
  readonly message: string;
  readonly offer?: SlabOffer;
}

/**
 * Is there room for one more series? Those that nothing shows are let go first, in the order given, and only as many as
 * are needed.
 *
 * @param held - longest unseen first
 * @param pictures - of the series that wants in
 * @returns the series to let go, or why there is no room and how many slices in a row would fit
 */
export function roomFor(
  bytes: number,
  pictures: number,
  held: readonly HeldSeries[],
  budget: number,
): Result<readonly string[], NoRoom> {
  let free = budget - held.reduce((sum, one) => sum + one.bytes, 0);
  const released: string[] = [];
  for (const one of held) {
    if (free >= bytes) break;
    if (one.wanted) continue;
    released.push(one.uid);
    free += one.bytes;
  }
  if (free >= bytes) return ok(released);
  const slices = Math.floor((Math.max(0, free) / bytes) * pictures);
  const others = held.some(({ wanted }) => wanted) ? ' beside the other series shown' : '';
  const message = `This series needs ${inWords(bytes)}; ${inWords(Math.max(0, free))} of the ${inWords(budget)} that images may take on this machine are free${others}.`;
  return err(
    slices < 1
      ? { message: `${message} Close other views and load it again.` }
      : { message, offer: { slices, total: pictures } },
  );
}

function inWords(bytes: number): string {
  return bytes >= GB ? `${(bytes / GB).toFixed(1)} GB` : `${Math.ceil(bytes / 1024 ** 2)} MB`;
}
