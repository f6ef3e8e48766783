import type { Level, SpineScheme } from '../../domain/vocabulary/level.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import type { Approach, HazardId, Side } from '../../domain/vocabulary/terms.ts';
import type { PlanSite, TargetingPlan } from '../../domain/plan/targetingPlan.ts';

export const MAP_MARKS = ['defect', 'collection', 'target', 'access', 'catheterTip'] as const;
export type MapMarkKind = (typeof MAP_MARKS)[number];

/** One of the five places of a site, with the side it lies on. `sacral-hiatus` is an access, not a level. */
export interface MapMark {
  readonly kind: MapMarkKind;
  readonly level: Level | 'sacral-hiatus';
  readonly side: Side;
  /** 1, 2, … as in "Site 1". */
  readonly site: number;
}
export interface MapSite {
  readonly number: number;
  readonly target: Level;
  readonly side: Side;
  readonly approach: Approach;
  /** Places a person answered as not stated. */
  readonly unstated: readonly MapMarkKind[];
}
export interface MapHazard {
  readonly id: HazardId;
  readonly level: Level;
}
/** What the picture says and nothing more: places that are not stated are not drawn, and the words say so. */
export interface SpineMapModel {
  readonly scheme: SpineScheme;
  readonly sites: readonly MapSite[];
  /** Sites of the plan, shown or not: with more than one, each mark wears its number. */
  readonly siteCount: number;
  readonly marks: readonly MapMark[];
  readonly hazards: readonly MapHazard[];
}

export const markTitles: Readonly<Record<MapMarkKind, string>> = {
  defect: 'Defect',
  collection: 'Collection',
  target: 'Target',
  access: 'Access',
  catheterTip: 'Catheter tip',
};

/** Side in a sentence: always the patient's. */
export const sideInWords: Readonly<Record<Side, string>> = {
  left: "patient's left",
  right: "patient's right",
  bilateral: 'both sides',
  midline: 'midline',
  'not-stated': 'side not stated',
  'not-applicable': 'no side',
};

export const placeText = (level: MapMark['level']): string =>
  level === 'sacral-hiatus' ? 'sacral hiatus' : formatLevel(level);

/**
 * The five places of every site of a plan, or of one site. A defect takes its finding's side; the other places the
 * site's. A collection is an extent along the canal and has no side.
 */
export function spineMapOfPlan(
  plan: Pick<TargetingPlan, 'sites' | 'findings' | 'declaredHazards' | 'numbering'>,
  onlySite: number | null = null,
): SpineMapModel {
  const shown = plan.sites
    .map((site, index) => placesOf(plan, site, index + 1))
    .filter(({ site }) => onlySite === null || site.number === onlySite);
  return {
    scheme: { absent: plan.numbering.absent, extra: plan.numbering.extra },
    sites: shown.map(({ site }) => site),
    siteCount: plan.sites.length,
    marks: shown.flatMap(({ marks }) => marks),
    hazards: plan.declaredHazards.flatMap((hazard): readonly MapHazard[] =>
      hazard.present === 'yes' && hazard.level !== null ? [{ id: hazard.id, level: hazard.level }] : [],
    ),
  };
}

function placesOf(
  plan: Pick<TargetingPlan, 'findings'>,
  site: PlanSite,
  number: number,
): { readonly site: MapSite; readonly marks: readonly MapMark[] } {
  const finding = plan.findings.find((each) => each.id === site.findingId);
  const places = {
    defect: site.defect,
    collection: site.collection === 'none' ? 'not-applicable' : site.collection,
    target: site.target,
    access: site.access,
    catheterTip: site.catheterTip,
  } as const;
  const sideOf = (kind: MapMarkKind): Side =>
    kind === 'collection' ? 'not-applicable' : kind === 'defect' ? (finding?.side ?? site.side) : site.side;
  const marks = MAP_MARKS.flatMap((kind): readonly MapMark[] => {
    const level = places[kind];
    return level === 'not-stated' || level === 'not-applicable'
      ? []
      : [{ kind, level, side: sideOf(kind), site: number }];
  });
  const { target, side, approach } = site;
  const unstated = MAP_MARKS.filter((kind) => places[kind] === 'not-stated');
  return { site: { number, target, side, approach, unstated }, marks };
}

/** The same as the picture in words, for those who do not see it and for the printed caption. */
export function spineMapWords(model: SpineMapModel): string {
  const sites = model.sites.flatMap(({ number, unstated }) => [
    ...(model.siteCount > 1 ? [`Site ${number}.`] : []),
    ...model.marks.filter((mark) => mark.site === number).map(markWords),
    ...unstated.map((kind) => `${markTitles[kind]} not stated.`),
  ]);
  const hazards = model.hazards.map(({ id, level }) => `Hazard ${id} at ${placeText(level)}.`);
  return [
    'Spine seen from the front, as if facing the patient: the patient’s right is on the left of the picture.',
    ...sites,
    ...hazards,
  ].join(' ');
}

function markWords({ kind, level, side }: MapMark): string {
  const sideText = side === 'not-applicable' ? '' : `, ${sideInWords[side]}`;
  return `${markTitles[kind]} ${placeText(level)}${sideText}.`;
}
