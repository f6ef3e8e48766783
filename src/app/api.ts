import type { RuleLimits } from '../domain/plan/rules/limits.ts';
import type { CaseDocument, KeyImage } from '../domain/case/document.ts';
import type { CourseEntry, CourseEvent } from '../domain/plan/course.ts';
import type { PlanReview, TargetingPlan } from '../domain/plan/targetingPlan.ts';
import type { GuardCheck, TipMark } from '../domain/guard/model.ts';
import type { PlanState, Role, SeriesClass } from '../domain/vocabulary/terms.ts';
import type { ArchiveObjects, ArchiveReceipt } from '../schema/archiveObjects.ts';
import type { Result } from '../domain/result.ts';
import type { PatientHeader, StudyHeader, StudySummary } from '../dicom/model.ts';

/**
 * The HTTP contract as the page sees it. Same origin, JSON, every answer parsed by the zod schemas in `schema/http.ts`,
 * whose types equal these. Errors: `{ code, message }` with status from one map; no patient data in URLs.
 *
 * GET    /api/health                                  → Health
 * GET    /api/session · POST {name, role} · DELETE    → Session | null (typed name, loopback only, never authenticated)
 * GET    /api/worklist                                → WorklistPatient[]
 * GET    /api/studies/:studyUid                       → PackedStudy[] of that study's patient (deep link)
 * POST   /api/cases {patient}                         → CaseRecord (find or create by patient id + issuer)
 * GET    /api/cases/:caseId                           → CaseRecord
 * PUT    /api/cases/:caseId/draft  If-Match: "n"      → { version } · 409 {code:'conflict'}
 * POST   /api/cases/:caseId/key-images  image/png     → { id, sha256 } (id and sha256 computed by the server)
 * GET    /api/key-images/:id                          → image/png
 * POST   /api/cases/:caseId/plans {plan}              → PlanRecord (sign: the server checks, stamps, assigns version)
 * GET    /api/cases/:caseId/plans · /api/plans/:planId → PlanRecord[] (all versions, newest first)
 * POST   /api/plans/:planId/versions/:v/review        → PlanRecord (pain physician; 409 if not 'signed')
 * POST   /api/plans/:planId/versions/:v/course        → PlanRecord (pain physician: scheduled, performed, cancelled)
 * GET    /api/studies/:studyUid/objects               → ArchiveObjects (reports, segmentations, marks; our plans)
 * POST   /api/plans/:planId/versions/:v/archive       → ArchiveReceipt (STOW of its DICOM objects, read back)
 * POST   /api/plans/:planId/versions/:v/handoff       → PlanRecord (retry; idempotent. Acceptance queues it by itself)
 * GET    /api/plans/:planId/versions/:v/export/:format → file (format ids of interchange/formats.ts: json, fhir, text)
 * PUT    /api/plans/:planId/versions/:v/look          → { versions } (this person looks at it; all they have looked at)
 * GET    /api/plans/:planId/versions/:v/guard · POST  → GuardCheck[] · GuardCheck (judged again by the server)
 * GET    /api/record                                  → RecordEntry[] of the embedded procedure record
 * GET    /api/openapi.json · /api/docs
 * DICOMweb under /dicom-web (QIDO-RS, WADO-RS, STOW-RS).
 */
export interface ServerApi {
  health(): Promise<Result<Health>>;
  session(): Promise<Result<Session | null>>;
  signIn(name: string, role: Role): Promise<Result<Session>>;
  signOut(): Promise<Result<null>>;
  worklist(): Promise<Result<readonly WorklistPatient[]>>;
  study(studyUid: string): Promise<Result<readonly StudySummary[]>>;
  openCase(patient: PatientHeader): Promise<Result<CaseRecord>>;
  caseById(caseId: string): Promise<Result<CaseRecord>>;
  saveDraft(caseId: string, version: number, document: CaseDocument): Promise<Result<{ version: number }>>;
  uploadKeyImage(caseId: string, png: Blob): Promise<Result<Pick<KeyImage, 'id' | 'sha256'>>>;
  sign(caseId: string, plan: TargetingPlan): Promise<Result<PlanRecord>>;
  plansOfCase(caseId: string): Promise<Result<readonly PlanRecord[]>>;
  plan(planId: string): Promise<Result<readonly PlanRecord[]>>;
  /** Says that this person looks at a version; answers all versions of the plan they have looked at, this one too. */
  lookAt(planId: string, version: number): Promise<Result<{ readonly versions: readonly number[] }>>;
  review(planId: string, version: number, review: ReviewRequest): Promise<Result<PlanRecord>>;
  addToCourse(planId: string, version: number, event: CourseEvent): Promise<Result<PlanRecord>>;
  /** What the archive holds of a study's patient beside images. */
  archiveObjects(studyUid: string): Promise<Result<ArchiveObjects>>;
  /** Stores the DICOM objects of a plan version in the archive; what is there already is left alone. */
  archivePlan(planId: string, version: number): Promise<Result<ArchiveReceipt>>;
  handOff(planId: string, version: number): Promise<Result<PlanRecord>>;
  guardChecks(planId: string, version: number): Promise<Result<readonly GuardCheck[]>>;
  keepGuardCheck(planId: string, version: number, mark: TipMark, reason: string): Promise<Result<GuardCheck>>;
  record(): Promise<Result<readonly RecordEntry[]>>;
}

export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  readonly database: { readonly kind: 'pglite' | 'postgresql'; readonly ok: boolean };
  readonly archive: {
    readonly kind: 'folder' | 'dicomweb';
    readonly ok: boolean;
    readonly message: string | null;
  };
  readonly record: {
    readonly kind: 'embedded' | 'fhir';
    readonly ok: boolean;
    readonly message: string | null;
  };
  /** Sample cases still being generated on first start: the worklist says so. */
  readonly sampleCases: 'absent' | 'generating' | 'ready' | 'failed';
}
export interface Session {
  readonly name: string;
  readonly role: Role;
  readonly authenticated: boolean;
}
export interface WorklistPatient {
  readonly patient: PatientHeader;
  readonly studies: readonly WorklistStudy[];
  readonly caseId: string | null;
  readonly plan: PlanGlance | null;
}
export interface WorklistStudy {
  readonly studyInstanceUid: string;
  readonly study: StudyHeader;
  readonly series: readonly {
    readonly seriesInstanceUid: string;
    readonly modality: string;
    readonly class: SeriesClass;
    readonly classReason: string;
    readonly description: string;
    readonly files: number;
    readonly frames: number;
  }[];
}
/** `to-mark` when there is no plan yet. `level` and `side` are display strings such as "L2-L3", "right". */
export interface PlanGlance {
  readonly planId: string;
  readonly version: number;
  readonly state: PlanState;
  readonly handoff: HandoffState['kind'];
  readonly level: string;
  readonly side: string;
  readonly approach: string;
}
export interface CaseRecord {
  readonly caseId: string;
  readonly patient: PatientHeader;
  /** 0 with `document: null` before the first save. */
  readonly draftVersion: number;
  readonly document: CaseDocument | null;
  readonly plans: readonly PlanRecord[];
  /** Thresholds of warnings, as this server's site has set them. */
  readonly limits: RuleLimits;
}
export interface PlanRecord {
  readonly planId: string;
  readonly version: number;
  readonly caseId: string;
  readonly state: PlanState;
  readonly plan: TargetingPlan;
  readonly review: PlanReview | null;
  readonly handoff: HandoffState;
  /** What became of the plan after it was accepted, oldest first. */
  readonly course: readonly CourseEntry[];
  readonly procedureHandoff: HandoffState;
}
export type HandoffState =
  | { readonly kind: 'none' }
  | { readonly kind: 'queued'; readonly attempts: number; readonly lastError: string | null }
  | {
      readonly kind: 'arrived';
      readonly at: string;
      readonly where: string;
      readonly references: readonly string[];
    };
export interface ReviewRequest {
  readonly decision: 'accepted' | 'returned';
  readonly comment: string;
  readonly hazardAnswers: PlanReview['hazardAnswers'];
}
export interface RecordEntry {
  readonly planId: string;
  readonly version: number;
  readonly receivedAt: string;
  readonly resources: readonly {
    readonly reference: string;
    readonly resourceType: string;
    readonly summary: string;
  }[];
}
