const LOW_15_BITS = 0x7fff7fff;
const SIGN_BITS = 0x80008000;

/**
 * Writes `stored[i] + amount`, two values in one 32-bit word: with one value at a time the intercept of a large CT costs
 * twice as long. Carries stay within their half because the upper bit of each is added apart (Warren, Hacker's Delight,
 * 2-18).
 *
 * @param target - of the same length as `stored`
 * @param amount - a whole number from −32768 to 32767
 * @returns false where a sum does not fit 16 signed bits, or two values do not lie in one word: `target` is not to be used
 */
export function addToInt16(target: Int16Array, stored: Int16Array | Uint16Array, amount: number): boolean {
  if (target.length % 2 !== 0 || target.byteOffset % 4 !== 0) return false;
  target.set(new Int16Array(stored.buffer, stored.byteOffset, stored.length));
  const words = new Int32Array(target.buffer, target.byteOffset, target.length / 2);
  const both = (amount & 0xffff) | (amount << 16);
  const bothLow = both & LOW_15_BITS;
  let overflow = 0;
  let sign = 0;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? 0;
    const sum = ((word & LOW_15_BITS) + bothLow) ^ ((word ^ both) & SIGN_BITS);
    // A sum of two numbers of one sign has that sign, unless it did not fit.
    overflow |= ~(word ^ both) & (word ^ sum);
    sign |= word;
    words[i] = sum;
  }
  // What counts as negative here is a large number where no number is signed.
  const large = stored instanceof Uint16Array ? sign : 0;
  return ((overflow | large) & SIGN_BITS) === 0;
}
