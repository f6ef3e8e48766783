import type { DraftSite, LeakFinding } from '../case/document.ts';
import { APPROACHES, type Approach, type Compartment, type HazardId } from '../vocabulary/terms.ts';
import { isCervical } from './rules/levelDistance.ts';
import type { PlanHazard } from './targetingPlan.ts';

/** One argument with where it comes from (clinical.md 6–8). Advice is shown beside the choice and never chooses. */
export interface Argument {
  readonly text: string;
  readonly source: string;
}
export interface ApproachAdvice {
  readonly approach: Exclude<Approach, 'not-stated'>;
  readonly for: readonly Argument[];
  readonly against: readonly Argument[];
}

/** What the advice looks at. */
export interface AdviceFacts {
  readonly site: Pick<DraftSite, 'id' | 'target' | 'side'>;
  readonly finding: Pick<LeakFinding, 'compartment'> | null;
  /** Rules that fired on the draft; only those of this site or of the whole case count. */
  readonly hazards: readonly Pick<PlanHazard, 'id' | 'siteId' | 'severity'>[];
}

type Condition = (facts: AdviceFacts) => boolean;
interface AdviceRule {
  readonly approaches: readonly ApproachAdvice['approach'][];
  readonly speaks: 'for' | 'against';
  readonly when: Condition;
  readonly argument: Argument;
}

const fired =
  (...ids: readonly HazardId[]): Condition =>
  ({ hazards, site }) =>
    hazards.some(
      (hazard) =>
        ids.includes(hazard.id) &&
        hazard.severity !== 'inform' &&
        (hazard.siteId === null || hazard.siteId === site.id),
    );
const lies =
  (...compartments: readonly Compartment[]): Condition =>
  ({ finding }) =>
    finding?.compartment != null && compartments.includes(finding.compartment);
const cervical: Condition = ({ site }) => site.target !== null && isCervical(site.target);
const aboveC7T1: Condition = ({ site }) =>
  site.target !== null &&
  isCervical(site.target) &&
  !(site.target.kind === 'interspace' && site.target.upper === 'C7');
const upperLumbarOrAbove: Condition = ({ site }) => {
  if (site.target === null) return false;
  const first =
    site.target.kind === 'vertebra'
      ? site.target.level
      : site.target.kind === 'range'
        ? site.target.from
        : site.target.upper;
  return /^[CT]|^L[12]$/.test(first);
};
const noSide: Condition = ({ site }) =>
  site.side === 'midline' || site.side === 'not-stated' || site.side === 'not-applicable';
const always: Condition = () => true;

const CT_SERIES = 'CT-myelography targeted EBP series';
const CAUDAL_REPORT = 'Caudal catheter EBP case report';
const VENTRAL_SERIES = 'CT fluoroscopy-guided ventral patches, PMC7960453';
const RADIOPAEDIA = 'Radiopaedia EBP';

const DORSAL_WAYS = ['interlaminar', 'interlaminar-paramedian'] as const;

const RULES: readonly AdviceRule[] = [
  {
    approaches: DORSAL_WAYS,
    speaks: 'for',
    when: lies('dorsal', 'circumferential'),
    argument: {
      text: 'The leak lies dorsal or all around: blood at the leak from behind, 6–20 mL until pressure or pain.',
      source: CT_SERIES,
    },
  },
  {
    approaches: DORSAL_WAYS,
    speaks: 'for',
    when: aboveC7T1,
    argument: {
      text: 'Entered at C7-T1 with a catheter to the level: the dorsal space is most constant there.',
      source:
        'PubMed 24666583 (18G needle, 20G catheter to C2-C3); teaching text on the cervical epidural space',
    },
  },
  {
    approaches: DORSAL_WAYS,
    speaks: 'against',
    when: aboveC7T1,
    argument: {
      text: 'Cervical ligamentum flavum may be discontinuous, so loss of resistance is unreliable at this level.',
      source: 'Stojanovic, Spine 2002;27:509',
    },
  },
  {
    approaches: DORSAL_WAYS,
    speaks: 'against',
    when: lies('ventral'),
    argument: {
      text: 'The leak lies ventral: a direct ventral needle brought contrast into the ventral space in 95.8 %.',
      source: VENTRAL_SERIES,
    },
  },
  {
    approaches: [...DORSAL_WAYS, 'direct'],
    speaks: 'against',
    when: fired('H5', 'H6'),
    argument: {
      text: 'Laminectomy, scar or hardware at the target: paraparesis after a patch at the pole of a laminectomy scar.',
      source: `${CAUDAL_REPORT}; Anesthesiology 96:1515`,
    },
  },
  {
    approaches: [...DORSAL_WAYS, 'direct', 'transforaminal'],
    speaks: 'against',
    when: fired('H4'),
    argument: {
      text: 'An intrathecal catheter or pump lies near: keep the needle above the device.',
      source: 'Portable X-ray guided EBP after intrathecal pump',
    },
  },
  {
    approaches: ['interlaminar', 'interlaminar-paramedian', 'transforaminal', 'direct'],
    speaks: 'against',
    when: fired('H19'),
    argument: {
      text: 'Recent patch or puncture at this level: subdural hematoma and arachnoiditis were reported on repeat.',
      source: 'JA Clin Rep 2019 s40981-019-0232-3',
    },
  },
  {
    approaches: ['transforaminal'],
    speaks: 'for',
    when: lies('ventral', 'foraminal', 'sleeve'),
    argument: {
      text: 'The leak lies ventral or in the foramen; also after a failed interlaminar patch.',
      source: VENTRAL_SERIES,
    },
  },
  {
    approaches: ['transforaminal'],
    speaks: 'for',
    when: fired('H5', 'H6'),
    argument: { text: 'A way beside the scar or the hardware.', source: CAUDAL_REPORT },
  },
  {
    approaches: ['transforaminal'],
    speaks: 'against',
    when: always,
    argument: {
      text: 'Inadvertent venous injection in 29.3 %; the radiculomedullary artery runs in the upper third of the foramen.',
      source: `${VENTRAL_SERIES}; ${RADIOPAEDIA}`,
    },
  },
  {
    approaches: ['transforaminal'],
    speaks: 'against',
    when: noSide,
    argument: { text: 'No side is known or chosen, and the foramen needs one.', source: 'definitions.md' },
  },
  {
    approaches: ['transforaminal'],
    speaks: 'against',
    when: cervical,
    argument: {
      text: 'Vertebral artery beside the cervical foramina.',
      source: 'General knowledge, not verified here',
    },
  },
  {
    approaches: ['caudal'],
    speaks: 'for',
    when: fired('H5', 'H6'),
    argument: {
      text: 'Direct access is unsafe through scar or hardware: catheter from the sacral hiatus to the level, 20 mL in 2–3 mL aliquots.',
      source: CAUDAL_REPORT,
    },
  },
  {
    approaches: ['caudal'],
    speaks: 'against',
    when: upperLumbarOrAbove,
    argument: {
      text: 'A long way from the sacral hiatus: the published case went to L4-L5; check the catheter length (H21).',
      source: CAUDAL_REPORT,
    },
  },
];

/** For each approach what speaks for and against it here; nothing known is an empty list, not a recommendation. */
export function approachAdvice(facts: AdviceFacts): readonly ApproachAdvice[] {
  return APPROACHES.filter((approach) => approach !== 'not-stated').map((approach) => {
    const argued = (speaks: AdviceRule['speaks']): readonly Argument[] =>
      RULES.filter(
        (rule) => rule.speaks === speaks && rule.approaches.includes(approach) && rule.when(facts),
      ).map((rule) => rule.argument);
    return { approach, for: argued('for'), against: argued('against') };
  });
}
