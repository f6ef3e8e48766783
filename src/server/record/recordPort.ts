import type { Result } from '../../domain/result.ts';

/** One entry of a FHIR R4 transaction bundle, as far as delivering it needs to know. */
export interface TransactionEntry {
  readonly fullUrl?: string;
  readonly resource?: FhirResource;
  readonly request?: { readonly method: string; readonly url: string; readonly ifNoneExist?: string };
}
export interface FhirResource {
  readonly resourceType: string;
  readonly id?: string;
}
export interface TransactionBundle {
  readonly resourceType: 'Bundle';
  readonly type: string;
  readonly entry?: readonly TransactionEntry[];
}

export interface Delivery {
  /** Where it arrived, for people: never with credentials. */
  readonly where: string;
  /** `ServiceRequest/123`, one an entry, as the receiver named them. */
  readonly references: readonly string[];
}

/** The procedure record. Delivering the same bundle again must find what is there and make no duplicate. */
export interface RecordPort {
  readonly kind: 'embedded' | 'fhir';
  health(): Promise<{ readonly ok: boolean; readonly message: string | null }>;
  /** A failure's message is shown to people and stored: it names the cause, never the patient. */
  deliver(bundle: TransactionBundle, planId: string, version: number): Promise<Result<Delivery>>;
}
