import { nextTask } from '../imaging/breathe.ts';
import type { Unsubscribe } from './api.ts';
import { startGraphics, type Graphics, type GraphicsFound, type GraphicsWanted } from './graphics.ts';
import type { StackEngine } from './stackEngine.ts';

export interface Engine {
  /** Null until the graphics are known, and where the processor draws planes. */
  readonly graphics: () => Graphics | null;
  /** Asks the browser for its graphics, once: each context costs the page's thread up to a third of a second. */
  find(): void;
  /** Called once the graphics are known, with what is off for want of them; null where nothing is. */
  onFound(listener: (notice: string | null) => void): Unsubscribe;
  /** For stacks: started with the first of them. Rejects where Cornerstone cannot start. */
  stacks(): Promise<StackEngine>;
}

const NO_WEBGL =
  'No graphics acceleration (WebGL2): planes and slabs are drawn by the processor. Fast scrolling and smooth slabs are off; everything else works.';

let engine: Engine | null = null;

/**
 * The one engine of the page: a second one would run the browser out of WebGL contexts (cornerstone-notes 5.5), and React
 * mounts twice in strict mode.
 */
export function startEngine(wanted: GraphicsWanted): Engine {
  engine ??= newEngine(wanted);
  return engine;
}

function newEngine(wanted: GraphicsWanted): Engine {
  let found: GraphicsFound | null = null;
  let stacks: Promise<StackEngine> | null = null;
  const listeners = new Set<(notice: string | null) => void>();

  const known = (): GraphicsFound => {
    if (found !== null) return found;
    found = startGraphics(wanted);
    for (const listener of listeners) listener(noticeOf(found));
    return found;
  };
  return {
    graphics: () => found?.graphics ?? null,
    find: () => void known(),
    onFound: (listener) => {
      listeners.add(listener);
      if (found !== null) listener(noticeOf(found));
      return () => listeners.delete(listener);
    },
    stacks: () => {
      stacks ??= nextTask()
        .then(() => import('./stackEngine.ts'))
        .then(({ startStackEngine }) => startStackEngine(known().webgl2, hasWebgl2));
      stacks.catch(() => {
        stacks = null;
      });
      return stacks;
    },
  };
}

const noticeOf = ({ webgl2 }: GraphicsFound): string | null => (webgl2 ? null : NO_WEBGL);

function hasWebgl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
