/**
 * Bounds that keep a hostile or broken file from costing more than about a second or from asking for memory it does
 * not fill. Real objects stay far below: an Enhanced CT of 5,000 frames has about 400,000 elements, depth 6.
 */
export const LIMITS = {
  /** Files that do not fit in one buffer of every browser. */
  fileBytes: 2 ** 31 - 1,
  /** Claimed size of one decoded frame. */
  frameBytes: 2 ** 28,
  elements: 500_000,
  sequenceDepth: 32,
  /** Deflated datasets: bytes after inflation, at least, per byte before it, and at most. */
  inflatedBytesMin: 2 ** 26,
  inflationRatio: 50,
  inflatedBytesMax: 2 ** 30,
} as const;
