/**
 * The place of a leak on another series, taken over by a person who looked there. Until then a projection is only a
 * projection; from then on the leak has a mark on that series too, and says where it came from and by whom.
 */
export interface AdoptedMark {
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string;
  /** LPS mm. */
  readonly pointLpsMm: readonly [number, number, number];
  /** The series the mark was carried from. */
  readonly fromSeriesUid: string;
  /** A name typed by hand is not authenticated, and says so wherever it is shown. */
  readonly by: { readonly name: string; readonly authenticated: boolean };
  /** ISO 8601. */
  readonly at: string;
  /** A person's word where the adopted place names another level or side than the leak. */
  readonly settled?: SettledAdoption | undefined;
}

/** Which of two readings holds, why, and what both said when it was decided: changed labels ask again. */
export interface SettledAdoption {
  readonly holds: 'mark' | 'adopted';
  readonly reason: string;
  readonly against: string;
}
