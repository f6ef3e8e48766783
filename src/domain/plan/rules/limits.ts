import type { HazardId } from '../../vocabulary/terms.ts';

/** A threshold of a rule: what is published or ours, and how far a site may move it. Ranges only ever widen. */
export interface RuleLimit {
  readonly rule: HazardId;
  readonly name: string;
  readonly unit: 'interspaces' | 'days' | 'mL' | '%';
  /** Holds unless the site sets its own. */
  readonly value: number;
  /** Where `value` comes from; shown with the rule. */
  readonly source: string;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** The thresholds of H1–H21 as data. None is a dose or a guideline: they decide when a person is asked. */
export const RULE_LIMITS = {
  deviceInterspaces: {
    rule: 'H4',
    name: 'device near the path',
    unit: 'interspaces',
    value: 1,
    source: 'same or adjacent interspace',
    min: 0,
    max: 5,
    whole: true,
  },
  imagingAgeDays: {
    rule: 'H15',
    name: 'age of the imaging',
    unit: 'days',
    value: 30,
    source: 'ours, no published figure',
    min: 0,
    max: 365,
    whole: true,
  },
  volumeMl: {
    rule: 'H18',
    name: 'blood volume',
    unit: 'mL',
    value: 20,
    source: 'targeted patches of 6–20 mL',
    min: 1,
    max: 100,
    whole: false,
  },
  cervicalVolumeMl: {
    rule: 'H18',
    name: 'blood volume, cervical target',
    unit: 'mL',
    value: 8,
    source: 'cervical average of 5–8 mL',
    min: 1,
    max: 100,
    whole: false,
  },
  pathMismatchPercent: {
    rule: 'H21',
    name: 'catheter length against the way',
    unit: '%',
    value: 20,
    source: 'ours, no published figure',
    min: 5,
    max: 100,
    whole: false,
  },
} as const satisfies Readonly<Record<string, RuleLimit>>;

export type LimitId = keyof typeof RULE_LIMITS;
/** The value of each threshold, in its unit; a plan carries those it was judged by. */
export type RuleLimits = Readonly<Record<LimitId, number>>;

/** The rules a plan was judged by: a signed plan says so itself, and is judged by them for ever. */
export interface RuleSet {
  readonly version: number;
  readonly limits: RuleLimits;
}

export const LIMIT_IDS: readonly LimitId[] = [
  'deviceInterspaces',
  'imagingAgeDays',
  'volumeMl',
  'cervicalVolumeMl',
  'pathMismatchPercent',
];

export const DEFAULT_LIMITS: RuleLimits = {
  deviceInterspaces: RULE_LIMITS.deviceInterspaces.value,
  imagingAgeDays: RULE_LIMITS.imagingAgeDays.value,
  volumeMl: RULE_LIMITS.volumeMl.value,
  cervicalVolumeMl: RULE_LIMITS.cervicalVolumeMl.value,
  pathMismatchPercent: RULE_LIMITS.pathMismatchPercent.value,
};

/** "limit 20 mL (targeted patches of 6–20 mL)" · "limit 15 mL, set by this site (default 20 mL)". */
export function limitWords(id: LimitId, limits: RuleLimits): string {
  const { unit, value, source }: RuleLimit = RULE_LIMITS[id];
  const set = limits[id];
  const own = set === value ? ` (${source})` : `, set by this site (default ${value} ${unit})`;
  return `limit ${set} ${unit}${own}`;
}

/** Thresholds that differ from the defaults, in words; "default" where none does. */
export function siteLimitWords(limits: RuleLimits): string {
  const own = LIMIT_IDS.filter((id) => limits[id] !== RULE_LIMITS[id].value);
  return own.length === 0
    ? 'default'
    : own.map((id) => `${RULE_LIMITS[id].name} ${limits[id]} ${RULE_LIMITS[id].unit}`).join(', ');
}

/** What keeps a value from being this threshold; null when nothing does. */
export function limitFault(id: LimitId, value: number): string | null {
  const { min, max, unit, whole }: RuleLimit = RULE_LIMITS[id];
  const fits = value >= min && value <= max && (!whole || Number.isInteger(value));
  return fits ? null : `a ${whole ? 'whole number' : 'number'} from ${min} to ${max} ${unit} is expected`;
}
