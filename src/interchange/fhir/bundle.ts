import type { Bundle } from '@medplum/fhirtypes';
import { negativeEntries } from './circumstances.ts';
import { documentEntry, mediaEntries, provenanceEntries, reportEntry } from './documents.ts';
import { transaction, type BundleInput } from './entries.ts';
import { findingEntries, regionEntries } from './findings.ts';
import { orderEntry } from './order.ts';
import { patientEntry, studyEntries } from './subjects.ts';

/**
 * A signed plan as one FHIR R4 transaction Bundle: conditional creates by business identifier (plan id and version),
 * so the same hand-off repeated makes no duplicate; Provenance by deterministic id.
 *
 * Source: FHIR R4 http.html#transaction, #ccreate; standards.md 6.
 */
export function planToFhirBundle(input: BundleInput): Bundle {
  const { plan } = input;
  return transaction([
    patientEntry(plan),
    ...studyEntries(plan),
    ...plan.findings.flatMap((finding) => findingEntries(plan, finding)),
    ...plan.regions.flatMap((region) => regionEntries(plan, region)),
    ...negativeEntries(plan),
    orderEntry(input),
    reportEntry(input),
    documentEntry(input),
    ...mediaEntries(input),
    ...provenanceEntries(input),
  ]);
}
