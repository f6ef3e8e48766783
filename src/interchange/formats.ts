import type { PlanReview, TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { planToFhirBundle } from './fhir/bundle.ts';
import { planToText } from './text.ts';

/** What a format may draw on besides the plan itself. */
export interface ExportContext {
  readonly review: PlanReview | null;
  /** Key image id → PNG in base64. */
  readonly keyImagePngs: Readonly<Record<string, string>>;
  readonly replacesHandedOffVersion: number | null;
}
export const NO_CONTEXT: ExportContext = { review: null, keyImagePngs: {}, replacesHandedOffVersion: null };

export interface PlanFormat {
  readonly id: string;
  readonly title: string;
  readonly contentType: string;
  readonly extension: string;
  readonly write: (plan: TargetingPlan, context: ExportContext) => string;
}

/** The one place where an export format is added: command line, server and screens read this list. */
export const PLAN_FORMATS = [
  {
    id: 'json',
    title: 'Plan (JSON)',
    contentType: 'application/json',
    extension: 'json',
    write: (plan) => `${JSON.stringify(plan, null, 2)}\n`,
  },
  {
    id: 'fhir',
    title: 'FHIR R4 bundle',
    contentType: 'application/fhir+json',
    extension: 'fhir.json',
    write: (plan, context) => `${JSON.stringify(planToFhirBundle({ plan, ...context }), null, 2)}\n`,
  },
  {
    id: 'text',
    title: 'Two lines of text',
    contentType: 'text/plain; charset=utf-8',
    extension: 'txt',
    write: (plan) => planToText(plan),
  },
] as const satisfies readonly PlanFormat[];

export const planFormat = (id: string): PlanFormat | undefined =>
  PLAN_FORMATS.find((format) => format.id === id);
