import { nextTask } from '../imaging/breathe.ts';
import { startGraphics, type Graphics, type GraphicsWanted } from './graphics.ts';
import type { StackEngine } from './stackEngine.ts';

export interface Engine {
  /** For planes; null where the processor draws them. */
  readonly graphics: Graphics | null;
  /** For stacks: started with the first of them. Rejects where Cornerstone cannot start. */
  stacks(): Promise<StackEngine>;
  /** Says what is off where there is no WebGL2. */
  readonly notice: string | null;
}

let started: Promise<Engine> | null = null;

/**
 * The one engine of the page: a second one would run the browser out of WebGL contexts (cornerstone-notes 5.5), and React
 * mounts twice in strict mode.
 */
export function startEngine(wanted: GraphicsWanted): Promise<Engine> {
  started ??= start(wanted);
  return started;
}

async function start(wanted: GraphicsWanted): Promise<Engine> {
  // What else a page asks for at its start goes out first.
  await nextTask();
  const { graphics, webgl2 } = startGraphics(wanted);
  let stacks: Promise<StackEngine> | null = null;
  return {
    graphics,
    stacks: () => {
      stacks ??= import('./stackEngine.ts').then(({ startStackEngine }) =>
        startStackEngine(webgl2, hasWebgl2),
      );
      stacks.catch(() => {
        stacks = null;
      });
      return stacks;
    },
    notice: webgl2
      ? null
      : 'No graphics acceleration (WebGL2): planes and slabs are drawn by the processor. Fast scrolling and smooth slabs are off; everything else works.',
  };
}

function hasWebgl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
