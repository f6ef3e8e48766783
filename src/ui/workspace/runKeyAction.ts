import { unreachable } from '../../domain/result.ts';
import type { Pane, ToolInHand, Workspace } from '../../app/workspace.ts';
import type { KeyAction } from '../../app/workspace/keyMap.ts';
import { deleteTarget } from '../../app/workspace/markActions.ts';
import { targetOf } from '../../app/workspace/targets.ts';

const SLAB_STEPS_MM = [0, 5, 10, 20] as const;

/** What each key does. Keys of the spine tool take the tool in hand first: they mean nothing without it. */
export function runKeyAction(
  workspace: Workspace,
  action: Exclude<KeyAction, 'help' | 'key-image' | 'window'>,
): void {
  const state = workspace.store.getState();
  const pane = workspace.pane(state.activePaneId);
  const toggle = (tool: ToolInHand): void => workspace.setTool(state.tool === tool ? 'navigate' : tool);
  switch (action) {
    case 'step-spine':
      return workspace.setStep('spine');
    case 'step-leak':
      return workspace.setStep('leak');
    case 'step-extravasation':
      return workspace.setStep('extravasation');
    case 'step-plan':
    case 'plan':
      return workspace.setStep('plan');
    case 'step-key-images':
      return workspace.setStep('key-images');
    case 'spine':
      return toggle('spine');
    case 'level-feet':
      return workspace.stepLevel('feet');
    case 'level-head':
      return workspace.stepLevel('head');
    case 'level-skip':
      return workspace.stepLevel('direction');
    case 'level-insert':
      workspace.setTool('spine');
      return workspace.setSpineMode(state.spineMode === 'insert' ? 'place' : 'insert');
    case 'leak':
      return toggle('leak');
    case 'extravasation':
      return toggle('grow');
    case 'delete': {
      const target = targetOf(state.doc, state.selectedId);
      return target === null ? undefined : deleteTarget(workspace, target);
    }
    case 'escape':
      return workspace.escape();
    case 'crosshair':
      return toggle('crosshair');
    case 'slab':
      return nextSlab(pane);
    case 'invert':
      return pane?.setInvert(!pane.state().invert);
    case 'cine':
      return pane?.cine('toggle');
    case 'frame-back':
      return pane?.scrollBy(-1);
    case 'frame-on':
      return pane?.scrollBy(1);
    case 'neighbour-head':
      return workspace.goToNeighbourLevel('head');
    case 'neighbour-feet':
      return workspace.goToNeighbourLevel('feet');
    case 'fit':
      return pane?.fit();
    case 'reset':
      return pane?.reset();
    case 'back':
      return workspace.goBack();
    case 'undo':
      return workspace.undo();
    case 'redo':
      return workspace.redo();
    default:
      return unreachable(action);
  }
}

function nextSlab(pane: Pane | null): void {
  if (pane === null) return;
  const { slabMm, slabMode } = pane.state();
  const thicknessMm = SLAB_STEPS_MM.find((mm) => mm > slabMm) ?? 0;
  pane.setSlab({ mode: slabMode, thicknessMm });
}
