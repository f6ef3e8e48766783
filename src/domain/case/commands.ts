import type { RegisteredSeries } from '../posture/registered.ts';
import type { Result } from '../result.ts';
import type { CanalPoint } from '../spine/canalPoint.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import type { AdoptedMark, SettledAdoption } from './adoptedMark.ts';
import type { HandCalibration, Ruler } from './ruler.ts';
import type {
  CaseDocument,
  ClickPlane,
  DeclaredHazard,
  Deviation,
  DraftPlan,
  DraftSite,
  ExtravasationRegion,
  HazardAnswer,
  KeyImage,
  LeakFinding,
  NumberingStatement,
  Place,
  PointLps,
  PointPx,
} from './document.ts';

/** Data in, next document out. Ids and UIDs come in as arguments, so a command replayed gives an equal document. */
export type CaseCommand =
  /** A click of the spine tool: places or replaces one confirmed label, refreshes provisional ones between clicks. */
  | {
      readonly type: 'label/place';
      readonly seriesUid: string;
      readonly frameOfReferenceUid: string;
      readonly level: Vertebra;
      readonly pointLpsMm: PointLps;
      readonly clickedOn?: ClickPlane | undefined;
    }
  | {
      readonly type: 'label/move';
      readonly seriesUid: string;
      readonly level: Vertebra;
      readonly pointLpsMm: PointLps;
      readonly clickedOn?: ClickPlane | undefined;
    }
  /** A person has seen on a plane across the body that the labels stand in its middle. */
  | {
      readonly type: 'label/confirm-middle';
      readonly seriesUid: string;
      readonly levels: readonly Vertebra[];
      readonly seenOn: 'axial' | 'coronal';
    }
  | { readonly type: 'label/remove'; readonly seriesUid: string; readonly level: Vertebra }
  | {
      readonly type: 'label/confirm';
      readonly seriesUid: string;
      readonly levels: readonly Vertebra[] | 'all';
    }
  /** Inserts a vertebra at a point between two clicked ones; labels toward the feet are renumbered by one. */
  | {
      readonly type: 'label/insert';
      readonly seriesUid: string;
      readonly pointLpsMm: PointLps;
      readonly clickedOn?: ClickPlane | undefined;
    }
  /** Takes out a vertebra that was counted too often; labels toward the feet count back by one. */
  | { readonly type: 'label/take-out'; readonly seriesUid: string; readonly level: Vertebra }
  | { readonly type: 'label/clear'; readonly seriesUid: string }
  /** Takes over where the image has provisional labels; confirmed ones never move. */
  | {
      readonly type: 'label/snap';
      readonly seriesUid: string;
      readonly points: readonly { readonly level: Vertebra; readonly pointLpsMm: PointLps }[];
      readonly sdMm: number;
    }
  /** Labels from a file: provisional, `imported`, and never over a label that a person placed or confirmed. */
  | {
      readonly type: 'label/import';
      readonly seriesUid: string;
      readonly frameOfReferenceUid: string;
      readonly points: readonly { readonly level: Vertebra; readonly pointLpsMm: PointLps }[];
    }
  /** Takes over a canal that software found; points a person set or confirmed stay. */
  | { readonly type: 'canal/set'; readonly seriesUid: string; readonly points: readonly CanalPoint[] }
  | {
      readonly type: 'canal/place';
      readonly seriesUid: string;
      readonly level: Vertebra;
      readonly pointLpsMm: PointLps;
    }
  | {
      readonly type: 'canal/confirm';
      readonly seriesUid: string;
      readonly levels: readonly Vertebra[] | 'all';
    }
  | {
      readonly type: 'canal/remove';
      readonly seriesUid: string;
      readonly levels: readonly Vertebra[] | 'all';
    }
  | {
      readonly type: 'projection/label';
      readonly seriesUid: string;
      readonly sopInstanceUid: string;
      readonly frame: number;
      readonly level: Vertebra;
      readonly pointPx: PointPx;
    }
  | {
      readonly type: 'projection/remove';
      readonly sopInstanceUid: string;
      readonly frame: number;
      readonly level: Vertebra;
    }
  | {
      readonly type: 'projection/confirm-right-edge';
      readonly seriesUid: string;
      readonly sopInstanceUid: string;
      readonly frame: number;
      readonly rightEdge: 'left' | 'right' | null;
    }
  /** `reason: ''` takes the decision back. */
  | { readonly type: 'posture/decide'; readonly seriesUid: string; readonly reason: string }
  | { readonly type: 'ruler/add'; readonly ruler: Ruler }
  | { readonly type: 'ruler/remove'; readonly id: string }
  | { readonly type: 'calibration/set'; readonly calibration: HandCalibration }
  | { readonly type: 'calibration/remove'; readonly sopInstanceUid: string }
  | { readonly type: 'numbering/set'; readonly patch: Partial<NumberingStatement> }
  /** Why the labels hold where two counts do not meet; `reason: ''` takes it back. */
  | { readonly type: 'count/keep'; readonly id: string; readonly reason: string }
  | { readonly type: 'finding/add'; readonly id: string; readonly trackingUid: string; readonly place: Place }
  | {
      readonly type: 'finding/update';
      readonly id: string;
      readonly patch: Partial<Omit<LeakFinding, 'id' | 'trackingUid' | 'ordinal'>>;
    }
  | { readonly type: 'finding/remove'; readonly id: string }
  /** A person takes a projected mark over on the series it was projected onto. */
  | { readonly type: 'finding/adopt'; readonly id: string; readonly mark: AdoptedMark }
  | { readonly type: 'finding/unadopt'; readonly id: string; readonly seriesUid: string }
  /** A person says which reading holds where the adopted place names another level or side. */
  | {
      readonly type: 'finding/settle-adoption';
      readonly id: string;
      readonly seriesUid: string;
      readonly holds: SettledAdoption['holds'];
      readonly reason: string;
    }
  | { readonly type: 'region/add'; readonly region: Omit<ExtravasationRegion, 'ordinal'> }
  | {
      readonly type: 'region/update';
      readonly id: string;
      readonly patch: Partial<Pick<ExtravasationRegion, 'shape' | 'measurement' | 'note'>>;
    }
  | { readonly type: 'region/remove'; readonly id: string }
  /** Fills unanswered fields of the plan from the marks; never overwrites an answer a person gave. */
  | { readonly type: 'plan/prefill'; readonly newSiteId: string }
  | {
      readonly type: 'plan/set';
      readonly patch: Partial<
        Pick<DraftPlan, 'kind' | 'conservativeTherapy' | 'aftercare' | 'rationale' | 'circumstances'>
      >;
    }
  | { readonly type: 'site/add'; readonly id: string; readonly findingId: string | null }
  | { readonly type: 'site/set'; readonly id: string; readonly patch: Partial<Omit<DraftSite, 'id'>> }
  | { readonly type: 'site/remove'; readonly id: string }
  /** `reason: ''` removes the deviation. */
  | { readonly type: 'deviation/set'; readonly deviation: Deviation }
  | { readonly type: 'hazard/declare'; readonly hazard: DeclaredHazard }
  | { readonly type: 'hazard/answer'; readonly answer: HazardAnswer }
  | { readonly type: 'key-image/add'; readonly keyImage: KeyImage }
  | { readonly type: 'key-image/caption'; readonly id: string; readonly caption: string }
  | { readonly type: 'key-image/remove'; readonly id: string };

/** `series`: how the patient lay on each, for what is filled in from the marks; unknown ones are taken as registered. */
export type ApplyCommand = (
  doc: CaseDocument,
  command: CaseCommand,
  series?: readonly RegisteredSeries[],
) => Result<CaseDocument>;
