import type { ImagePlace, ProjectionLabeling } from '../case/document.ts';
import type { DerivedLocation, PlanSignature } from '../plan/targetingPlan.ts';
import type { Level } from '../vocabulary/level.ts';
import type { CountedFrom, Side } from '../vocabulary/terms.ts';

export const INSTRUMENTS = ['needle', 'catheter'] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** What the vertebrae can be counted from on a fluoroscopic image: something seen there. */
export const COUNTED_HERE = ['sacrum', 'last-rib', 'C2'] as const;
export type CountedHere = (typeof COUNTED_HERE)[number];

/** What the operator did at the table: counted anew on these frames, and marked the tip. */
export interface TipMark {
  readonly siteId: string;
  readonly instrument: Instrument;
  readonly tip: ImagePlace;
  readonly countedFrom: CountedHere | null;
  /** The frame the tip is on, and others the count was made on. */
  readonly labelings: readonly ProjectionLabeling[];
}

/** What the plan says of the place this tip should be at, and how the plan was counted. */
export interface PlannedPlace {
  readonly level: Level | null;
  /** Which of the plan's five places the tip is compared with. */
  readonly place: 'access' | 'target' | 'catheter-tip';
  readonly side: Side;
  readonly countedFrom: CountedFrom;
  /** "second interspace above the sacrum". */
  readonly relative: string | null;
}

/** Where the tip is by the labels of its own image, and how they were counted. */
export interface FoundPlace {
  readonly level: Level | null;
  readonly location: DerivedLocation;
  readonly countedFrom: CountedHere | null;
  readonly relative: string | null;
  /** The frame that shows what was counted from; null where no labelled frame does. */
  readonly countedOn: { readonly sopInstanceUid: string; readonly frame: number } | null;
}

/**
 * The answer of the wrong-level guard. Everything but `match` stops, and is gone on from only with a reason in words.
 * A wrong level is said before a wrong side; `side` of a level mismatch says what is known of the side as well.
 */
export type GuardVerdict =
  | { readonly kind: 'match'; readonly side: 'same' | 'not-compared' }
  | {
      readonly kind: 'adjacent-level-mismatch' | 'level-mismatch';
      /** Interspaces or vertebrae from the plan to the tip, + toward the feet. */
      readonly steps: number;
      readonly side: 'same' | 'opposite' | 'unconfirmed' | 'not-compared';
    }
  | {
      readonly kind: 'side-mismatch';
      readonly planned: 'left' | 'right';
      readonly found: 'left' | 'right';
      /** False within the uncertainty of a projection; it stops all the same. */
      readonly certain: boolean;
    }
  | {
      readonly kind: 'side-unconfirmed';
      readonly planned: 'left' | 'right';
      readonly why: 'orientation' | 'midline' | 'within-uncertainty';
    }
  | { readonly kind: 'level-unknown'; readonly why: LevelUnknown };

export type LevelUnknown =
  /** Nobody has said what the vertebrae were counted from here. */
  | 'not-counted'
  /** The landmark of the count is labelled on none of the frames. */
  | 'landmark-not-seen'
  /** The tip's own frame has no two labels beside it. */
  | 'not-labelled'
  | 'outside-labels'
  /** The plan names no level for this place (sacral hiatus, not stated). */
  | 'plan-silent';

export interface TipJudgement {
  readonly planned: PlannedPlace;
  readonly found: FoundPlace;
  readonly verdict: GuardVerdict;
}

/** One check as it is kept: written once, never edited. */
export interface GuardCheck extends TipJudgement {
  readonly id: string;
  readonly mark: TipMark;
  /** Why the operator went on although the guard stopped; '' only for a match. */
  readonly reason: string;
  readonly by: PlanSignature;
}

export const stops = (verdict: GuardVerdict): boolean => verdict.kind !== 'match';
