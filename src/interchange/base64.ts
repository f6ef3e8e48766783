declare const atob: (text: string) => string;
declare const btoa: (text: string) => string;

/** Bytes of base64 text. @throws on text that is none */
export const bytesOfBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (char) => char.codePointAt(0) ?? 0);

export function base64OfBytes(bytes: Uint8Array): string {
  const STEP = 8192;
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP)
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}
