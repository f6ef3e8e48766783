/** What a site may set for itself. None of these is a dose or a guideline: they decide when a person is asked. */
export interface RuleLimits {
  /** H4: devices within this many interspaces of target, access or catheter tip. */
  readonly deviceInterspaces: number;
  /** H15: imaging older than this is stale, days. */
  readonly imagingAgeDays: number;
  /** H18: planned or maximum blood above this is acknowledged, mL. */
  readonly volumeMl: number;
  readonly cervicalVolumeMl: number;
  /** H21: catheter length against the along-canal distance, as a fraction of the distance. */
  readonly pathMismatch: number;
}

/**
 * H4 "same or adjacent interspace", H18 targeted 6–20 mL and cervical literature average 5–8 mL, H21 20 %
 * (clinical.md 7). Days for H15 are not given there: 30 is ours.
 */
export const DEFAULT_LIMITS: RuleLimits = {
  deviceInterspaces: 1,
  imagingAgeDays: 30,
  volumeMl: 20,
  cervicalVolumeMl: 8,
  pathMismatch: 0.2,
};
