/** Bradford-adapted sRGB → XYZ, white D50: the white of the profile connection space (ICC.1, IEC 61966-2-1). */
const TO_XYZ_D50 = [
  [0.4360747, 0.3850649, 0.1430804],
  [0.2225045, 0.7168786, 0.0606169],
  [0.0139322, 0.0971045, 0.7141733],
] as const;
const WHITE_D50 = [0.96422, 1, 0.82521] as const;
const EPSILON = (6 / 29) ** 3;

/**
 * A colour of the screen as DICOM says it: L*, a*, b* of the profile connection space (white D50), each scaled to 16 bits,
 * L* 0..100 and a*, b* −128..127 over 0..65535. Source: PS3.3 C.10.7.1.1.
 *
 * @param hex - sRGB, `#rrggbb`
 * @returns three whole numbers from 0 to 65535
 */
export function dicomCieLab(hex: string): readonly [number, number, number] {
  const linear = [1, 3, 5].map((at) => linearised(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  const [x = 0, y = 0, z = 0] = TO_XYZ_D50.map((row, axis) =>
    cubic(row.reduce((sum, weight, i) => sum + weight * (linear[i] ?? 0), 0) / (WHITE_D50[axis] ?? 1)),
  );
  const [l, a, b] = [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  return [scaled(l, 0, 100), scaled(a, -128, 127), scaled(b, -128, 127)];
}

const linearised = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const cubic = (t: number): number => (t > EPSILON ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);

function scaled(value: number, low: number, high: number): number {
  const inside = Math.max(low, Math.min(high, value));
  return Math.round(((inside - low) / (high - low)) * 65_535);
}
