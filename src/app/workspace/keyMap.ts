/** Keys of the workspace as data (ux.md "Hands"): the sheet, the handler and the settings read the same list. */
export const KEY_GROUPS = ['Steps', 'Marking', 'Looking', 'Without a mouse', 'Case'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

export interface KeyEntry {
  readonly group: KeyGroup;
  readonly title: string;
  /** As `comboOf` writes it. */
  readonly combo: string;
}

export const KEY_ACTIONS = {
  'step-spine': { group: 'Steps', title: 'Spine', combo: '1' },
  'step-leak': { group: 'Steps', title: 'Leak', combo: '2' },
  'step-extravasation': { group: 'Steps', title: 'Extravasation', combo: '3' },
  'step-plan': { group: 'Steps', title: 'Plan', combo: '4' },
  'step-key-images': { group: 'Steps', title: 'Key images', combo: '5' },
  plan: { group: 'Steps', title: 'Plan', combo: 'p' },
  spine: { group: 'Marking', title: 'Spine: click down the column', combo: 's' },
  'level-feet': { group: 'Marking', title: 'Spine: next level toward the feet', combo: 'n' },
  'level-head': { group: 'Marking', title: 'Spine: next level toward the head', combo: 'b' },
  'level-skip': { group: 'Marking', title: 'Spine: skip this level', combo: 'x' },
  'level-insert': { group: 'Marking', title: 'Spine: insert a vertebra', combo: 'i' },
  'confirm-middle': { group: 'Marking', title: 'Spine: the label is in the middle (axial view)', combo: 'y' },
  navigate: { group: 'Marking', title: 'Scroll: no marking tool', combo: 'h' },
  leak: { group: 'Marking', title: 'Mark the leak', combo: 'l' },
  extravasation: { group: 'Marking', title: 'Extravasation: grow a region', combo: 'e' },
  ellipse: { group: 'Marking', title: 'Extravasation: ellipse', combo: 'o' },
  freehand: { group: 'Marking', title: 'Extravasation: freehand', combo: 'd' },
  'key-image': { group: 'Marking', title: 'Key image of the active view', combo: 'k' },
  delete: { group: 'Marking', title: 'Delete the selected mark', combo: 'delete' },
  escape: { group: 'Marking', title: 'Leave the gesture, tool or selection', combo: 'escape' },
  'cursor-left': { group: 'Without a mouse', title: 'Cursor left', combo: 'arrowleft' },
  'cursor-right': { group: 'Without a mouse', title: 'Cursor right', combo: 'arrowright' },
  'cursor-up': { group: 'Without a mouse', title: 'Cursor up', combo: 'arrowup' },
  'cursor-down': { group: 'Without a mouse', title: 'Cursor down', combo: 'arrowdown' },
  'cursor-far-left': { group: 'Without a mouse', title: 'Cursor far left', combo: 'shift+arrowleft' },
  'cursor-far-right': { group: 'Without a mouse', title: 'Cursor far right', combo: 'shift+arrowright' },
  'cursor-far-up': { group: 'Without a mouse', title: 'Cursor far up', combo: 'shift+arrowup' },
  'cursor-far-down': { group: 'Without a mouse', title: 'Cursor far down', combo: 'shift+arrowdown' },
  'cursor-click': { group: 'Without a mouse', title: 'Place with the tool at the cursor', combo: 'enter' },
  'pan-left': { group: 'Without a mouse', title: 'Move the picture left', combo: 'ctrl+arrowleft' },
  'pan-right': { group: 'Without a mouse', title: 'Move the picture right', combo: 'ctrl+arrowright' },
  'pan-up': { group: 'Without a mouse', title: 'Move the picture up', combo: 'ctrl+arrowup' },
  'pan-down': { group: 'Without a mouse', title: 'Move the picture down', combo: 'ctrl+arrowdown' },
  'zoom-in': { group: 'Without a mouse', title: 'Zoom in', combo: '+' },
  'zoom-out': { group: 'Without a mouse', title: 'Zoom out', combo: '-' },
  'next-view': { group: 'Without a mouse', title: 'Next view', combo: 'q' },
  'page-back': { group: 'Without a mouse', title: 'Ten slices back', combo: 'pageup' },
  'page-on': { group: 'Without a mouse', title: 'Ten slices on', combo: 'pagedown' },
  crosshair: { group: 'Looking', title: 'Crosshair', combo: 'c' },
  disc: { group: 'Looking', title: 'Axial along this disc, and back', combo: 'a' },
  curved: { group: 'Looking', title: 'Curved view along the labels, and back', combo: 'u' },
  'reference-lines': { group: 'Looking', title: 'Reference lines', combo: 't' },
  link: { group: 'Looking', title: 'Link the views', combo: 'g' },
  maximise: { group: 'Looking', title: 'Maximise the view, and back', combo: 'z' },
  slab: { group: 'Looking', title: 'Slab: off, 5, 10, 20, 30 mm', combo: 'm' },
  'slab-mode': { group: 'Looking', title: 'Slab: maximum, minimum, mean', combo: 'j' },
  window: { group: 'Looking', title: 'Window preset: then a digit', combo: 'w' },
  ruler: { group: 'Looking', title: 'Ruler: click both ends', combo: '6' },
  invert: { group: 'Looking', title: 'Invert grey values', combo: 'v' },
  cine: { group: 'Looking', title: 'Cine: play or pause', combo: 'space' },
  'cine-loop': { group: 'Looking', title: 'Cine: loop, or stop at the end', combo: '/' },
  'cine-slower': { group: 'Looking', title: 'Cine: slower', combo: '<' },
  'cine-faster': { group: 'Looking', title: 'Cine: faster', combo: '>' },
  'frame-back': { group: 'Looking', title: 'Previous frame or slice', combo: ',' },
  'frame-on': { group: 'Looking', title: 'Next frame or slice', combo: '.' },
  'neighbour-head': { group: 'Looking', title: 'One level toward the head, in all series', combo: '[' },
  'neighbour-feet': { group: 'Looking', title: 'One level toward the feet, in all series', combo: ']' },
  'level-link': { group: 'Looking', title: 'Link series by vertebral level', combo: '0' },
  hanging: { group: 'Looking', title: 'Next arrangement of the views', combo: '7' },
  layout: { group: 'Looking', title: 'Next grid of views', combo: '8' },
  fit: { group: 'Looking', title: 'Fit', combo: 'f' },
  reset: { group: 'Looking', title: 'Reset the view', combo: 'r' },
  back: { group: 'Looking', title: 'Back to where the planes were', combo: 'alt+arrowleft' },
  undo: { group: 'Case', title: 'Undo', combo: 'ctrl+z' },
  redo: { group: 'Case', title: 'Redo', combo: 'ctrl+shift+z' },
  help: { group: 'Case', title: 'This sheet', combo: '?' },
} as const satisfies Record<string, KeyEntry>;

export type KeyAction = keyof typeof KEY_ACTIONS;
export const isKeyAction = (text: string): text is KeyAction => Object.hasOwn(KEY_ACTIONS, text);
export const keyActions = (): readonly KeyAction[] => Object.keys(KEY_ACTIONS).filter(isKeyAction);

/** What a person pressed, in one spelling: `ctrl+shift+z`, `alt+arrowleft`, `s`, `?`, `space`. Cmd counts as Ctrl. */
export function comboOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  // The shift that makes a "?" is part of the sign; with Ctrl or a named key it is a key of its own.
  const shift = event.shiftKey && (control || key.length > 1);
  return [
    ...(control ? ['ctrl'] : []),
    ...(event.altKey ? ['alt'] : []),
    ...(shift ? ['shift'] : []),
    key,
  ].join('+');
}

/** A key without Ctrl or Alt that types a character: off while typing, and can be switched off altogether. */
export const isSingle = (combo: string): boolean => combo.length === 1 || combo === 'space';

export function actionFor(
  combo: string,
  keys: Readonly<Partial<Record<KeyAction, string>>>,
): KeyAction | null {
  return keyActions().find((action) => comboFor(action, keys) === combo) ?? null;
}

export const comboFor = (action: KeyAction, keys: Readonly<Partial<Record<KeyAction, string>>>): string =>
  keys[action] ?? KEY_ACTIONS[action].combo;

/** "Ctrl+Shift+Z", as the sheet and the tooltips write it. */
export function comboWords(combo: string): string {
  const names: Readonly<Record<string, string>> = {
    arrowleft: '←',
    arrowright: '→',
    arrowup: '↑',
    arrowdown: '↓',
    pageup: 'Page ↑',
    pagedown: 'Page ↓',
    ctrl: 'Ctrl',
    alt: 'Alt',
  };
  return combo
    .split(/\+(?=.)/)
    .map(
      (part) =>
        names[part] ?? (part.length === 1 ? part.toUpperCase() : `${part[0]?.toUpperCase()}${part.slice(1)}`),
    )
    .join('+');
}
