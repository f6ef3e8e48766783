import type { CaseDerived, PlanBlocker } from '../../case/derive.ts';
import type { CaseDocument, LeakFinding } from '../../case/document.ts';
import type { RegisteredSeries } from '../../posture/registered.ts';
import type { FiredHazard } from '../hazardAnswers.ts';

/** What the questions of signing are asked of. */
export interface SigningFacts extends Pick<CaseDerived, 'locations' | 'resolved' | 'extents'> {
  readonly doc: CaseDocument;
  /** How each series was registered. */
  readonly series: readonly RegisteredSeries[];
  readonly hazards: readonly FiredHazard[];
}

export const blocker = (
  step: PlanBlocker['step'],
  code: string,
  path: string,
  message: string,
): PlanBlocker => ({ step, code, path, message });

export const leakBlocker = (
  { id, ordinal }: LeakFinding,
  field: string,
  code: string,
  message: string,
): PlanBlocker => blocker('leak', code, `findings.${id}.${field}`, `Leak ${ordinal}: ${message}`);
