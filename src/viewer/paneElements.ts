import type { Unsubscribe } from './api.ts';
import { onPixelDensity } from './pixelDensity.ts';

export interface PaneElements {
  /** Everything of the pane; takes the pointer. */
  readonly root: HTMLDivElement;
  /** Cornerstone's own element. */
  readonly host: HTMLDivElement;
  readonly sized: {
    /** Once, as soon as the pane has a size: Cornerstone cannot start on an empty canvas. */
    onFirst(listener: () => void): void;
    onResize(listener: (widthPx: number, heightPx: number) => void): void;
    /** The same size in more or fewer pixels of the screen. */
    onDensity(listener: (widthPx: number, heightPx: number) => void): void;
    disconnect(): void;
  };
}

/** Builds the pane's elements inside the one the screen gives. Styles by property: the page's policy forbids inline CSS. */
export function mountPane(element: HTMLDivElement): PaneElements {
  const root = document.createElement('div');
  const host = document.createElement('div');
  Object.assign(root.style, {
    position: 'relative',
    width: '100%',
    height: '100%',
    overflow: 'hidden',
    background: '#000',
  });
  Object.assign(host.style, { position: 'absolute', inset: '0' });
  root.append(host);
  element.append(root);

  const first = new Set<() => void>();
  let resized: ((widthPx: number, heightPx: number) => void) | null = null;
  let stopDensity: Unsubscribe | null = null;
  const observer = new ResizeObserver(() => {
    if (root.clientWidth < 2 || root.clientHeight < 2) return;
    for (const listener of first) listener();
    first.clear();
    resized?.(root.clientWidth, root.clientHeight);
  });
  observer.observe(root);
  return {
    root,
    host,
    sized: {
      onFirst: (listener) => {
        if (root.clientWidth >= 2 && root.clientHeight >= 2) listener();
        else first.add(listener);
      },
      onResize: (listener) => {
        resized = listener;
      },
      onDensity: (listener) => {
        stopDensity = onPixelDensity(() => listener(root.clientWidth, root.clientHeight));
      },
      disconnect: () => {
        observer.disconnect();
        stopDensity?.();
      },
    },
  };
}
