import type { HazardId } from '../../vocabulary/terms.ts';
import { formatLevel } from '../../vocabulary/levelText.ts';
import { interspacesApart } from './levelDistance.ts';
import type { LimitId } from './limits.ts';
import { declaredHazard, type CaseFacts, type HazardHit } from './model.ts';
import { placesOf, placeWords } from './sitePlaces.ts';

/** Fires for the whole case when a person said yes; "not stated" is shown, and never read as no. */
export function whenDeclared(id: HazardId, what: string): (facts: CaseFacts) => readonly HazardHit[] {
  return (facts) => {
    const declared = declaredHazard(facts, id);
    if (declared?.present === 'not-stated') return [notStated(what)];
    if (declared?.present !== 'yes') return [];
    const { note } = declared;
    return [{ siteId: null, message: withNote(`${what}.`, note), facts: `yes|${note.trim()}` }];
  };
}

/**
 * Fires for each site whose target, access or catheter tip lies at the declared level, or within `limit` of it.
 * Present at a place nobody stated: fires for every site, because no site is known to be clear of it.
 */
export function whenDeclaredNear(
  id: HazardId,
  what: string,
  limit: LimitId | null,
): (facts: CaseFacts) => readonly HazardHit[] {
  return (facts) => {
    const declared = declaredHazard(facts, id);
    if (declared?.present === 'not-stated') return [notStated(what)];
    if (declared?.present !== 'yes') return [];
    const { level, note } = declared;
    const { sites } = facts.doc.plan;
    if (level === null) {
      const message = withNote(
        `${what}; its level is not stated, so no site is known to be clear of it.`,
        note,
      );
      const stated = `level not stated|${note.trim()}`;
      return sites.length === 0
        ? [{ siteId: null, message, facts: stated }]
        : sites.map((site) => ({
            siteId: site.id,
            message,
            facts: `${stated}|${placeWords(placesOf(site))}`,
          }));
    }
    return sites.flatMap((site) => {
      const close = placesOf(site).filter((place) => {
        const apart = interspacesApart(facts.doc.numbering, place.level, level);
        return apart === null || apart <= (limit === null ? 0 : facts.limits[limit]);
      });
      if (close.length === 0) return [];
      const message = `${what} at ${formatLevel(level)}, at or beside ${placeWords(close)}.`;
      const stated = `${formatLevel(level)}|${placeWords(close)}|${note.trim()}`;
      const fired = { siteId: site.id, message: withNote(message, note), facts: stated };
      return [limit === null ? fired : { ...fired, limit }];
    });
  };
}

const notStated = (what: string): HazardHit => ({
  siteId: null,
  severity: 'inform',
  message: `Not stated: ${what.charAt(0).toLowerCase()}${what.slice(1)}.`,
  facts: 'not-stated',
});

const withNote = (message: string, note: string): string =>
  note.trim() === '' ? message : `${message} Note: ${note.trim()}`.slice(0, 900);
