import type { PlanBlocker } from '../../case/derive.ts';
import { interspacesApart } from '../rules/levelDistance.ts';
import { levelIssue } from '../../vocabulary/levelText.ts';
import type { HazardId } from '../../vocabulary/terms.ts';
import { DISCLOSURES, type Disclosure } from '../circumstances.ts';
import { decubitusNotices } from '../decubitus.ts';
import { negativeWords } from '../negatives.ts';
import { HAZARD_RULES } from '../rules/catalogue.ts';
import { blocker, type SigningFacts } from './model.ts';

/** The safety question that a disclosure bears on. */
const RULE_OF: Readonly<Record<Disclosure, HazardId>> = {
  anticoagulant: 'H2',
  pregnancy: 'H8',
  fever: 'H1',
};

/** What contradicts itself: a disclosure against its safety question, a negative reading against a leak on the same series. */
export function circumstanceBlockers(facts: SigningFacts): readonly PlanBlocker[] {
  return [...disclosureBlockers(facts), ...negativeBlockers(facts)];
}

function disclosureBlockers({ doc }: SigningFacts): readonly PlanBlocker[] {
  const { circumstances, declaredHazards } = doc.plan;
  return DISCLOSURES.flatMap((what) => {
    const declared = declaredHazards.find((hazard) => hazard.id === RULE_OF[what]);
    if (
      circumstances.disclosures[what] !== 'yes' ||
      declared?.present !== 'no' ||
      declared.note.trim() !== ''
    )
      return [];
    const title = HAZARD_RULES[RULE_OF[what]].title.toLowerCase();
    return [
      blocker(
        'plan',
        'disclosure-contradiction',
        `circumstances.${what}`,
        `The patient disclosed ${what}, but "${title}" is answered with no. Change one of the two.`,
      ),
    ];
  });
}

function negativeBlockers({ doc, resolved }: SigningFacts): readonly PlanBlocker[] {
  return doc.plan.circumstances.negatives.flatMap((negative) => {
    const { id, coverage, seriesUid } = negative;
    if (coverage === 'not-stated') return [];
    const path = `negatives.${id}`;
    const fault = levelIssue(coverage, doc.numbering);
    if (fault !== null) return [blocker('leak', 'level-invalid', path, fault.message)];
    const leak = doc.findings.find((finding) => {
      const level = resolved[finding.id]?.level ?? null;
      const apart = level === null ? null : interspacesApart(doc.numbering, level, coverage);
      return finding.place.seriesUid === seriesUid && apart === 0;
    });
    return leak === undefined
      ? []
      : [
          blocker(
            'leak',
            'negative-contradiction',
            path,
            `"${negativeWords(negative)}" is recorded for the series on which Leak ${leak.ordinal} is marked.`,
          ),
        ];
  });
}

/** What nobody has answered around the injection, and what decubitus studies leave open. */
export function circumstanceNotices({ doc, resolved, series }: SigningFacts): readonly PlanBlocker[] {
  const { disclosures, csfDrainedMl, postProcedureCheck, negatives } = doc.plan.circumstances;
  const decubitus = decubitusNotices({ findings: doc.findings, negatives, sides: resolved, series });
  const open = [
    ...DISCLOSURES.filter((what) => disclosures[what] === null).map((what) => `disclosure of ${what}`),
    ...(csfDrainedMl === null ? ['CSF drained'] : []),
    ...(postProcedureCheck === null ? ['check afterwards'] : []),
  ];
  return [
    ...(open.length === 0
      ? []
      : [
          blocker(
            'plan',
            'circumstances-unanswered',
            'circumstances',
            `Not answered, and will say so in the plan: ${open.join(', ')}.`,
          ),
        ]),
    ...decubitus.map((notice) => ({ ...notice, step: 'leak' as const })),
  ];
}
