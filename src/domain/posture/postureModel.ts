/** What the anatomy says of the registered posture. `unknown` says nothing, and nothing is concluded from it. */
export type PostureEvidence = 'agrees' | 'contradicts' | 'unknown';

/** A person's word on a series whose anatomy contradicts its registered posture: why its sides are right as shown. */
export interface PostureDecision {
  readonly reason: string;
}
