import { describe, expect, it } from 'vitest';
import { planFixture } from '../domain/builders.ts';
import { PATIENT_HEADER } from './support.ts';
import { openBench } from './workspaceFixture.ts';

const archived = (patient = PATIENT_HEADER) => ({
  sopInstanceUid: '2.25.7',
  plan: planFixture({ patient, rationale: 'From the archive' }),
  known: 'absent' as const,
});

describe('a plan from the archive', () => {
  it('becomes the draft in one step, without its pictures, and undo brings back what was there', () => {
    const { workspace } = openBench();
    const before = workspace.store.getState().doc;
    expect(workspace.takeOver(archived())).toBeNull();
    const { doc } = workspace.store.getState();
    expect(doc).toMatchObject({
      caseId: before.caseId,
      keyImages: [],
      plan: { rationale: 'From the archive' },
    });
    expect(doc.findings).toHaveLength(1);
    workspace.undo();
    expect(workspace.store.getState().doc).toEqual(before);
  });

  it('of another patient is refused', () => {
    const { workspace } = openBench();
    const before = workspace.store.getState().doc;
    const refused = workspace.takeOver(archived({ ...PATIENT_HEADER, birthDate: '19710102' }));
    expect(refused?.code).toBe('patient-mismatch');
    expect(workspace.store.getState().doc).toBe(before);
  });
});
