import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Workspace } from '../../app/workspace.ts';
import { actionFor, comboOf, isSingle, type KeyAction } from '../../app/workspace/keyMap.ts';
import { presetsOf } from '../../app/workspace/presets.ts';
import { findSeries } from '../../app/workspace/series.ts';
import { preferences } from './preferences.ts';
import { runKeyAction } from './runKeyAction.ts';

export interface KeyDialogs {
  readonly help: () => void;
  readonly keyImage: () => void;
}

/** How long `W` waits for its digit. */
const DIGIT_MS = 2_500;

/**
 * Keys of the workspace. Single letters are silent while something is typed into, and can be switched off; what has
 * its own use of a key (menus, dialogs, sliders) keeps it.
 *
 * @returns the window presets by digit while `W` waits for one; null otherwise
 */
export function useKeys(workspace: Workspace, dialogs: KeyDialogs): readonly string[] | null {
  const [pending, setPending] = useState<readonly string[] | null>(null);
  const waiting = useRef(false);
  const run = useEffectEvent((action: Exclude<KeyAction, 'window'>): void => {
    if (action === 'help') dialogs.help();
    else if (action === 'key-image') dialogs.keyImage();
    else runKeyAction(workspace, action);
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stopWaiting = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting.current = false;
      setPending(null);
    };
    const waitForDigit = (): void => {
      const presets = presetsHere(workspace);
      stopWaiting();
      waiting.current = true;
      setPending(presets.map((preset) => preset.name));
      timer = setTimeout(stopWaiting, DIGIT_MS);
    };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const combo = comboOf(event);
      if (isTyping(event.target) || inDialog(event.target)) return;
      if (waiting.current) {
        const preset = presetsHere(workspace)[Number(combo) - 1];
        stopWaiting();
        if (preset !== undefined) {
          event.preventDefault();
          workspace.applyPreset(workspace.store.getState().activePaneId, preset.id);
          return;
        }
      }
      const { keys, singleKeys } = preferences.getState();
      const action = actionFor(combo, keys);
      if (action === null || (isSingle(combo) && !singleKeys) || keepsKey(event.target, combo)) return;
      event.preventDefault();
      if (action === 'window') waitForDigit();
      else run(action);
    };
    window.addEventListener('keydown', press);
    window.addEventListener('click', releaseFocus);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('click', releaseFocus);
      stopWaiting();
    };
  }, [workspace]);
  return pending;
}

/** A button the mouse has pressed gives the keyboard back: Space then plays the run and does not press it again. */
function releaseFocus(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (event.detail > 0 && button?.closest('[data-keys="workspace"]') != null) button.blur();
}

function presetsHere(workspace: Workspace) {
  const { slots, studies, activePaneId } = workspace.store.getState();
  const uid = slots.find((slot) => slot.paneId === activePaneId)?.seriesUid ?? null;
  return presetsOf(findSeries(studies, uid)?.modality ?? '');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)
  );
}

const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** A button is pressed by Space and Enter, a slider moved by its arrows: those stay theirs. */
const keepsKey = (target: EventTarget | null, combo: string): boolean => {
  if (!(target instanceof Element)) return false;
  if (combo === 'space' || combo === 'enter')
    return target.closest('button, a, input, label, summary') !== null;
  return ARROWS.test(combo) && target.closest(MOVED_BY_ARROWS) !== null;
};
const ARROWS = /arrow|page/;
const MOVED_BY_ARROWS = 'input, [role="slider"], [role="tab"], [role="radiogroup"], [role="scrollbar"]';
