import type { Vertebra } from '../../domain/vocabulary/level.ts';
import type { Step, ToolInHand, WorkspaceState } from '../workspace.ts';
import type { WorkspaceCore } from './core.ts';
import { confirmedLevels, nextFreeLevel } from './levels.ts';

/** The step a tool writes to; tools that only look belong to none. */
export const STEP_OF_TOOL: Readonly<Record<ToolInHand, Step | null>> = {
  navigate: null,
  crosshair: null,
  spine: 'spine',
  leak: 'leak',
  ellipse: 'extravasation',
  freehand: 'extravasation',
  grow: 'extravasation',
  ruler: null,
};

/** Takes a tool in hand; its step comes to the front, so that what a click writes can be seen. */
export function setToolInHand(core: Pick<WorkspaceCore, 'store' | 'panes'>, tool: ToolInHand): void {
  const { step, lock } = core.store.getState();
  const writes = STEP_OF_TOOL[tool] !== null;
  if (writes && lock !== null) {
    core.store.setState({ notice: { tone: 'refused', text: lock.message } });
    return;
  }
  core.store.setState({
    tool,
    step: STEP_OF_TOOL[tool] ?? step,
    spineMode: 'place',
    rulerStart: null,
    ...(tool === 'crosshair' ? {} : { crosshair: null }),
    ...(tool === 'spine' ? { nextLevel: openLevel(core.store.getState()) } : {}),
  });
  core.panes.setTool(tool);
}

/** The level to click first: the chosen one, or the next in the direction when it already stands on this series. */
function openLevel(state: WorkspaceState): Vertebra {
  const { doc, slots, activePaneId, nextLevel, direction } = state;
  const seriesUid = slots.find((slot) => slot.paneId === activePaneId)?.seriesUid ?? '';
  const placed = confirmedLevels(doc.labelings[seriesUid]);
  return placed.includes(nextLevel) ? nextFreeLevel(doc.numbering, placed, nextLevel, direction) : nextLevel;
}

/** Another step never leaves a tool in hand that would write to the one before. */
export function setStep(core: Pick<WorkspaceCore, 'store' | 'panes'>, step: Step): void {
  const { tool } = core.store.getState();
  core.store.setState({ step });
  const written = STEP_OF_TOOL[tool];
  if (written !== null && written !== step) setToolInHand(core, 'navigate');
  core.store.setState({ step });
}
