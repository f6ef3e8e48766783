import type { CaseDerived, SeriesContext } from '../../case/derive.ts';
import type { CaseDocument, DeclaredHazard } from '../../case/document.ts';
import type { HazardId, Severity } from '../../vocabulary/terms.ts';
import type { LimitId, RuleLimits } from './limits.ts';

/** All a rule may look at. The same for a draft on the page and for a signed plan on the server. */
export interface CaseFacts extends Pick<CaseDerived, 'locations' | 'resolved' | 'extents'> {
  readonly doc: CaseDocument;
  readonly series: readonly EvidenceSeries[];
  /** YYYYMMDD. */
  readonly today: string;
  readonly limits: RuleLimits;
}

/** What the rules look at of a series: the same is known of a draft's series and of a signed plan's. */
export type EvidenceSeries = Pick<
  SeriesContext,
  'seriesUid' | 'patientPosition' | 'studyDate' | 'posture' | 'turnDeg'
>;

/** One firing of a rule; `severity` where it departs from the rule's own. */
export interface HazardHit {
  readonly siteId: string | null;
  readonly message: string;
  /** What the message states, without its wording: an answer is bound to it and does not outlive a change of it. */
  readonly facts: string;
  readonly severity?: Severity;
  /** The threshold it fired on; its value and origin are said with the source. */
  readonly limit?: LimitId;
}

/** A rule of clinical.md 7 as data. */
export interface HazardRule {
  readonly id: HazardId;
  readonly title: string;
  readonly severity: Severity;
  /** Where the rule comes from; shown with every message. */
  readonly source: string;
  /** What a person is asked; null where the rule follows from marks and plan, or belongs to the performed record. */
  readonly question: string | null;
  /** What the answer is about, where the title says more than was asked. */
  readonly asksAbout?: string;
  /** Signing waits for an answer (`not-stated` is one). */
  readonly mustAnswer: boolean;
  /** The answer has a level: where the device, the scar, the last patch is. */
  readonly asksLevel: boolean;
  readonly applies: (facts: CaseFacts) => readonly HazardHit[];
}

export const declaredHazard = (facts: CaseFacts, id: HazardId): DeclaredHazard | undefined =>
  facts.doc.plan.declaredHazards.find((declared) => declared.id === id);
