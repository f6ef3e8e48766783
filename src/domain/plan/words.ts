import type { CatheterTipAnswer, LevelAnswer } from './answers.ts';
import type { KeptCount, NumberingStatement } from '../case/document.ts';
import { formatLevel } from '../vocabulary/levelText.ts';
import type {
  Approach,
  CountedFrom,
  Guidance,
  PatchKind,
  PatientPosition,
  Side,
} from '../vocabulary/terms.ts';

/** The clinic's words for closed lists; sides are always the patient's. */
const SIDE_WORDS: Readonly<Record<Side, string>> = {
  left: "on the patient's left",
  right: "on the patient's right",
  bilateral: 'on both sides',
  midline: 'in the midline',
  'not-stated': 'with the side not stated',
  'not-applicable': 'without a side',
};
export const sideWords = (side: Side): string => SIDE_WORDS[side];

const SIDE_SHORT: Readonly<Record<Side, string>> = {
  left: 'left',
  right: 'right',
  bilateral: 'both sides',
  midline: 'midline',
  'not-stated': 'side not stated',
  'not-applicable': 'no side',
};
export const sideShort = (side: Side | null): string =>
  side === null ? 'side not yet known' : SIDE_SHORT[side];

const APPROACH_WORDS: Readonly<Record<Approach, string>> = {
  interlaminar: 'interlaminar',
  'interlaminar-paramedian': 'interlaminar paramedian',
  transforaminal: 'transforaminal',
  caudal: 'caudal',
  direct: 'direct',
  'not-stated': 'approach not stated',
};
export const approachWords = (approach: Approach | null): string =>
  approach === null ? 'approach not yet chosen' : APPROACH_WORDS[approach];

const COUNTED_WORDS: Readonly<Record<CountedFrom, string>> = {
  C2: 'counted down from C2',
  sacrum: 'counted up from the sacrum',
  'last-rib': 'counted from the last rib',
  segmentation: 'numbered by a segmentation',
  unverified: 'numbering unverified',
};
export const countedWords = (countedFrom: CountedFrom | null): string =>
  countedFrom === null ? 'counting not yet stated' : COUNTED_WORDS[countedFrom];

/** "The counts do not meet: L1 to L2 measures 68 mm … The labels hold: L2 is collapsed". */
export const keptCountWords = ({ against, reason }: KeptCount): string =>
  `The counts do not meet: ${against}. The labels hold: ${reason}`;

/** The statement for the operator, and which count won where two do not meet. */
export const numberingWords = ({
  statement,
  keptCounts = [],
}: Pick<NumberingStatement, 'statement' | 'keptCounts'>): string =>
  [statement, ...keptCounts.map(keptCountWords)].filter((text) => text.trim() !== '').join(' ');

const GUIDANCE_WORDS: Readonly<Record<Guidance, string>> = {
  'ct-fluoroscopy': 'CT fluoroscopy',
  ct: 'CT',
  fluoroscopy: 'fluoroscopy',
  'portable-xray': 'portable X-ray',
  landmark: 'landmarks',
  'not-stated': 'not stated',
};
export const guidanceWords = (guidance: Guidance): string => GUIDANCE_WORDS[guidance];

const KIND_WORDS: Readonly<Record<PatchKind, string>> = {
  targeted: 'targeted patch',
  blind: 'blind patch',
  prophylactic: 'prophylactic patch',
  multilevel: 'multilevel patch',
};
export const kindWords = (kind: PatchKind): string => KIND_WORDS[kind];

export const positionWords = (position: PatientPosition): string =>
  position === 'lateral-decubitus-side-not-stated'
    ? 'lateral decubitus, side not stated'
    : position.replaceAll('-', ' ');

/** A level, or the word of an answer that is none: "L2-L3", "sacral hiatus", "not stated". */
export function levelWords(answer: LevelAnswer | CatheterTipAnswer): string {
  if (answer === null) return 'not yet stated';
  return typeof answer === 'string' ? answer.replaceAll('-', ' ') : formatLevel(answer);
}
