import type { SiteAnswers } from '../support/planForm.ts';
import { patientIdOf, type LeakWords, type ReplayCase } from './replayCase.ts';

const no = { present: 'no' } as const;
const SITE: SiteAnswers = {
  collection: 'not-stated',
  access: 'as-target',
  approach: 'interlaminar',
  delivery: 'needle',
  guidance: 'ct-fluoroscopy',
  position: 'prone',
  needle: 'not-stated',
  plannedVolumeMl: 8,
  maximumVolumeMl: 'not-stated',
  aliquotMl: 'not-stated',
  contrastAdmixture: 'not-stated',
  stopCriterion: 'not-stated',
};

const trap = (id: string, leaks: readonly LeakWords[], more: Partial<ReplayCase> = {}): ReplayCase => ({
  id,
  patientId: patientIdOf(id),
  on: 'ct',
  anchors: ['S1', 'L3', 'T12'],
  onRun: [],
  countedFrom: 'sacrum',
  anomalies: [],
  leaks,
  plan: {
    kind: 'targeted',
    sites: leaks.map(() => SITE),
    hazards: { H1: no, H2: no, H3: no, H4: no, H8: no, H9: no },
    conservativeTherapy: 'not-stated',
    aftercare: 'not-stated',
  },
  blocking: [],
  ...more,
});

const leak = (index: number, compartment: LeakWords['compartment']): LeakWords => ({
  index,
  type: 'none:not-stated',
  compartment,
});

/** Traps whose screens matter: several places in one plan, and sides that the pictures themselves tell wrong. */
export const TWO_LEAKS = trap('TRAP-TWO', [leak(0, 'lateral'), leak(1, 'lateral')]);
export const SLEEVES = trap('TRAP-SLEEVES', [leak(0, 'sleeve'), leak(1, 'sleeve')]);
export const MIRRORED = trap('TRAP-MIRRORED', [], { on: 'run', onRun: ['L4', 'L3', 'L2', 'L1'] });
export const PRONE = trap('TRAP-PRONE', [leak(0, 'lateral')]);
