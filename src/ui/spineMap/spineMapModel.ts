import type { Level, SpineScheme } from '../../domain/vocabulary/level.ts';
import { formatLevel } from '../../domain/vocabulary/levelText.ts';
import type { Approach, HazardId, Side } from '../../domain/vocabulary/terms.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';

export const MAP_MARKS = ['defect', 'collection', 'target', 'access', 'catheterTip'] as const;
export type MapMarkKind = (typeof MAP_MARKS)[number];

/** One of the five places of a site, with the side it lies on. `sacral-hiatus` is an access, not a level. */
export interface MapMark {
  readonly kind: MapMarkKind;
  readonly level: Level | 'sacral-hiatus';
  readonly side: Side;
}
export interface MapHazard {
  readonly id: HazardId;
  readonly level: Level;
}
/** What the picture says and nothing more: places that are not stated are not drawn, and the words say so. */
export interface SpineMapModel {
  readonly scheme: SpineScheme;
  readonly marks: readonly MapMark[];
  readonly hazards: readonly MapHazard[];
  readonly side: Side;
  readonly approach: Approach;
  /** Places a person answered as not stated. */
  readonly unstated: readonly MapMarkKind[];
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
 * The five places of every site of a signed plan. A defect takes its finding's side; the other places the site's.
 * A collection is an extent along the canal and has no side.
 */
export function spineMapOfPlan(plan: TargetingPlan): SpineMapModel {
  const unstated = new Set<MapMarkKind>();
  const marks = plan.sites.flatMap((site): readonly MapMark[] => {
    const finding = plan.findings.find((each) => each.id === site.findingId);
    const places = {
      defect: site.defect,
      collection: site.collection === 'none' ? 'not-applicable' : site.collection,
      target: site.target,
      access: site.access,
      catheterTip: site.catheterTip,
    } as const;
    return MAP_MARKS.flatMap((kind): readonly MapMark[] => {
      const level = places[kind];
      if (level === 'not-stated') unstated.add(kind);
      if (level === 'not-stated' || level === 'not-applicable') return [];
      const side =
        kind === 'collection'
          ? 'not-applicable'
          : kind === 'defect'
            ? (finding?.side ?? site.side)
            : site.side;
      return [{ kind, level, side }];
    });
  });
  const hazards = plan.declaredHazards.flatMap((hazard): readonly MapHazard[] =>
    hazard.present === 'yes' && hazard.level !== null ? [{ id: hazard.id, level: hazard.level }] : [],
  );
  const first = plan.sites[0];
  return {
    scheme: { absent: plan.numbering.absent, extra: plan.numbering.extra },
    marks,
    hazards,
    side: first?.side ?? 'not-stated',
    approach: first?.approach ?? 'not-stated',
    unstated: [...unstated],
  };
}

/** The same as the picture in words, for those who do not see it and for the printed caption. */
export function spineMapWords(model: SpineMapModel): string {
  const marks = model.marks.map(({ kind, level, side }) => {
    const sideText = side === 'not-applicable' ? '' : `, ${sideInWords[side]}`;
    return `${markTitles[kind]} ${placeText(level)}${sideText}.`;
  });
  const unstated = model.unstated.map((kind) => `${markTitles[kind]} not stated.`);
  const hazards = model.hazards.map(({ id, level }) => `Hazard ${id} at ${placeText(level)}.`);
  return [
    'Spine seen from the front, as if facing the patient: the patient’s right is on the left of the picture.',
    ...marks,
    ...unstated,
    ...hazards,
  ].join(' ');
}
