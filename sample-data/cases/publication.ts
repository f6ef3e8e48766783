import table from './publications.json' with { type: 'json' };

/** A value of a publication, or the answer that the publication is silent. */
type Stated<T> = T | 'not-stated';

/**
 * What a published case states, in its own words, with its contradictions listed. Copied from `seed-cases.json`
 * (shared project notes); absent values are `not-stated`, never filled in.
 */
export interface Publication {
  readonly case: string;
  readonly source: string;
  readonly patient: { readonly ageYears: Stated<number>; readonly sex: Stated<string> };
  readonly kind: string;
  readonly localizedBy: string;
  readonly leakLevel: string;
  readonly leakSide: string;
  readonly leakLocation: string;
  readonly cause: { readonly class: string; readonly detail: string };
  readonly approach: string;
  readonly guidance: string;
  readonly needle: {
    readonly type: string;
    readonly gauge: Stated<number>;
    readonly length: string;
  };
  readonly catheter: string;
  readonly bloodVolumeMl: Stated<number>;
  readonly aliquots: string;
  readonly contrastAgent: string;
  readonly contrastVolumeMl: Stated<number>;
  readonly position: string;
  readonly targetLevel: string;
  readonly accessLevel: string;
  readonly plannedPunctureLevel?: string;
  readonly implantedDevice?: string;
  readonly redoOf?: string;
  readonly hazards: readonly string[];
  readonly contraindicationsToDirectAccess: readonly string[];
  readonly verification: string;
  readonly aftercare: string;
  readonly outcome: {
    readonly reliefWithin24h: Stated<boolean>;
    readonly detail: string;
    readonly complications: string;
    readonly redo: Stated<boolean>;
  };
  /** Read into the text by us, not stated. */
  readonly inferredByUs: readonly string[];
  readonly inconsistencies: readonly string[];
}

export type PublishedCase = keyof typeof table;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON widens 'not-stated' to string; the test checks the table
export const publicationOf = (id: PublishedCase): Publication => table[id] as Publication;
