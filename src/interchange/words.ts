import type { Answer, Catheter, Needle } from '../domain/case/document.ts';
import type { PlanFinding, PlanSite } from '../domain/plan/targetingPlan.ts';
import { formatLevel } from '../domain/vocabulary/levelText.ts';
import type { Level } from '../domain/vocabulary/level.ts';
import type { Side } from '../domain/vocabulary/terms.ts';

/** Values of a plan in the clinic's words, the same in every text that leaves the room. */

export const words = (term: string): string => term.replaceAll('-', ' ');

/** Free text as it was typed: dashes in it ("L2-L3") are the author's. */
export const answerWords = (answer: string): string => (answer === 'not-stated' ? 'not stated' : answer);

export const sideWords = (side: Side): string =>
  side === 'left' || side === 'right' ? `patient's ${side}` : words(side);

export function levelWords(
  level: Level | 'not-stated' | 'none' | 'not-applicable' | 'sacral-hiatus' | null,
): string {
  if (level === null) return 'not derived';
  return typeof level === 'string' ? words(level) : formatLevel(level);
}

export const amount = (value: Answer<number>, unit: string): string =>
  value === 'not-stated' ? 'not stated' : `${value} ${unit}`;

export function needleWords(needle: Answer<Needle>): string {
  if (needle === 'not-stated') return 'not stated';
  const gauge = needle.gaugeG === 'not-stated' ? 'gauge not stated' : `${needle.gaugeG}G`;
  const length = needle.lengthMm === 'not-stated' ? 'length not stated' : `${needle.lengthMm} mm`;
  return `${gauge} ${needle.type}, ${length}`;
}

export function catheterWords(catheter: Answer<Catheter> | 'not-applicable'): string {
  if (typeof catheter === 'string') return words(catheter);
  const gauge = catheter.gaugeG === 'not-stated' ? 'gauge not stated' : `${catheter.gaugeG}G`;
  const length =
    catheter.insertionLengthMm === 'not-stated'
      ? 'insertion length not stated'
      : `inserted ${catheter.insertionLengthMm} mm`;
  return `${gauge} ${catheter.type}, ${length}`;
}

export function admixtureWords(admixture: PlanSite['contrastAdmixture']): string {
  if (typeof admixture === 'string') return words(admixture);
  return `${amount(admixture.volumeMl, 'mL')} ${admixture.agent}`;
}

export function leakTypeWords(finding: PlanFinding): string {
  const { system, type } = finding.leakType;
  if (system === 'none') return 'type not stated';
  return system === 'cause' ? words(type) : `${system[0]?.toUpperCase()}${system.slice(1)} ${words(type)}`;
}
