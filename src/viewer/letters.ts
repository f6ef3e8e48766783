import { negate, type Vec3 } from '../domain/geometry/vec3.ts';

export interface EdgeLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** A second letter is added from 20° off the axis. */
const SECOND_LETTER_FROM = Math.sin((20 * Math.PI) / 180);

/**
 * Letters of a direction in the patient, largest component first: "A", "PL", "HL" (PS3.3 C.7.6.1.1.1).
 *
 * @param direction - unit vector, LPS
 */
export function lettersOfDirection(direction: Vec3): string {
  const parts = [
    { size: Math.abs(direction[0]), letter: direction[0] > 0 ? 'L' : 'R' },
    { size: Math.abs(direction[1]), letter: direction[1] > 0 ? 'P' : 'A' },
    { size: Math.abs(direction[2]), letter: direction[2] > 0 ? 'H' : 'F' },
  ].toSorted((a, b) => b.size - a.size);
  return parts
    .filter(({ size }, rank) => rank === 0 || (rank === 1 && size >= SECOND_LETTER_FROM))
    .map(({ letter }) => letter)
    .join('');
}

/** Letters proven by geometry: Image Orientation (Patient) or the plane of a volume built from it. */
export const provenLetters = (right: Vec3, up: Vec3): EdgeLetters => ({
  left: lettersOfDirection(negate(right)),
  right: lettersOfDirection(right),
  top: lettersOfDirection(up),
  bottom: lettersOfDirection(negate(up)),
});

const OPPOSITE: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };

/**
 * Letters a projection image declares in Patient Orientation (0020,0020): row direction (toward the right edge), column
 * direction (toward the bottom edge). Nothing proves them.
 *
 * @returns null where the attribute is absent or is not made of L, R, A, P, H, F
 */
export function declaredLetters(orientation: readonly [string, string] | null): EdgeLetters | null {
  if (orientation === null) return null;
  const [right, bottom] = orientation.map((text) => text.trim().toUpperCase());
  if (right === undefined || bottom === undefined || right === '' || bottom === '') return null;
  const left = opposite(right);
  const top = opposite(bottom);
  return left === null || top === null ? null : { left, right, top, bottom };
}

function opposite(letters: string): string | null {
  const turned = letters.split('').map((letter) => OPPOSITE[letter]);
  return turned.every((letter) => letter !== undefined) ? turned.join('') : null;
}
