import type { PatientHeader } from '../../dicom/model.ts';
import type { CaseDocument } from '../../domain/case/document.ts';
import { caseDocumentSchema } from '../../schema/caseDocument.ts';
import { patientHeaderSchema } from '../../schema/dicomHeader.ts';
import type { Db } from '../db/database.ts';

export interface StoredCase {
  readonly caseId: string;
  readonly patient: PatientHeader;
}
export interface StoredDraft {
  readonly version: number;
  readonly document: CaseDocument;
}

/** The case of this key; made when there is none. Two calls at once make one case. */
export async function findOrCreateCase(
  db: Db,
  row: {
    readonly caseId: string;
    readonly patientKey: string;
    readonly patient: PatientHeader;
    readonly at: string;
  },
): Promise<StoredCase & { readonly created: boolean }> {
  const inserted = await db
    .insertInto('cases')
    .values({
      case_id: row.caseId,
      patient_key: row.patientKey,
      patient: JSON.stringify(row.patient),
      created_at: row.at,
    })
    .onConflict((conflict) => conflict.column('patient_key').doNothing())
    .returning('case_id')
    .executeTakeFirst();
  if (inserted !== undefined) return { caseId: row.caseId, patient: row.patient, created: true };
  const found = await db
    .selectFrom('cases')
    .selectAll()
    .where('patient_key', '=', row.patientKey)
    .executeTakeFirstOrThrow();
  return { caseId: found.case_id, patient: patientHeaderSchema.parse(found.patient), created: false };
}

export async function caseById(db: Db, caseId: string): Promise<StoredCase | null> {
  const row = await db.selectFrom('cases').selectAll().where('case_id', '=', caseId).executeTakeFirst();
  return row === undefined ? null : { caseId: row.case_id, patient: patientHeaderSchema.parse(row.patient) };
}

/** Serialises what changes a case: signing, reviewing. Only inside a transaction. */
export async function lockCase(db: Db, caseId: string): Promise<StoredCase | null> {
  const row = await db
    .selectFrom('cases')
    .selectAll()
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : { caseId: row.case_id, patient: patientHeaderSchema.parse(row.patient) };
}

export async function allCases(db: Db): Promise<readonly StoredCase[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['case_id', 'patient'])
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({ caseId: row.case_id, patient: patientHeaderSchema.parse(row.patient) }));
}

export async function draftOf(db: Db, caseId: string): Promise<StoredDraft | null> {
  const row = await db
    .selectFrom('drafts')
    .select(['version', 'document'])
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { version: row.version, document: caseDocumentSchema.parse(row.document) };
}

/**
 * Saves on top of exactly `onVersion` (0: no draft yet).
 *
 * @returns the new version, or null when somebody else has saved meanwhile
 */
export async function saveDraft(
  db: Db,
  row: {
    readonly caseId: string;
    readonly onVersion: number;
    readonly document: CaseDocument;
    readonly at: string;
    readonly by: string;
  },
): Promise<number | null> {
  const values = { document: JSON.stringify(row.document), saved_at: row.at, saved_by: row.by };
  if (row.onVersion === 0) {
    const inserted = await db
      .insertInto('drafts')
      .values({ case_id: row.caseId, version: 1, ...values })
      .onConflict((conflict) => conflict.column('case_id').doNothing())
      .returning('version')
      .executeTakeFirst();
    return inserted?.version ?? null;
  }
  const updated = await db
    .updateTable('drafts')
    .set({ version: row.onVersion + 1, ...values })
    .where('case_id', '=', row.caseId)
    .where('version', '=', row.onVersion)
    .returning('version')
    .executeTakeFirst();
  return updated?.version ?? null;
}
