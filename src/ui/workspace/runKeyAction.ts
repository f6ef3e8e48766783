import { unreachable } from '../../domain/result.ts';
import { CINE_SPEEDS, LAYOUTS, type Pane, type ToolInHand, type Workspace } from '../../app/workspace.ts';
import { possibleProtocols } from '../../app/workspace/hanging.ts';
import type { KeyAction } from '../../app/workspace/keyMap.ts';
import { confirmMiddle } from '../../app/workspace/confirmMiddle.ts';
import { deleteTarget } from '../../app/workspace/markActions.ts';
import { targetOf } from '../../app/workspace/targets.ts';

/** Steps of the keyboard's cursor and of panning, px. */
const [NEAR_PX, FAR_PX, PAN_PX] = [3, 30, 40];
const ZOOM_STEP = 1.25;
const PAGE = 10;
const SLAB_STEPS_MM = [0, 5, 10, 20, 30] as const;
const SLAB_MODES = ['mip', 'minip', 'mean'] as const;

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
    case 'confirm-middle':
      return confirmMiddle(workspace);
    case 'navigate':
      return workspace.setTool('navigate');
    case 'ellipse':
      return toggle('ellipse');
    case 'freehand':
      return toggle('freehand');
    case 'cursor-left':
      return pane?.moveCursor(-NEAR_PX, 0);
    case 'cursor-right':
      return pane?.moveCursor(NEAR_PX, 0);
    case 'cursor-up':
      return pane?.moveCursor(0, -NEAR_PX);
    case 'cursor-down':
      return pane?.moveCursor(0, NEAR_PX);
    case 'cursor-far-left':
      return pane?.moveCursor(-FAR_PX, 0);
    case 'cursor-far-right':
      return pane?.moveCursor(FAR_PX, 0);
    case 'cursor-far-up':
      return pane?.moveCursor(0, -FAR_PX);
    case 'cursor-far-down':
      return pane?.moveCursor(0, FAR_PX);
    case 'cursor-click':
      return void pane?.clickCursor();
    case 'pan-left':
      return pane?.panBy(-PAN_PX, 0);
    case 'pan-right':
      return pane?.panBy(PAN_PX, 0);
    case 'pan-up':
      return pane?.panBy(0, -PAN_PX);
    case 'pan-down':
      return pane?.panBy(0, PAN_PX);
    case 'zoom-in':
      return pane?.zoomBy(ZOOM_STEP);
    case 'zoom-out':
      return pane?.zoomBy(1 / ZOOM_STEP);
    case 'next-view':
      return nextView(workspace);
    case 'page-back':
      return pane?.scrollBy(-PAGE);
    case 'page-on':
      return pane?.scrollBy(PAGE);
    case 'disc':
      return workspace.toggleDiscAlignment();
    case 'curved':
      return toggleCurved(workspace);
    case 'reference-lines':
      return workspace.setReferenceLines(!state.referenceLines);
    case 'link':
      return workspace.setLinked(!state.linked);
    case 'maximise':
      return workspace.maximise(state.maximisedPaneId === null ? state.activePaneId : null);
    case 'leak':
      return toggle('leak');
    case 'extravasation':
      return toggle('grow');
    case 'delete': {
      const target = targetOf(state.doc, state.selectedId);
      return target === null ? undefined : deleteTarget(workspace, target);
    }
    case 'escape':
      return pane?.hideCursor() === true ? undefined : workspace.escape();
    case 'ruler':
      return toggle('ruler');
    case 'crosshair':
      return toggle('crosshair');
    case 'slab':
      return nextSlab(pane);
    case 'slab-mode': {
      if (pane === null) return undefined;
      const { slabMm, slabMode } = pane.state();
      const mode = SLAB_MODES[(SLAB_MODES.indexOf(slabMode) + 1) % SLAB_MODES.length] ?? 'mip';
      return pane.setSlab({ mode, thicknessMm: slabMm === 0 ? 10 : slabMm });
    }
    case 'invert':
      return pane?.setInvert(!pane.state().invert);
    case 'cine':
      return pane?.cine('toggle');
    case 'cine-loop':
      return pane?.setCine({ loop: pane.state().cine?.loop === false });
    case 'cine-slower':
      return stepSpeed(pane, -1);
    case 'cine-faster':
      return stepSpeed(pane, 1);
    case 'frame-back':
      return pane?.scrollBy(-1);
    case 'frame-on':
      return pane?.scrollBy(1);
    case 'neighbour-head':
      return workspace.goToNeighbourLevel('head');
    case 'neighbour-feet':
      return workspace.goToNeighbourLevel('feet');
    case 'level-link':
      return workspace.setLevelLinked(!state.levelLinked);
    case 'hanging': {
      const protocols = possibleProtocols(state.studies);
      const current = protocols.findIndex((protocol) => protocol === state.hanging.protocol);
      return workspace.hang(protocols[(current + 1) % protocols.length] ?? 'single');
    }
    case 'layout':
      return workspace.setLayout(LAYOUTS[(LAYOUTS.indexOf(state.layout) + 1) % LAYOUTS.length] ?? 'one');
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

function stepSpeed(pane: Pane | null, step: -1 | 1): void {
  const cine = pane?.state().cine ?? null;
  if (pane === null || cine === null) return;
  const at = CINE_SPEEDS.findIndex((speed) => speed === cine.speed);
  pane.setCine({ speed: CINE_SPEEDS[at + step] ?? cine.speed });
}

function nextView(workspace: Workspace): void {
  const { slots, activePaneId } = workspace.store.getState();
  const at = slots.findIndex((slot) => slot.paneId === activePaneId);
  const next = slots[(at + 1) % slots.length];
  workspace.pane(activePaneId)?.hideCursor();
  if (next !== undefined) workspace.activatePane(next.paneId);
}

/** Sagittal and coronal views straighten to their own kind; an axial one has none and becomes the sagittal one. */
export function toggleCurved(workspace: Workspace): void {
  const { slots, activePaneId } = workspace.store.getState();
  const slot = slots.find((candidate) => candidate.paneId === activePaneId);
  if (slot === undefined || slot.plane === 'stack') return;
  const straightened = slot.plane === 'coronal' ? 'curved-coronal' : 'curved-sagittal';
  const straight = slot.plane === 'curved-coronal' ? 'coronal' : 'sagittal';
  workspace.setPlane(activePaneId, slot.plane.startsWith('curved-') ? straight : straightened);
}
