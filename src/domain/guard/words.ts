import { unreachable } from '../result.ts';
import type { Level } from '../vocabulary/level.ts';
import { formatLevel } from '../vocabulary/levelText.ts';
import type { CountedFrom } from '../vocabulary/terms.ts';
import type { GuardCheck, GuardVerdict, LevelUnknown, TipJudgement } from './model.ts';

/** One heading and one sentence for the operator: what differs, and what to do. */
export function verdictWords({
  planned,
  found,
  verdict,
}: Pick<TipJudgement, 'planned' | 'found' | 'verdict'>): {
  readonly title: string;
  readonly text: string;
} {
  const [there, here] = [levelWords(planned.level), levelWords(found.level)];
  switch (verdict.kind) {
    case 'match':
      return {
        title: verdict.side === 'same' ? `${here} ${planned.side}: as planned` : `${here}: as planned`,
        text:
          verdict.side === 'same'
            ? 'Level and side agree with the plan.'
            : 'The level agrees with the plan, which names no one side to compare.',
      };
    case 'adjacent-level-mismatch':
    case 'level-mismatch':
      return {
        title: `Wrong level: planned ${there}, tip at ${here}`,
        text: `The tip is ${countWords(verdict.steps)} than planned.${alsoSide(verdict)} Stop, count again from a landmark, then move the needle or correct the count.`,
      };
    case 'side-mismatch':
      return {
        title: `Wrong side: planned ${verdict.planned}, tip on the ${verdict.found}`,
        text: `The tip lies on the patient’s ${verdict.found}${verdict.certain ? '' : ' (within the uncertainty of a projection)'}. Stop, and check which side of the patient the right edge shows.`,
      };
    case 'side-unconfirmed':
      return { title: `Side not proven: planned ${verdict.planned}`, text: SIDE_WHY[verdict.why] };
    case 'level-unknown':
      return { title: 'Level not known here', text: LEVEL_WHY[verdict.why] };
    default:
      return unreachable(verdict);
  }
}

/** One line of a kept check, for reports and records: what the guard said, and why a person went on. */
export function checkWords(check: GuardCheck): string {
  const { title } = verdictWords(check);
  const counted = countedFromWords(check.found.countedFrom);
  const wentOn = check.reason === '' ? '' : `; gone on with the reason: ${check.reason}`;
  return `Tip check, ${check.mark.instrument}, ${check.by.at}: ${title} (${counted})${wentOn}`;
}

const levelWords = (level: Level | null): string => (level === null ? 'level not known' : formatLevel(level));

function countWords(steps: number): string {
  const levels = Math.abs(steps) === 1 ? 'one level' : `${Math.abs(steps)} levels`;
  return `${levels} ${steps > 0 ? 'lower' : 'higher'}`;
}

function alsoSide(verdict: Extract<GuardVerdict, { readonly steps: number }>): string {
  if (verdict.side === 'opposite') return ' It is on the other side too.';
  return verdict.side === 'unconfirmed' ? ' Its side is not proven either.' : '';
}

const SIDE_WHY: Readonly<Record<'orientation' | 'midline' | 'within-uncertainty', string>> = {
  orientation:
    'Nobody has confirmed which side of the patient the right edge of this image shows. What the file declares does not clear it: an image may be mirrored and still say the same.',
  midline: 'The tip lies in the midline of the labels: the image shows neither side.',
  'within-uncertainty':
    'The tip is on the planned side, but nearer the midline than a projection can tell (depth and roll are hidden).',
};

const LEVEL_WHY: Readonly<Record<LevelUnknown, string>> = {
  'not-counted': 'Say what the vertebrae were counted from on this fluoroscopy.',
  'landmark-not-seen':
    'The landmark of the count is labelled on no frame. Label it where it is seen, on this frame or on another one that shares a vertebra.',
  'not-labelled': 'Label the vertebra above and the one below the tip on this frame.',
  'outside-labels': 'The tip lies beyond the labels of this frame: label on to the other side of it.',
  'plan-silent': 'The plan names no vertebral level for this place: the guard cannot compare it.',
};

/** "counted from the sacrum", as both counts are put side by side. */
export const countedFromWords = (countedFrom: CountedFrom | null): string =>
  countedFrom === null ? 'not counted' : COUNTED_WORDS[countedFrom];

const COUNTED_WORDS: Readonly<Record<CountedFrom, string>> = {
  C2: 'counted down from C2',
  sacrum: 'counted up from the sacrum',
  'last-rib': 'counted from the last rib',
  segmentation: 'counted by a segmentation',
  unverified: 'count not verified',
};
