import { describe, expect, it } from 'vitest';
import { firstText, type Attributes } from '../../src/dicom/attributes.ts';
import { dicomCieLab } from '../../src/interchange/dicom/cieLab.ts';
import { exportVerified } from '../../src/interchange/exportVerified.ts';
import { readAttributes } from '../../src/interchange/readback/sr.ts';
import { contextOf, fullPlan } from './support/exportInput.ts';

describe('colours as DICOM says them (PS3.3 C.10.7.1.1)', () => {
  it.each([
    ['#ffffff', [65_535, 32_896, 32_896]],
    ['#000000', [0, 32_896, 32_896]],
    // sRGB red is L* 54.29, a* 80.81, b* 69.89 under D50 (Lindbloom's calculator, Bradford).
    ['#ff0000', [35_579, 53_664, 50_857]],
    // Blue: L* 29.57, a* 68.30, b* −112.03.
    ['#0000ff', [19_378, 50_449, 4_105]],
  ] as const)('%s', (hex, expected) => {
    const found = dicomCieLab(hex);
    for (const [index, value] of expected.entries())
      expect(Math.abs((found[index] ?? 0) - value)).toBeLessThan(30);
  });

  it('stands on every segment of a segmentation', () => {
    const plan = fullPlan();
    const files = exportVerified(plan, 'seg', contextOf(plan));
    if (!files.ok) throw new Error(files.error[0]?.message ?? '');
    for (const { bytes } of files.value) {
      const attributes = readAttributes(bytes);
      if (!attributes.ok) throw new Error(attributes.error.message);
      const segments: readonly Attributes[] = attributes.value.items(0x00620002);
      expect(segments.length).toBeGreaterThan(0);
      for (const segment of segments)
        expect([firstText(segment, 0x00620005), segment.numbers(0x0062000d)]).toEqual([
          expect.stringMatching(/^Extravasation/),
          dicomCieLab('#ff6b35'),
        ]);
    }
  });
});
