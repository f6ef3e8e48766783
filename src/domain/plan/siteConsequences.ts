import type { DraftSite } from '../case/document.ts';
import { unreachable } from '../result.ts';
import { sameLevel } from '../vocabulary/levelText.ts';

/**
 * What follows from an answer by the meaning of the words, not by judgement: a needle has no catheter; the caudal
 * approach enters at the sacral hiatus. Answers that no longer fit are opened again, never replaced by a guess.
 * What the patch itself answers is not overruled.
 */
export function withConsequences(before: DraftSite, patch: Partial<Omit<DraftSite, 'id'>>): DraftSite {
  const after: DraftSite = { ...before, ...patch, id: before.id };
  return {
    ...after,
    ...(patch.delivery === undefined ? {} : deliveryConsequences(after)),
    ...(patch.approach === undefined ? {} : { access: accessFor(after) }),
    ...(patch.target !== undefined && patch.target !== null && isLevelEqual(before.access, before.target)
      ? { access: null }
      : {}),
    ...patch,
    id: before.id,
  };
}

export function deliveryConsequences(site: DraftSite): Pick<DraftSite, 'catheter' | 'catheterTip'> {
  switch (site.delivery) {
    case 'needle':
      return { catheter: 'not-applicable', catheterTip: 'not-applicable' };
    case 'catheter':
      return {
        catheter: site.catheter === 'not-applicable' ? null : site.catheter,
        catheterTip: site.catheterTip === 'not-applicable' ? null : site.catheterTip,
      };
    case null:
      return { catheter: site.catheter, catheterTip: site.catheterTip };
    default:
      return unreachable(site.delivery);
  }
}

/** An access level given as the target's is asked again when the target moves; one set apart stays where it was put. */
function isLevelEqual(access: DraftSite['access'], target: DraftSite['target']): boolean {
  return access !== null && typeof access === 'object' && target !== null && sameLevel(access, target);
}

function accessFor(site: DraftSite): DraftSite['access'] {
  if (site.approach === 'caudal') return 'sacral-hiatus';
  return site.access === 'sacral-hiatus' ? null : site.access;
}
