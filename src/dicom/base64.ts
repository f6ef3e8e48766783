const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 base64 with padding; for the small inline values of DICOM JSON. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const quad = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((word >> shift) & 63));
    text +=
      left >= 3
        ? quad.join('')
        : left === 2
          ? `${quad.slice(0, 3).join('')}=`
          : `${quad.slice(0, 2).join('')}==`;
  }
  return text;
}
