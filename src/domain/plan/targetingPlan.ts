import type { AdoptedMark } from '../case/adoptedMark.ts';
import type { Level, Vertebra } from '../vocabulary/level.ts';
import type {
  Approach,
  Compartment,
  Confidence,
  CountedFrom,
  Delivery,
  Guidance,
  HazardId,
  LeakType,
  PatchKind,
  PatientPosition,
  Role,
  SeriesClass,
  Severity,
  Side,
} from '../vocabulary/terms.ts';
import type { Endpoint, PlanCircumstances } from './circumstances.ts';
import type { RuleSet } from './rules/limits.ts';
import type {
  Admixture,
  Answer,
  Catheter,
  DeclaredHazard,
  Deviation,
  HazardAnswer,
  KeyImage,
  LevelDecision,
  Needle,
  NotStated,
  NumberingStatement,
  Place,
  ProjectionLabeling,
  RegionMeasurement,
  RegionShape,
  SideDecision,
  SpineLabeling,
} from '../case/document.ts';

/**
 * A complete plan: exists only through `planFromDraft`, and only it can be signed, exported or sent.
 * Version n is never edited; a change is version n + 1 that `replaces` it.
 */
export interface TargetingPlan {
  readonly schema: 'patchpoint.targeting-plan';
  readonly schemaVersion: 3;
  readonly planId: string;
  readonly version: number;
  readonly replacesVersion: number | null;
  readonly createdAt: string;
  readonly software: { readonly name: 'Patchpoint'; readonly version: string };
  /** "Research tool, not a medical device" in full words; travels with every export. */
  readonly notice: string;
  /** What it was judged by when it was made; it is judged by nothing else afterwards. */
  readonly rules: RuleSet;
  readonly patient: PlanPatient;
  readonly series: readonly PlanSeries[];
  readonly numbering: NumberingStatement & {
    /** `seriesUid` stays null only for blind and prophylactic patches planned without imaging. */
    readonly countedFrom: CountedFrom;
    /** "second interspace above the sacrum", for recounting under fluoroscopy; null where it cannot be derived. */
    readonly relative: string | null;
  };
  readonly labelings: readonly SpineLabeling[];
  readonly projectionLabelings: readonly ProjectionLabeling[];
  readonly findings: readonly PlanFinding[];
  readonly regions: readonly PlanRegion[];
  readonly kind: PatchKind;
  readonly sites: readonly PlanSite[];
  readonly deviations: readonly Deviation[];
  readonly declaredHazards: readonly DeclaredHazard[];
  readonly hazards: readonly PlanHazard[];
  readonly hazardAnswers: readonly HazardAnswer[];
  readonly conservativeTherapy: Answer<string>;
  readonly aftercare: Answer<string>;
  readonly rationale: string;
  readonly circumstances: PlanCircumstances;
  readonly keyImages: readonly KeyImage[];
  readonly signature: PlanSignature | null;
}

export interface PlanPatient {
  readonly id: string;
  readonly issuer: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
}

export interface PlanSeries {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly modality: string;
  readonly class: SeriesClass;
  readonly description: string;
  readonly studyDate: string;
  readonly accessionNumber: string;
  readonly frameOfReferenceUid: string | null;
  readonly patientPosition: string | null;
  /** The anatomy contradicts the registered posture; a person's words on why the sides are right. */
  readonly postureReason?: string;
  /** How far the voxels say the back is turned from +y, degrees, + to the patient's left; absent where they do not say. */
  readonly turnDeg?: number;
  /** SOP class and instances that marks or key images refer to. */
  readonly instances: readonly { readonly sopClassUid: string; readonly sopInstanceUid: string }[];
}

/** Level and side of a mark as geometry gives them, and what a person made of them. */
export interface DerivedLocation {
  readonly vertebra: Vertebra | null;
  readonly interspace: { readonly upper: Vertebra; readonly lower: Vertebra } | null;
  readonly fraction: number | null;
  readonly near: readonly Level[];
  readonly side: 'left' | 'right' | 'midline' | null;
  readonly lateralMm: number | null;
  readonly apMm: number | null;
  /** One standard deviation of lateralMm, mm (definitions.md). */
  readonly sigmaMm: number | null;
  readonly exitingRoot: string | null;
  readonly problems: readonly string[];
  /** The words that explain the above, for people. */
  readonly words: string;
}

export interface PlanFinding {
  readonly id: string;
  readonly trackingUid: string;
  readonly ordinal: number;
  readonly place: Place;
  readonly derived: DerivedLocation;
  /** After the person's decision, else as derived. */
  readonly level: Level | null;
  readonly side: Side;
  readonly sideDecision: SideDecision | null;
  readonly levelDecision: LevelDecision | null;
  readonly leakType: LeakType;
  readonly compartment: Compartment;
  readonly confidence: Confidence;
  readonly note: string;
  /** The same leak on other series, taken over there by a person. */
  readonly adoptions?: readonly AdoptedMark[] | undefined;
}

export interface PlanRegion {
  readonly id: string;
  readonly trackingUid: string;
  readonly ordinal: number;
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string;
  readonly shape: RegionShape;
  readonly measurement: RegionMeasurement;
  /** `L2..L4`, or a single vertebra; null where labels do not reach. */
  readonly extent: Level | null;
  readonly note: string;
}

export interface PlanSite {
  readonly id: string;
  readonly findingId: string | null;
  readonly defect: Answer<Level>;
  readonly collection: Answer<Level> | 'none';
  readonly target: Level;
  readonly access: Level | 'sacral-hiatus' | NotStated;
  readonly catheterTip: Level | NotStated | 'not-applicable';
  readonly side: Side;
  readonly approach: Approach;
  readonly delivery: Delivery;
  readonly guidance: Guidance;
  readonly needle: Answer<Needle>;
  readonly catheter: Answer<Catheter> | 'not-applicable';
  readonly plannedVolumeMl: Answer<number>;
  readonly maximumVolumeMl: Answer<number>;
  readonly aliquotMl: Answer<number>;
  readonly contrastAdmixture: Answer<Admixture> | 'none';
  readonly position: PatientPosition;
  readonly stopCriterion: Answer<string>;
  /** Null: not answered. */
  readonly endpoint: Endpoint | null;
  readonly approachReason: string;
}

/** A rule that fired: H1–H21 (clinical.md 7). */
export interface PlanHazard {
  readonly id: HazardId;
  readonly siteId: string | null;
  readonly severity: Severity;
  readonly message: string;
  readonly source: string;
  /** Stable key of what the message states; absent in plans of schema version 1. */
  readonly facts?: string | undefined;
}

export interface PlanSignature {
  readonly name: string;
  readonly role: Role;
  readonly at: string;
  /** False until an identity provider vouches; shown everywhere. */
  readonly authenticated: boolean;
}

/** The pain physician's answer; kept beside the locked plan, never inside it. */
export interface PlanReview {
  readonly decision: 'accepted' | 'returned';
  readonly comment: string;
  /** The pain physician's own overrides of blocking hazards. */
  readonly hazardAnswers: readonly HazardAnswer[];
  readonly reviewer: PlanSignature;
}
