/** Bytes that are letters of one byte each: protocol text, and elements outside (0008,0005). */
export const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

export function asciiText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Whether `wanted` stands at `at`. */
export function startsWithBytes(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let i = 0; i < wanted.length; i += 1) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

/** Position of `wanted` in [from, end), −1 if absent; the native search for its first byte does most of the work. */
export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from: number, end: number): number {
  const first = wanted[0] ?? 0;
  for (
    let at = bytes.indexOf(first, from);
    at >= 0 && at + wanted.length <= end;
    at = bytes.indexOf(first, at + 1)
  )
    if (startsWithBytes(bytes, wanted, at)) return at;
  return -1;
}
