/** A value the source is silent about: an answer, not a gap. `null` in a draft is unanswered and blocks. */
export type NotStated = 'not-stated';
export type Answer<T> = T | NotStated;

/** Shorter than this is no reason, characters. */
export const SHORTEST_REASON = 8;
