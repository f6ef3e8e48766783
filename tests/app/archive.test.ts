import { describe, expect, it } from 'vitest';
import { archivedStudies } from '../../src/app/archivedStudies.ts';
import { err, issue, ok } from '../../src/domain/result.ts';
import { planFixture } from '../domain/builders.ts';
import { ct, MemoryServer, PATIENT_HEADER, study } from './support.ts';
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

describe('a study opened from files', () => {
  const held = study(ct);
  const ask = async (listed: readonly string[], fromFiles: boolean) => {
    const asked: string[] = [];
    const studies = listed.map((studyInstanceUid) => ({ studyInstanceUid, study: held.study, series: [] }));
    const found = await archivedStudies(
      {
        worklist: async () => ok([{ patient: PATIENT_HEADER, studies, caseId: null, plan: null }]),
        study: async (uid) => {
          asked.push(uid);
          return listed.includes(uid)
            ? ok([held])
            : err(issue('not-found', 'The archive holds no such study.'));
        },
      },
      held.studyInstanceUid,
      fromFiles,
    );
    return { asked, found };
  };

  it('is not asked of an archive that does not list it', async () => {
    expect(await ask(['2.25.404'], true)).toEqual({ asked: [], found: ok([]) });
  });
  it('is joined with what the archive holds of it', async () => {
    expect((await ask([held.studyInstanceUid], true)).found).toEqual(ok([held]));
  });
  it('opened by its address, is answered by the archive', async () => {
    expect((await ask([], false)).found).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it.each([
    ['is not asked for reports in the archive', null, []],
    ['in the archive, too, is asked for its reports', '2.25.9', ['2.25.9']],
  ])('%s', (_, archivedStudyUid, expected) => {
    const server = new MemoryServer();
    const asked: string[] = [];
    server.api.archiveObjects = async (uid) => {
      asked.push(uid);
      return ok({ plans: [], objects: [], notRead: [] });
    };
    openBench({ archivedStudyUid }, server);
    expect(asked).toEqual(expected);
  });
});
