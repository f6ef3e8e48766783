import type { FiredHazard } from '../plan/hazardAnswers.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import type { PostureEvidence } from '../posture/postureModel.ts';
import type { Issue } from '../result.ts';
import type { Level } from '../vocabulary/level.ts';
import type { SeriesClass, Side } from '../vocabulary/terms.ts';

/** What the rules know about a series besides its marks. */
export interface SeriesContext {
  readonly seriesUid: string;
  readonly modality: string;
  readonly class: SeriesClass;
  readonly frameOfReferenceUid: string | null;
  readonly patientPosition: string | null;
  readonly volumeAllowed: boolean;
  /** YYYYMMDD or ''. */
  readonly studyDate: string;
  /** What the anatomy says of the registered posture; absent: not looked at. */
  readonly posture?: PostureEvidence;
  /** How far the back is turned from +y by the voxels (`bodyTurn.ts`), degrees, + to the patient's left; absent: not known. */
  readonly turnDeg?: number;
}

/** Everything derived from a case document: recomputed after each command, never stored in it. */
export interface CaseDerived {
  readonly locations: Readonly<Record<string, DerivedLocation>>;
  /** Finding id → level and side after the person's decision. */
  readonly resolved: Readonly<Record<string, { readonly level: Level | null; readonly side: Side | null }>>;
  /** Region id → `L2..L4`, one vertebra, or null. */
  readonly extents: Readonly<Record<string, Level | null>>;
  readonly relative: string | null;
  readonly hazards: readonly FiredHazard[];
  /** What blocks signing. `path` names the field, `step` the rail step that holds it. */
  readonly blockers: readonly PlanBlocker[];
  /** Worth saying, never in the way: no key image yet, labels still provisional. Same shape as a blocker. */
  readonly notices: readonly PlanBlocker[];
  /** Consistency messages on labels (spacing, order, off the curve), by series UID. */
  readonly labelProblems: Readonly<Record<string, readonly Issue[]>>;
}

export interface PlanBlocker extends Issue {
  readonly step: 'spine' | 'leak' | 'extravasation' | 'plan' | 'key-images';
}
