import { createHash } from 'node:crypto';

/** UID stable from a text: 2.25 and a 122-bit number in UUID form (PS3.5 B.2). */
export function uidOf(text: string): string {
  const hex = createHash('sha256').update(`patchpoint phantom/${text}`).digest('hex').slice(0, 32);
  const versioned = `${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17)}`;
  return `2.25.${BigInt(`0x${versioned}`).toString()}`;
}
