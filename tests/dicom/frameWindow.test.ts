import { expect, it } from 'vitest';
import { headerFromDicomJson } from '../../src/dicom/headerFromDicomJson.ts';

const ds = (...values: readonly number[]) => ({ vr: 'DS', Value: values });
/** Frame VOI LUT of one frame (PS3.3 C.7.6.16.2.10). */
const frameGroup = (center: number, width: number) => ({
  '00289132': { vr: 'SQ', Value: [{ '00281050': ds(center), '00281051': ds(width) }] },
});

it('each frame of a multi-frame object keeps the window it states: magnitude and field map differ', () => {
  const header = headerFromDicomJson(
    {
      '00080018': { vr: 'UI', Value: ['1.2.1'] },
      '0020000D': { vr: 'UI', Value: ['1.2.2'] },
      '0020000E': { vr: 'UI', Value: ['1.2.3'] },
      '00280008': { vr: 'IS', Value: [3] },
      '52009230': { vr: 'SQ', Value: [frameGroup(959, 1667), frameGroup(0, 1000), frameGroup(50, 0)] },
    },
    '1.2.840.10008.1.2.1',
  );
  if (!header.ok) throw new Error('no header');
  expect(header.value.perFrame?.map(({ window }) => window)).toEqual([
    { center: 959, width: 1667 },
    { center: 0, width: 1000 },
    undefined,
  ]);
  expect([header.value.windowCenter, header.value.windowWidth]).toEqual([[959], [1667]]);
});
