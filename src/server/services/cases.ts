import type { CaseDocument } from '../../domain/case/document.ts';
import type { RuleLimits } from '../../domain/plan/rules/limits.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { PatientHeader } from '../../dicom/model.ts';
import type { Database } from '../db/database.ts';
import { sha256Hex } from '../db/json.ts';
import type { CaseRecord } from '../planRecord.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';
import { recordAudit, type Actor } from '../store/auditStore.ts';
import * as cases from '../store/caseStore.ts';
import { storeKeyImage, type StoredKeyImage } from '../store/keyImageStore.ts';
import { plansOfCase } from '../store/planStore.ts';
import { patientKey, samePerson } from '../../dicom/patientIdentity.ts';

interface Ports {
  readonly database: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly limits: RuleLimits;
}

export function caseService({ database: { db }, clock, newId, limits }: Ports) {
  const recordOf = async (stored: cases.StoredCase): Promise<CaseRecord> => {
    const draft = await cases.draftOf(db, stored.caseId);
    return {
      caseId: stored.caseId,
      patient: stored.patient,
      draftVersion: draft?.version ?? 0,
      document: draft?.document ?? null,
      plans: await plansOfCase(db, stored.caseId),
      limits,
    };
  };

  return {
    /** Finds or makes the patient's case. Two people who share an id are never put into one. */
    async open(patient: PatientHeader, actor: Actor): Promise<Result<CaseRecord, ServerIssue>> {
      const key = patientKey(patient);
      if (key === null) {
        return err(
          serverIssue(
            'patient-unidentified',
            'The images carry neither a patient ID nor a name with a birth date; a plan could not be kept apart from another patient’s.',
          ),
        );
      }
      const at = clock().toISOString();
      const stored = await cases.findOrCreateCase(db, { caseId: newId(), patientKey: key, patient, at });
      if (!samePerson(stored.patient, patient)) {
        return err(
          serverIssue(
            'patient-mismatch',
            'A case with this patient ID exists here, of somebody with another birth date or with none. Nothing was opened.',
          ),
        );
      }
      await recordAudit(db, {
        at,
        actor,
        action: 'case-opened',
        caseId: stored.caseId,
        detail: { created: stored.created },
      });
      return ok(await recordOf(stored));
    },

    async byId(caseId: string): Promise<Result<CaseRecord, ServerIssue>> {
      const stored = await cases.caseById(db, caseId);
      return stored === null
        ? err(serverIssue('not-found', 'There is no such case.'))
        : ok(await recordOf(stored));
    },

    async saveDraft(
      caseId: string,
      onVersion: number,
      document: CaseDocument,
      actor: Actor,
    ): Promise<Result<{ version: number }, ServerIssue>> {
      if (document.caseId !== caseId) {
        return err(serverIssue('invalid', 'The document belongs to another case.'));
      }
      const at = clock().toISOString();
      return db.transaction().execute(async (trx) => {
        if ((await cases.caseById(trx, caseId)) === null) {
          return err(serverIssue('not-found', 'There is no such case.'));
        }
        const version = await cases.saveDraft(trx, { caseId, onVersion, document, at, by: actor.name });
        if (version === null) {
          return err(
            serverIssue(
              'conflict',
              'This draft was saved elsewhere in the meantime; load it again before saving.',
            ),
          );
        }
        await recordAudit(trx, {
          at,
          actor,
          action: 'draft-saved',
          caseId,
          detail: { draftVersion: version },
        });
        return ok({ version });
      });
    },

    async storeKeyImage(
      caseId: string,
      png: Buffer,
      actor: Actor,
    ): Promise<Result<StoredKeyImage, ServerIssue>> {
      if (!isPng(png)) {
        return err(serverIssue('unsupported-media-type', 'A key image must be a PNG.'));
      }
      const at = clock().toISOString();
      return db.transaction().execute(async (trx) => {
        if ((await cases.caseById(trx, caseId)) === null) {
          return err(serverIssue('not-found', 'There is no such case.'));
        }
        const stored = await storeKeyImage(trx, { id: newId(), sha256: sha256Hex(png), caseId, png, at });
        await recordAudit(trx, {
          at,
          actor,
          action: 'key-image-stored',
          caseId,
          detail: { keyImageId: stored.id, bytes: png.length },
        });
        return ok(stored);
      });
    },
  };
}

/** Signature, and the IEND chunk at the end: a picture cut off on its way is refused (PNG, ISO/IEC 15948). */
function isPng(bytes: Buffer): boolean {
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const end = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
  return bytes.subarray(0, 8).equals(start) && bytes.subarray(-12).equals(end);
}
