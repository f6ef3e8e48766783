import type { DraftSite } from '../../case/document.ts';
import { unreachable } from '../../result.ts';
import type { Level } from '../../vocabulary/level.ts';
import { formatLevel, sameLevel } from '../../vocabulary/levelText.ts';
import { deviationFor } from '../derivedSite.ts';
import { isCervical } from './levelDistance.ts';
import type { CaseFacts, HazardHit } from './model.ts';
import { placesOf, placeWords } from './sitePlaces.ts';

/** H7: the cord lies beside a cervical target or access; the ligamentum flavum may be discontinuous (clinical.md 8). */
export function cervicalTarget({ doc }: CaseFacts): readonly HazardHit[] {
  return doc.plan.sites.flatMap((site) => {
    const cervical = placesOf(site).filter((place) => isCervical(place.level));
    if (cervical.length === 0) return [];
    return [
      {
        siteId: site.id,
        message: `Cervical ${placeWords(cervical)}: state cord distance and epidural depth at entry, an awake patient, volume limit, aliquot and stop criterion in the rationale.`,
        facts: placeWords(cervical),
      },
    ];
  });
}

/**
 * H13: the needle goes elsewhere than the leak and nobody has said why (a deviation with its reason says so), or enters
 * elsewhere than the target: that has no field of its own for a reason, so it is always acknowledged by itself.
 */
export function targetOffLeak({ doc, resolved }: CaseFacts): readonly HazardHit[] {
  return doc.plan.sites.flatMap((site) => [
    ...offLeak(
      site,
      site.findingId === null ? null : (resolved[site.findingId]?.level ?? null),
      doc.plan.deviations,
    ),
    ...offTarget(site),
  ]);
}

function offLeak(
  site: DraftSite,
  leak: Level | null,
  deviations: CaseFacts['doc']['plan']['deviations'],
): readonly HazardHit[] {
  if (site.target === null || leak === null || sameLevel(site.target, leak)) return [];
  const given = deviationFor(deviations, site, 'target', formatLevel(leak));
  if (given !== null) return [];
  return [
    {
      siteId: site.id,
      message: `Target ${formatLevel(site.target)} is not the level of the leak (${formatLevel(leak)}), and no reason is given.`,
      facts: `target ${formatLevel(site.target)}|leak ${formatLevel(leak)}`,
    },
  ];
}

function offTarget(site: DraftSite): readonly HazardHit[] {
  const { target, access } = site;
  if (target === null || access === null || access === 'not-stated') return [];
  if (access !== 'sacral-hiatus' && sameLevel(access, target)) return [];
  const where = access === 'sacral-hiatus' ? 'the sacral hiatus' : formatLevel(access);
  return [
    {
      siteId: site.id,
      message: `Access at ${where} is not at the target ${formatLevel(target)}: say why.`,
      facts: `access ${where}|target ${formatLevel(target)}`,
    },
  ];
}

/** H14: fluid behind C1-C2 is a known false localizer: the leak lies elsewhere in most (Schievink 2004). */
export function falseLocalizer({ doc, resolved, extents }: CaseFacts): readonly HazardHit[] {
  const levels = [
    ...doc.findings.map((finding) => resolved[finding.id]?.level ?? null),
    ...doc.regions.map((region) => extents[region.id] ?? null),
  ];
  const onlyThere = levels.length > 0 && levels.every((level) => level !== null && isAtlantoaxial(level));
  if (!onlyThere) return [];
  return [
    {
      siteId: null,
      message:
        'A collection at C1-C2 is the only evidence. It often lies far from the leak: take a second look at the lower cervical and thoracic spine.',
      facts: levels.map((level) => (level === null ? '' : formatLevel(level))).join('|'),
    },
  ];
}

function isAtlantoaxial(level: Level): boolean {
  switch (level.kind) {
    case 'vertebra':
      return level.level === 'C1' || level.level === 'C2';
    case 'interspace':
      return level.upper === 'C1';
    case 'range':
      return level.to === 'C2';
    default:
      return unreachable(level);
  }
}
