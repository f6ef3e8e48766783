import type { DraftSite } from '../../case/document.ts';
import type { Level } from '../../vocabulary/level.ts';
import { formatLevel } from '../../vocabulary/levelText.ts';

export interface SitePlace {
  readonly name: 'target' | 'access' | 'catheter tip';
  readonly level: Level;
}

/** Where needle and catheter go at one site; answers that are no level are left out. */
export function placesOf(site: DraftSite): readonly SitePlace[] {
  const named = [
    { name: 'target', level: site.target },
    { name: 'access', level: site.access },
    { name: 'catheter tip', level: site.catheterTip },
  ] as const;
  return named.flatMap(({ name, level }) =>
    level === null || typeof level === 'string' ? [] : [{ name, level }],
  );
}

/** "target and access L2-L3" · "target L4-L5 and access L2-L3". */
export function placeWords(places: readonly SitePlace[]): string {
  const levels = [...new Set(places.map((place) => formatLevel(place.level)))];
  return levels
    .map((level) => {
      const names = places.filter((place) => formatLevel(place.level) === level).map((place) => place.name);
      return `${names.join(' and ')} ${level}`;
    })
    .join(' and ');
}
