import type { Step, WorkspaceState } from '../../app/workspace.ts';

export const STEP_WORDS: Readonly<Record<Step, string>> = {
  spine: 'Spine',
  leak: 'Leak',
  extravasation: 'Extravasation',
  plan: 'Plan',
  'key-images': 'Key images',
};

export interface StepStatus {
  readonly tone: 'done' | 'todo' | 'blocked';
  /** "6 labels", "not yet marked", "3 to answer". */
  readonly words: string;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What a step holds and what it still needs, in a few words for the rail. */
export function stepStatus(
  step: Step,
  { doc, derived }: Pick<WorkspaceState, 'doc' | 'derived'>,
): StepStatus {
  const blocking = derived.blockers.filter((blocker) => blocker.step === step).length;
  const held = heldBy(step, doc);
  if (blocking > 0)
    return { tone: 'blocked', words: held === null ? `${blocking} open` : `${held}, ${blocking} open` };
  const stopped = step === 'extravasation' ? doc.regions.filter(isStopped).length : 0;
  if (stopped > 0) return { tone: 'blocked', words: `${held ?? ''}, ${stopped} stopped by its box` };
  return held === null ? { tone: 'todo', words: EMPTY[step] } : { tone: 'done', words: held };
}

/** Extent and volume may be larger: not done, though nothing blocks signing. */
const isStopped = (region: WorkspaceState['doc']['regions'][number]): boolean =>
  region.measurement.touchesBounds;

const EMPTY: Readonly<Record<Step, string>> = {
  spine: 'not yet labelled',
  leak: 'not yet marked',
  extravasation: 'none marked',
  plan: 'not yet planned',
  'key-images': 'none yet',
};

function heldBy(step: Step, doc: WorkspaceState['doc']): string | null {
  const labels =
    Object.values(doc.labelings).reduce((sum, labeling) => sum + labeling.labels.length, 0) +
    Object.values(doc.projectionLabelings).reduce((sum, labeling) => sum + labeling.labels.length, 0);
  const held: Readonly<Record<Step, readonly [number, string, string]>> = {
    spine: [labels, 'label', 'labels'],
    leak: [doc.findings.length, 'leak', 'leaks'],
    extravasation: [doc.regions.length, 'region', 'regions'],
    plan: [doc.plan.sites.length, 'site', 'sites'],
    'key-images': [doc.keyImages.length, 'image', 'images'],
  };
  const [n, one, many] = held[step];
  return n === 0 ? null : count(n, one, many);
}
