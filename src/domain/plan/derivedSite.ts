import type { CaseDerived } from '../case/derive.ts';
import type { CaseDocument, Deviation, DraftSite } from '../case/document.ts';
import { awaitsSide } from '../findings/sideDoubts.ts';
import { unreachable } from '../result.ts';
import type { Level, SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { formatLevel } from '../vocabulary/levelText.ts';
import { compareVertebrae } from '../vocabulary/scheme.ts';
import type { Side } from '../vocabulary/terms.ts';
import { interspacesApart } from './rules/levelDistance.ts';

/** What the marks prove about a site; null where they prove nothing. */
export interface DerivedSite {
  readonly target: Level | null;
  readonly defect: Level | null;
  readonly collection: Level | null;
  readonly side: Side | null;
}

export type Marks = Pick<CaseDerived, 'locations' | 'resolved' | 'extents'>;

export function derivedSite(
  doc: CaseDocument,
  marks: Marks,
  site: Pick<DraftSite, 'findingId'>,
): DerivedSite {
  const resolved = site.findingId === null ? undefined : marks.resolved[site.findingId];
  const level = resolved?.level ?? null;
  return {
    target: level !== null && level.kind === 'range' ? null : level,
    defect: level,
    collection: resolved === undefined ? null : collectionOf(doc, marks, level),
    side: provenSide(doc, marks, site),
  };
}

/** A side that geometry leaves open proves nothing until a person has said so. */
function provenSide(
  doc: CaseDocument,
  marks: Marks,
  { findingId }: Pick<DraftSite, 'findingId'>,
): Side | null {
  const finding = doc.findings.find((candidate) => candidate.id === findingId);
  if (finding === undefined) return null;
  return awaitsSide(finding, marks.locations[finding.id]) ? null : (marks.resolved[finding.id]?.side ?? null);
}

/** Regions that touch the leak's interspace or the one beside it belong to it; a single region belongs to a single leak. */
function collectionOf(doc: CaseDocument, marks: Marks, leak: Level | null): Level | null {
  const extents = doc.regions
    .map((region) => marks.extents[region.id] ?? null)
    .filter((extent) => extent !== null);
  if (doc.regions.length === 1 && doc.findings.length === 1) return extents[0] ?? null;
  const near = extents.filter((extent) => leak !== null && isNear(doc.numbering, extent, leak));
  return near.length === 0 ? null : spanOf(near);
}

const isNear = (scheme: SpineScheme, a: Level, b: Level): boolean => {
  const apart = interspacesApart(scheme, a, b);
  return apart !== null && apart <= 1;
};

function spanOf(levels: readonly Level[]): Level {
  const ends = levels.flatMap(endsOf).toSorted(compareVertebrae);
  const [from, to] = [ends[0], ends.at(-1)];
  if (from === undefined || to === undefined) throw new Error("Argument 'levels' must not be empty.");
  return from === to ? { kind: 'vertebra', level: from } : { kind: 'range', from, to };
}

function endsOf(level: Level): readonly [Vertebra, Vertebra] {
  switch (level.kind) {
    case 'vertebra':
      return [level.level, level.level];
    case 'interspace':
      return [level.upper, level.lower];
    case 'range':
      return [level.from, level.to];
    default:
      return unreachable(level);
  }
}

export const DEVIATION_FIELDS = ['target', 'side', 'defect', 'collection'] as const;
export type DeviationField = Deviation['field'];

/** What geometry says of a field and what the site says, as they are written in a `Deviation`; null where nothing is. */
export function fieldTexts(
  site: DraftSite,
  derived: DerivedSite,
  field: DeviationField,
): { readonly derived: string | null; readonly chosen: string | null } {
  return { derived: answerText(derived[field]), chosen: answerText(site[field]) };
}

/** Has a person changed the field away from what geometry says? */
export function departs(site: DraftSite, derived: DerivedSite, field: DeviationField): boolean {
  const texts = fieldTexts(site, derived, field);
  return texts.derived !== null && texts.chosen !== null && texts.derived !== texts.chosen;
}

/** The reason given for exactly this departure; a reason for other values is none. */
export function deviationFor(
  deviations: readonly Deviation[],
  site: DraftSite,
  field: DeviationField,
  derivedText: string,
): Deviation | null {
  return (
    deviations.find(
      (deviation) =>
        deviation.siteId === site.id &&
        deviation.field === field &&
        deviation.derived === derivedText &&
        deviation.chosen === answerText(site[field]) &&
        deviation.reason.trim() !== '',
    ) ?? null
  );
}

function answerText(answer: Level | string | null): string | null {
  return answer === null || typeof answer === 'string' ? answer : formatLevel(answer);
}
