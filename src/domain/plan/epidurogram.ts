import { HAZARD_RULES } from './rules/catalogue.ts';

/**
 * What contrast showed before the blood: rule H20 of clinical.md 7. Vascular or subarachnoid opacification stops the
 * injection; whoever goes on all the same says why. A rule of what was performed: it cannot be known when planning.
 */
export const EPIDUROGRAM_SEEN = [
  'epidural-only',
  'vascular',
  'subarachnoid',
  'vascular-and-subarachnoid',
  'not-done',
  'not-stated',
] as const;
export type EpidurogramSeen = (typeof EPIDUROGRAM_SEEN)[number];

export interface Epidurogram {
  readonly seen: EpidurogramSeen;
  /** What was done about an opacification and why blood was given; empty where there was none. */
  readonly reason: string;
}

export const EPIDUROGRAM_WORDS: Readonly<Record<EpidurogramSeen, string>> = {
  'epidural-only': 'epidural space only',
  vascular: 'vascular opacification',
  subarachnoid: 'subarachnoid opacification',
  'vascular-and-subarachnoid': 'vascular and subarachnoid opacification',
  'not-done': 'no epidurogram was made',
  'not-stated': 'not stated',
};

/** Contrast where blood must not go. */
export const isOpacified = (seen: EpidurogramSeen): boolean =>
  seen === 'vascular' || seen === 'subarachnoid' || seen === 'vascular-and-subarachnoid';

/** "Epidurogram: vascular opacification (H20, Caudal …). Went on because: needle drawn back, then epidural only" */
export function epidurogramSentence({ seen, reason }: Epidurogram): string {
  const words = `Epidurogram: ${EPIDUROGRAM_WORDS[seen]}`;
  return isOpacified(seen)
    ? `${words} (H20, ${HAZARD_RULES.H20.source}). Why the injection went on: ${reason}`
    : words;
}
