import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import { emptyDocument } from '../../../src/domain/case/emptyDocument.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { caseDocumentSchema } from '../../../src/schema/caseDocument.ts';

const UID = '2.25.7';
const run = (doc: CaseDocument, command: CaseCommand): CaseDocument => {
  const applied = applyCommand(doc, command);
  if (!applied.ok) throw new Error(applied.error.message);
  return applied.value;
};
const marked = run(emptyDocument('case-1'), {
  type: 'label/place',
  seriesUid: UID,
  frameOfReferenceUid: '2.25.8',
  level: 'L3',
  pointLpsMm: [0, 0, 0],
});
const blocked = (doc: CaseDocument, posture?: 'agrees' | 'contradicts' | 'unknown'): boolean =>
  deriveCase(
    doc,
    [
      {
        seriesUid: UID,
        patientPosition: 'HFS',
        studyDate: '',
        ...(posture === undefined ? {} : { posture }),
      },
    ],
    '20260101',
  ).blockers.some(({ code }) => code === 'posture-contradicted');

describe('a contradicted posture', () => {
  it('blocks signing until a person says in words why the sides are right', () => {
    expect(blocked(marked, 'contradicts')).toBe(true);
    const decided = run(marked, {
      type: 'posture/decide',
      seriesUid: UID,
      reason: 'Liver on the right, aorta left of the midline.',
    });
    expect(blocked(decided, 'contradicts')).toBe(false);
    expect(caseDocumentSchema.parse(JSON.parse(JSON.stringify(decided)))).toEqual(decided);
    expect(blocked(run(decided, { type: 'posture/decide', seriesUid: UID, reason: '' }), 'contradicts')).toBe(
      true,
    );
  });

  it('takes no empty phrase for a reason', () => {
    expect(applyCommand(marked, { type: 'posture/decide', seriesUid: UID, reason: ' ok ' }).ok).toBe(false);
  });

  it.each(['agrees', 'unknown', undefined] as const)('does not block on %s', (posture) => {
    expect(blocked(marked, posture)).toBe(false);
  });

  it('does not block a series that no mark rests on', () => {
    expect(blocked(emptyDocument('case-1'), 'contradicts')).toBe(false);
  });
});
