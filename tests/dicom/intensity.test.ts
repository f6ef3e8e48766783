import { describe, expect, it } from 'vitest';
import { intensityWords } from '../../src/dicom/intensity.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { ctSlice, el, EXPLICIT, part10 } from './part10Builder.ts';

describe('what a stored value stands for', () => {
  it.each([
    ['LIN', 1, 'linear in X-ray intensity'],
    ['LIN', 0xffff, 'linear in X-ray intensity, higher is less'],
    ['LOG', 0xffff, 'logarithm of X-ray intensity, higher is less'],
    ['DISP', null, 'made for display'],
    ['OTHER', 1, null],
    [null, 1, null],
  ] as const)('%s with sign %s', (relationship, sign, words) => {
    const extra = [
      ...(relationship === null ? [] : [el(0x00281040, 'CS', relationship)]),
      ...(sign === null ? [] : [el(0x00281041, 'SS', new Uint8Array(Uint16Array.of(sign).buffer))]),
    ];
    const { header } = parseInstance(part10(EXPLICIT, ctSlice({ extra })), 'a');
    expect(intensityWords(header?.display)).toBe(words);
  });
  it('is not known of an image without display facts', () => {
    expect(intensityWords(undefined)).toBeNull();
  });
});
