import { derivedLevel, needsLaterality } from '../../findings/resolve.ts';
import { contradictsMark, sidesConflict } from '../../findings/sideDoubts.ts';
import type { DraftSite, LeakFinding } from '../../case/document.ts';
import { formatLevel } from '../../vocabulary/levelText.ts';
import type { Side } from '../../vocabulary/terms.ts';
import type { DerivedLocation } from '../targetingPlan.ts';
import { sideWords } from '../words.ts';
import type { CaseFacts, HazardHit } from './model.ts';
import { sideMentioned } from './sideMentioned.ts';

/**
 * H11: a level counted on provisional labels, or on a numbering nobody verified, may be one level off. It blocks
 * where the side matters (foraminal or lateralized targets), and is acknowledged elsewhere.
 */
export function unverifiedLevel(facts: CaseFacts): readonly HazardHit[] {
  const { doc, locations } = facts;
  return doc.plan.sites.flatMap((site) => {
    const finding = findingOf(facts, site);
    const provisional =
      finding !== null && (locations[finding.id]?.problems.includes('label-provisional') ?? false);
    const unverified = doc.numbering.countedFrom === 'unverified';
    if (!provisional && !unverified) return [];
    const why = [
      ...(provisional ? ['the labels beside the leak are interpolated and not confirmed'] : []),
      ...(unverified ? ['the numbering is unverified'] : []),
    ].join(', and ');
    const severity = isLateralized(site, finding) ? 'block' : 'acknowledge';
    const stated = `${why}|${finding === null ? '' : levelText(locations[finding.id])}`;
    return [
      { siteId: site.id, severity, message: `The level may be off by one: ${why}.`, facts: stated } as const,
    ];
  });
}

/** H12: side of the mark, the person's decision, the site and the free text must say the same. */
export function sideDisagrees(facts: CaseFacts): readonly HazardHit[] {
  return facts.doc.plan.sites.flatMap((site) => {
    const finding = findingOf(facts, site);
    const messages = [
      ...markAgainstDecision(facts, finding),
      ...siteAgainstFinding(facts, site, finding),
      ...textAgainstSite(facts, site, finding),
    ];
    if (messages.length === 0) return [];
    // The messages of this rule are its facts: who says which side, and nothing else.
    return [{ siteId: site.id, message: messages.join(' '), facts: messages.join('|') }];
  });
}

function markAgainstDecision({ locations }: CaseFacts, finding: LeakFinding | null): readonly string[] {
  if (finding?.sideDecision == null) return [];
  const derived = locations[finding.id];
  if (derived === undefined || derived.side === null) return [];
  return contradictsMark(derived, finding.sideDecision.side)
    ? [
        `Leak ${finding.ordinal} was stated as ${sideWords(finding.sideDecision.side)}, but its mark lies ${sideWords(derived.side)}.`,
      ]
    : [];
}

function siteAgainstFinding(
  { resolved }: CaseFacts,
  site: DraftSite,
  finding: LeakFinding | null,
): readonly string[] {
  if (finding === null || site.side === null) return [];
  const side = resolved[finding.id]?.side ?? null;
  if (side === null) return [];
  if (side === 'not-stated' && needsLaterality(finding.compartment))
    return [`Leak ${finding.ordinal} has no side, though its compartment needs one.`];
  return sidesConflict(side, site.side)
    ? [`The site is planned ${sideWords(site.side)}, but Leak ${finding.ordinal} is ${sideWords(side)}.`]
    : [];
}

function textAgainstSite(
  { doc }: CaseFacts,
  site: DraftSite,
  finding: LeakFinding | null,
): readonly string[] {
  if (site.side !== 'left' && site.side !== 'right') return [];
  const other: Side = site.side === 'left' ? 'right' : 'left';
  const onlySite = doc.plan.sites.length === 1;
  const texts = [
    ...(finding === null ? [] : [{ name: `the note of Leak ${finding.ordinal}`, text: finding.note }]),
    ...(onlySite ? [{ name: 'the rationale', text: doc.plan.rationale }] : []),
    ...doc.keyImages
      .filter((image) => onlySite && (finding === null || image.findingIds.includes(finding.id)))
      .map((image) => ({ name: 'the caption of a key image', text: image.caption })),
  ];
  const planned = sideWords(site.side);
  return texts
    .filter(({ text }) => sideMentioned(text) === other)
    .map(({ name }) => `The site is planned ${planned}, but ${name} says ${other}.`);
}

function isLateralized(site: DraftSite, finding: LeakFinding | null): boolean {
  return (
    site.side === 'left' ||
    site.side === 'right' ||
    site.side === 'bilateral' ||
    site.approach === 'transforaminal' ||
    needsLaterality(finding?.compartment ?? null)
  );
}

const levelText = (location: DerivedLocation | undefined): string => {
  const level = location === undefined ? null : derivedLevel(location);
  return level === null ? 'level not known' : formatLevel(level);
};

const findingOf = ({ doc }: CaseFacts, site: DraftSite): LeakFinding | null =>
  doc.findings.find((finding) => finding.id === site.findingId) ?? null;
