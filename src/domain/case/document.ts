import type { PostureDecision } from '../posture/postureModel.ts';
import type { CanalPoint } from '../spine/canalPoint.ts';
import type { Endpoint, PlanCircumstances } from '../plan/circumstances.ts';
import type { Answer, NotStated } from '../vocabulary/answer.ts';
import type { Level, SpineScheme, Vertebra } from '../vocabulary/level.ts';
import type { AdoptedMark } from './adoptedMark.ts';
import type { Place, PointLps, PointPx } from './place.ts';
import type { HandCalibration, Ruler } from './ruler.ts';
import type {
  Anomaly,
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
  Severity,
  Side,
} from '../vocabulary/terms.ts';

export type { ImagePlace, PatientPlace, Place, PointLps, PointPx } from './place.ts';

export const LABEL_SOURCES = ['clicked', 'interpolated', 'extrapolated', 'imported', 'snapped'] as const;
export type LabelSource = (typeof LABEL_SOURCES)[number];

/** `oblique`: any plane that is none of the three; it proves no lateral place. */
export const CLICK_PLANES = ['sagittal', 'coronal', 'axial', 'oblique'] as const;
export type ClickPlane = (typeof CLICK_PLANES)[number];

/** Centre of a vertebral body. Provisional until `confirmed`; a clicked label is confirmed by its click. */
export interface SpineLabel {
  readonly level: Vertebra;
  readonly pointLpsMm: PointLps;
  readonly source: LabelSource;
  readonly confirmed: boolean;
  /** One standard deviation of the 3D position along its worst axis, mm; 0 for clicks. */
  readonly sdMm: number;
  /** The plane a person clicked or dragged it in; unknown for imported labels and older drafts. */
  readonly clickedOn?: ClickPlane | undefined;
  /** The plane that showed a person the middle of the body after a sagittal click. */
  readonly middleSeenOn?: 'axial' | 'coronal' | undefined;
}

/** Labels of one series, ordered from head to foot. */
export interface SpineLabeling {
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string;
  readonly labels: readonly SpineLabel[];
  /** Centres of the canal, head to foot; those a person set or confirmed give the roll level by level. */
  readonly canal?: readonly CanalPoint[] | undefined;
}

/** 2D labels of one projection image and frame, head to foot. */
export interface ProjectionLabeling {
  readonly seriesUid: string;
  readonly sopInstanceUid: string;
  readonly frame: number;
  readonly labels: readonly { readonly level: Vertebra; readonly pointPx: PointPx }[];
  /** Side of the patient that the image's right edge shows; null until a person has confirmed it. */
  readonly confirmedRightEdge: 'left' | 'right' | null;
}

/** How the vertebrae were counted: asked for, never assumed (clinical.md 5). */
export interface NumberingStatement extends SpineScheme {
  readonly countedFrom: CountedFrom | null;
  readonly seriesUid: string | null;
  readonly anomalies: readonly Anomaly[];
  readonly statement: string;
  /** Why the labels hold where two counts do not meet. */
  readonly keptCounts?: readonly KeptCount[] | undefined;
}

/** A person's word on one conflict of counts (`countConflicts.ts`): the labels won, and why. */
export interface KeptCount {
  /** Of the conflict. */
  readonly id: string;
  /** What geometry said when it was decided; kept by the command. */
  readonly against: string;
  readonly reason: string;
}

/** `against`: what geometry said when it was decided (`derivedSideText`, `derivedLevelText`); kept by the command. */
export interface SideDecision {
  readonly side: Side;
  readonly reason: string;
  readonly against?: string | undefined;
}
export interface LevelDecision {
  readonly level: Level;
  readonly reason: string;
  readonly against?: string | undefined;
}

export interface LeakFinding {
  readonly id: string;
  /** DICOM UID; lives as long as the finding, through every save and export. */
  readonly trackingUid: string;
  /** 1, 2, … as in "Leak 1". */
  readonly ordinal: number;
  readonly place: Place;
  readonly leakType: LeakType | null;
  readonly compartment: Compartment | null;
  readonly confidence: Confidence | null;
  /** A person's word on the side: confirms `side-uncertain`, or departs from geometry with a reason. */
  readonly sideDecision: SideDecision | null;
  readonly levelDecision: LevelDecision | null;
  readonly note: string;
  /** The same leak on other series, where a person took its projection over; one a frame of reference. */
  readonly adoptions?: readonly AdoptedMark[] | undefined;
}

/** Shape the user drew; LPS mm. The volume it is measured on is `seriesUid`. */
export type RegionShape =
  | {
      readonly kind: 'ellipse';
      readonly centreLpsMm: PointLps;
      /** Semi-axis vectors in the plane, mm. */
      readonly semiAxisALpsMm: PointLps;
      readonly semiAxisBLpsMm: PointLps;
    }
  | { readonly kind: 'freehand'; readonly contourLpsMm: readonly PointLps[] }
  | {
      readonly kind: 'grow';
      readonly seedLpsMm: PointLps;
      /** Thresholds in the modality's own unit, inclusive. */
      readonly lower: number;
      readonly upper: number;
      /** Axis-aligned in LPS, seen and dragged by the user; growth never leaves it. */
      readonly boundsMinLpsMm: PointLps;
      readonly boundsMaxLpsMm: PointLps;
    };

/** 'HU' for CT; MR intensity has no unit and says so. */
export type IntensityUnit = 'HU' | 'signal';

export interface RegionMeasurement {
  readonly voxelCount: number;
  /** mL; null when the series' geometry badge forbids a volume (gap, uneven …): `volumeProblem` says why. */
  readonly volumeMl: number | null;
  readonly volumeProblem: string | null;
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  readonly unit: IntensityUnit;
  /** Bounding box of the voxels' centres, LPS mm. */
  readonly minLpsMm: PointLps;
  readonly maxLpsMm: PointLps;
  /** Voxel centres nearest the head and the feet end along the labelled spine, for the extent in levels. */
  readonly cranialLpsMm: PointLps;
  readonly caudalLpsMm: PointLps;
  /** True where the growth stopped at the user's bounds. */
  readonly touchesBounds: boolean;
}

export interface ExtravasationRegion {
  readonly id: string;
  readonly trackingUid: string;
  readonly ordinal: number;
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string;
  readonly shape: RegionShape;
  readonly measurement: RegionMeasurement;
  readonly note: string;
}

/** A mark as a key image names it: "Leak 1 L2-L3 right". */
export interface ShownFinding {
  readonly findingId: string;
  readonly ordinal: number;
  /** As written (`L2-L3`); null where it was not known. */
  readonly level: string | null;
  readonly side: Side | null;
}

/** The marked picture itself, from which pictures with a strip are printed, and what such a strip says. */
export interface MarkedPicture {
  readonly id: string;
  readonly sha256: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Whose picture it is. */
  readonly identity: string;
  /** Slice, window, what the file says of loss. */
  readonly facts: string;
}

export interface KeyImage {
  /** In a signed plan the picture with its strip; in a draft the marked picture, until one is printed of it. */
  readonly id: string;
  readonly caption: string;
  readonly seriesUid: string;
  readonly sopInstanceUid: string | null;
  readonly frame: number | null;
  /** Findings whose mark is drawn in the picture. */
  readonly findingIds: readonly string[];
  /** What the picture says of them, in its pixels; absent for pictures of older drafts. */
  readonly shown?: readonly ShownFinding[] | undefined;
  /** SHA-256 (hex) of the PNG; the bytes live in the key image store under `id`. */
  readonly sha256: string;
  /** The same picture without marks and strip, stored alike; absent for pictures of older drafts. */
  readonly clean?: { readonly id: string; readonly sha256: string } | undefined;
  /** Absent for pictures of older drafts: their strip was drawn when they were taken. */
  readonly marked?: MarkedPicture;
  /** The version of the plan that the strip of the picture names; absent where it has none. */
  readonly planVersion?: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Images of the series were compressed with loss before they came here; absent: nothing says so. */
  readonly lossy?: true;
}

export type { Answer, NotStated };

export interface Needle {
  readonly type: string;
  readonly gaugeG: Answer<number>;
  readonly lengthMm: Answer<number>;
}
export interface Catheter {
  readonly type: string;
  readonly gaugeG: Answer<number>;
  readonly insertionLengthMm: Answer<number>;
}
export interface Admixture {
  readonly agent: string;
  readonly volumeMl: Answer<number>;
}

/** One injection site. Five places kept apart: defect, collection, target, access, catheterTip. */
export interface DraftSite {
  readonly id: string;
  readonly findingId: string | null;
  readonly defect: Answer<Level> | null;
  readonly collection: Answer<Level> | 'none' | null;
  readonly target: Level | null;
  readonly access: Level | 'sacral-hiatus' | NotStated | null;
  readonly catheterTip: Level | NotStated | 'not-applicable' | null;
  readonly side: Side | null;
  readonly approach: Approach | null;
  readonly delivery: Delivery | null;
  readonly guidance: Guidance | null;
  readonly needle: Answer<Needle> | null;
  readonly catheter: Answer<Catheter> | 'not-applicable' | null;
  readonly plannedVolumeMl: Answer<number> | null;
  readonly maximumVolumeMl: Answer<number> | null;
  readonly aliquotMl: Answer<number> | null;
  readonly contrastAdmixture: Answer<Admixture> | 'none' | null;
  readonly position: PatientPosition | null;
  readonly stopCriterion: Answer<string> | null;
  readonly endpoint: Endpoint | null;
  /** Why this approach and no other; empty where nobody said. */
  readonly approachReason: string;
}

/** A value changed away from what geometry says, and why. */
export interface Deviation {
  readonly siteId: string;
  readonly field: 'target' | 'side' | 'defect' | 'collection';
  readonly derived: string;
  readonly chosen: string;
  readonly reason: string;
}

/** A hazard the user declared (present, level, side) or answered as absent; triggers rules H1–H21. */
export interface DeclaredHazard {
  readonly id: HazardId;
  readonly present: 'yes' | 'no' | 'not-stated';
  readonly level: Level | null;
  readonly note: string;
}

/** An override (severity block) or acknowledgement (severity acknowledge) by a role. */
export interface HazardAnswer {
  readonly id: HazardId;
  readonly siteId: string | null;
  readonly reason: string;
  /** What it was given to. Without it an answer counts for no draft: nobody knows which facts it answered. */
  readonly answered?: readonly AnsweredFacts[] | undefined;
}

/** One firing of a rule as it stood when it was answered. */
export interface AnsweredFacts {
  readonly severity: Severity;
  /** Stable key of what was stated (`PlanHazard.facts`). */
  readonly facts: string;
  /** The words a person read then. */
  readonly message: string;
}

export interface DraftPlan {
  readonly kind: PatchKind | null;
  readonly sites: readonly DraftSite[];
  readonly deviations: readonly Deviation[];
  readonly declaredHazards: readonly DeclaredHazard[];
  readonly hazardAnswers: readonly HazardAnswer[];
  readonly conservativeTherapy: Answer<string> | null;
  readonly aftercare: Answer<string> | null;
  readonly rationale: string;
  readonly circumstances: PlanCircumstances;
}

/** The one document with history: everything a person has said about a case. */
export interface CaseDocument {
  readonly caseId: string;
  readonly labelings: Readonly<Record<string, SpineLabeling>>;
  /** Keyed by `${sopInstanceUid}#${frame}`. */
  readonly projectionLabelings: Readonly<Record<string, ProjectionLabeling>>;
  readonly numbering: NumberingStatement;
  readonly findings: readonly LeakFinding[];
  readonly regions: readonly ExtravasationRegion[];
  readonly plan: DraftPlan;
  readonly keyImages: readonly KeyImage[];
  /** By Series Instance UID: why a series that its anatomy contradicts is right as shown. */
  readonly postureDecisions?: Readonly<Record<string, PostureDecision>>;
  /** Lengths a person asked for; absent in older drafts. */
  readonly rulers?: readonly Ruler[];
  /** By SOP Instance UID: projection images calibrated by a line of known length. */
  readonly calibrations?: Readonly<Record<string, HandCalibration>>;
}
