/** x, y, z triplets of a flat list; null where the list does not divide. */
export function triplets(data: readonly number[]): readonly (readonly [number, number, number])[] | null {
  if (data.length === 0 || data.length % 3 !== 0 || !data.every(Number.isFinite)) return null;
  return Array.from({ length: data.length / 3 }, (_, i) => [
    data[3 * i] ?? 0,
    data[3 * i + 1] ?? 0,
    data[3 * i + 2] ?? 0,
  ]);
}

/** Column, row pairs; DICOM's pixel corner (0,0) → the first pixel's centre (PS3.3 C.18.6, C.10.5). */
export function pixelPairs(data: readonly number[]): readonly (readonly [number, number])[] | null {
  if (data.length === 0 || data.length % 2 !== 0 || !data.every(Number.isFinite)) return null;
  return Array.from({ length: data.length / 2 }, (_, i) => [
    (data[2 * i] ?? 0) - 0.5,
    (data[2 * i + 1] ?? 0) - 0.5,
  ]);
}
