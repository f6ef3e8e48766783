import type { ColumnType, Generated } from 'kysely';
import type { PlanState, Role } from '../../domain/vocabulary/terms.ts';

/** jsonb: written as JSON text, read as a value that is unknown until a schema has parsed it. */
type Json = ColumnType<unknown, string, string>;
type Timestamp = ColumnType<Date, string, string>;
type NullableTimestamp = ColumnType<Date | null, string | null, string | null>;

export interface Tables {
  readonly cases: CasesTable;
  readonly drafts: DraftsTable;
  readonly plans: PlansTable;
  readonly reviews: ReviewsTable;
  readonly handoffs: HandoffsTable;
  readonly course: CourseTable;
  readonly guard_checks: GuardChecksTable;
  readonly looks: LooksTable;
  readonly key_images: KeyImagesTable;
  readonly audit: AuditTable;
  readonly sessions: SessionsTable;
  readonly record_resources: RecordResourcesTable;
}

interface CasesTable {
  case_id: string;
  patient_key: string;
  patient: Json;
  created_at: Timestamp;
}
interface DraftsTable {
  case_id: string;
  version: number;
  document: Json;
  saved_at: Timestamp;
  saved_by: string;
}
interface PlansTable {
  plan_id: string;
  version: number;
  case_id: string;
  state: PlanState;
  content: Json;
  /** Hex SHA-256 of the canonical JSON of `content`. */
  content_sha256: string;
  signed_at: Timestamp;
}
interface ReviewsTable {
  plan_id: string;
  version: number;
  content: Json;
  reviewed_at: Timestamp;
}
interface GuardChecksTable {
  check_id: string;
  plan_id: string;
  version: number;
  content: Json;
  at: Timestamp;
}
interface LooksTable {
  plan_id: string;
  name: string;
  version: number;
  at: Timestamp;
}
interface HandoffsTable {
  plan_id: string;
  version: number;
  /** The accepted plan as an order, or what became of it as a procedure. */
  subject: 'order' | 'procedure';
  state: 'queued' | 'arrived' | 'withdrawn';
  attempts: Generated<number>;
  last_error: string | null;
  next_attempt_at: Timestamp;
  /** Lease of the dispatcher that is delivering: no second one starts until it has run out. */
  claimed_until: NullableTimestamp;
  arrived_at: NullableTimestamp;
  arrived_where: string | null;
  resource_references: ColumnType<unknown, string | null, string | null>;
}
interface CourseTable {
  entry_id: Generated<string>;
  plan_id: string;
  version: number;
  content: Json;
  at: Timestamp;
}
interface KeyImagesTable {
  key_image_id: string;
  case_id: string;
  sha256: string;
  png: Buffer;
  created_at: Timestamp;
}
interface AuditTable {
  audit_id: Generated<string>;
  at: Timestamp;
  actor_name: string | null;
  actor_role: Role | null;
  action: string;
  case_id: string | null;
  plan_id: string | null;
  version: number | null;
  /** Ids and counts only; never a patient's name, birth date or free text. */
  detail: ColumnType<unknown, string | null, string | null>;
}
interface SessionsTable {
  token_sha256: string;
  name: string;
  role: Role;
  created_at: Timestamp;
  expires_at: Timestamp;
}
interface RecordResourcesTable {
  resource_type: string;
  resource_id: string;
  plan_id: string;
  version: number;
  content: Json;
  received_at: Timestamp;
}
