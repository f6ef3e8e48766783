import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import type { Place } from '../../../src/domain/case/document.ts';
import type { HandCalibration } from '../../../src/domain/case/ruler.ts';
import { caseDocumentSchema } from '../../../src/schema/caseDocument.ts';
import { after, CT, CT_FRAME, newCase, XA, XA_IMAGE } from '../builders.ts';

const onImage = (column: number, row: number, frame = 1): Place => ({
  kind: 'image',
  seriesUid: XA,
  sopInstanceUid: XA_IMAGE,
  frame,
  pointPx: [column, row],
});
const inPatient: Place = {
  kind: 'patient',
  seriesUid: CT,
  frameOfReferenceUid: CT_FRAME,
  pointLpsMm: [0, 0, 0],
};
const calibration: HandCalibration = {
  seriesUid: XA,
  sopInstanceUid: XA_IMAGE,
  frame: 1,
  fromPx: [10, 10],
  toPx: [110, 10],
  lengthMm: 40,
  by: { name: 'R', authenticated: false },
  at: '2026-11-22T08:00:00.000Z',
};
const refusal = (...command: Parameters<typeof applyCommand>): string => {
  const result = applyCommand(...command);
  return result.ok ? '' : result.error.code;
};

describe('a line of the ruler', () => {
  it('is kept, saved and taken away', () => {
    const ruler = { id: 'ruler-1', from: onImage(0, 0), to: onImage(30, 40) };
    const doc = after(newCase(), { type: 'ruler/add', ruler }, { type: 'calibration/set', calibration });
    expect(doc.rulers).toEqual([ruler]);
    expect(caseDocumentSchema.parse(JSON.parse(JSON.stringify(doc)))).toEqual(doc);
    expect(after(doc, { type: 'ruler/remove', id: 'ruler-1' }).rulers).toEqual([]);
    expect(refusal(doc, { type: 'ruler/add', ruler })).toBe('duplicate-id');
    expect(refusal(doc, { type: 'ruler/remove', id: 'ruler-9' })).toBe('not-found');
  });
  it.each([
    ['from image to patient', inPatient],
    ['from frame to frame', onImage(5, 5, 2)],
    ['without a length', onImage(0, 0)],
  ])('is refused %s', (_, to) => {
    expect(refusal(newCase(), { type: 'ruler/add', ruler: { id: 'r', from: onImage(0, 0), to } })).toBe(
      'ruler-apart',
    );
  });
});

describe('a calibration by hand', () => {
  it('counts for its image, is replaced by the next one and can be taken back', () => {
    const set = after(newCase(), { type: 'calibration/set', calibration });
    const again = after(set, { type: 'calibration/set', calibration: { ...calibration, lengthMm: 50 } });
    expect(Object.values(again.calibrations ?? {}).map(({ lengthMm }) => lengthMm)).toEqual([50]);
    const off = after(again, { type: 'calibration/remove', sopInstanceUid: XA_IMAGE });
    expect(off.calibrations).toEqual({});
  });
  it.each([
    ['no length', { lengthMm: 0 }],
    ['a length longer than any detector', { lengthMm: 601 }],
    ['a length that is no number', { lengthMm: NaN }],
    ['a line of a few pixels', { toPx: [25, 10] as const }],
    ['nobody', { by: { name: ' ', authenticated: false } }],
  ])('is refused with %s', (_, patch) => {
    const command = { type: 'calibration/set', calibration: { ...calibration, ...patch } } as const;
    expect(refusal(newCase(), command)).toBe('calibration-invalid');
  });
});
