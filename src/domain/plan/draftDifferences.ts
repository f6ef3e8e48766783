import type { CaseDerived } from '../case/derive.ts';
import type { CaseDocument, SpineLabel } from '../case/document.ts';
import { distance } from '../geometry/vec3.ts';
import { planDifferences, type ComparedPlan } from './differences.ts';
import type { RuleLimits } from './rules/limits.ts';

/** A draft with what follows from it, judged by the thresholds of the site. */
export interface JudgedDraft {
  readonly doc: CaseDocument;
  readonly derived: Pick<CaseDerived, 'resolved' | 'extents' | 'hazards'>;
  readonly limits: RuleLimits;
}

/**
 * What differs between two drafts of one case, in the words in which a reviewer reads two versions: "side: left → right".
 * Labels and what else a draft holds beside the plan follow. Never silent: where two drafts differ, something is said.
 *
 * @param seriesName - the words for a series on this screen
 */
export function draftDifferences(
  from: JudgedDraft,
  to: JudgedDraft,
  seriesName: (seriesUid: string) => string,
): readonly string[] {
  return [
    ...planDifferences(compared(from), compared(to)),
    ...labelDifferences(from.doc, to.doc, seriesName),
    ...otherDifferences(from.doc, to.doc),
  ];
}

const compared = ({ doc, derived, limits }: JudgedDraft): ComparedPlan => ({
  ...doc.plan,
  findings: doc.findings.map((finding) => ({
    ...finding,
    level: derived.resolved[finding.id]?.level ?? null,
    side: derived.resolved[finding.id]?.side ?? null,
  })),
  numbering: doc.numbering,
  hazards: derived.hazards,
  regions: doc.regions.map((region) => ({ ...region, extent: derived.extents[region.id] ?? null })),
  keyImages: doc.keyImages,
  rules: { limits },
});

function labelDifferences(
  from: CaseDocument,
  to: CaseDocument,
  seriesName: (seriesUid: string) => string,
): readonly string[] {
  const series = new Set([...Object.keys(from.labelings), ...Object.keys(to.labelings)]);
  return [...series].flatMap((uid) => {
    const [before, after] = [from.labelings[uid], to.labelings[uid]];
    const words = labelWords(before?.labels ?? [], after?.labels ?? []);
    if (differ(before?.canal ?? [], after?.canal ?? [])) words.push('points of the canal');
    return words.length === 0 ? [] : [`labels of ${seriesName(uid)}: ${words.join(', ')}`];
  });
}

function labelWords(before: readonly SpineLabel[], after: readonly SpineLabel[]): string[] {
  const old = new Map(before.map((label) => [label.level, label]));
  const gone = before.filter(({ level }) => !after.some((label) => label.level === level));
  return [
    ...after.flatMap((label): readonly string[] => {
      const { level } = label;
      const was = old.get(level);
      if (was === undefined) return [`${level} new`];
      const movedMm = distance(was.pointLpsMm, label.pointLpsMm);
      if (movedMm > 0) return [`${level} moved ${movedMm.toFixed(1)} mm`];
      return differ(was, label) ? [`${level} ${label.confirmed ? 'confirmed' : 'looked at again'}`] : [];
    }),
    ...gone.map(({ level }) => `${level} removed`),
  ];
}

/** Parts of a draft that have no words of their own: that they differ is said, and by name. */
const OTHERS: readonly (readonly [name: string, part: (doc: CaseDocument) => unknown])[] = [
  ['labels on projection images', ({ projectionLabelings }) => projectionLabelings],
  ['series the count was made on', ({ numbering }) => numbering.seriesUid],
  ['reasons for sides and levels of marks', ({ findings }) => findings.map(reasonsOf)],
  ['marks taken over to other series', ({ findings }) => findings.map(({ adoptions }) => adoptions ?? [])],
  ['shapes or notes of regions', ({ regions }) => regions.map(({ shape, note }) => ({ shape, note }))],
  ['reasons for departures from geometry', ({ plan }) => plan.deviations],
  ['reasons given to warnings', ({ plan }) => plan.hazardAnswers],
  ['answers on postures', ({ postureDecisions }) => postureDecisions ?? {}],
  ['lengths', ({ rulers }) => rulers ?? []],
  ['calibrations', ({ calibrations }) => calibrations ?? {}],
];

const reasonsOf = ({ sideDecision, levelDecision }: CaseDocument['findings'][number]) => ({
  sideDecision,
  levelDecision,
});

const otherDifferences = (from: CaseDocument, to: CaseDocument): readonly string[] =>
  OTHERS.flatMap(([name, part]) => (differ(part(from), part(to)) ? [`${name}: not the same`] : []));

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
