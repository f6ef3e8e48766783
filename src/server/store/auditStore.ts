import type { Role } from '../../domain/vocabulary/terms.ts';
import type { Db } from '../db/database.ts';

/** Who acted. `null` where nobody had signed in (reading on this machine, a DICOMweb client). */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  readonly authenticated: boolean;
}

export const AUDIT_ACTIONS = [
  'session-begun',
  'session-ended',
  'case-opened',
  'draft-saved',
  'key-image-stored',
  'plan-signed',
  'plan-refused',
  'plan-accepted',
  'plan-returned',
  'plan-exported',
  'plan-archived',
  'procedure-scheduled',
  'procedure-performed',
  'procedure-cancelled',
  'guard-checked',
  'handoff-requested',
  'handoff-arrived',
  'handoff-failed',
  'instances-stored',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditEntry {
  readonly at: string;
  readonly actor: Actor | null;
  readonly action: AuditAction;
  readonly caseId?: string;
  readonly planId?: string;
  readonly version?: number;
  /** Ids, codes and counts only. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: entry.at,
      actor_name: entry.actor?.name ?? null,
      actor_role: entry.actor?.role ?? null,
      action: entry.action,
      case_id: entry.caseId ?? null,
      plan_id: entry.planId ?? null,
      version: entry.version ?? null,
      detail: entry.detail === undefined ? null : JSON.stringify(entry.detail),
    })
    .execute();
}
