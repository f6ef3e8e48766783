import * as cornerstone from '@cornerstonejs/core';
import { err, issue, ok, type Result } from '../domain/result.ts';
import { registerDecoder } from '../imaging/compressedFrame.ts';
import type { Unsubscribe } from './api.ts';
import { recoverContexts, type ContextEvent } from './contextRecovery.ts';
import { installImageLoaders } from './imageLoaders.ts';

export interface Engine {
  /** Another one after a lost WebGL context; null while there is none. */
  readonly rendering: () => cornerstone.RenderingEngine | null;
  onContext(listener: (event: ContextEvent) => void): Unsubscribe;
  /** Without WebGL2 Cornerstone draws stacks only; planes are then cut on the processor. The sentence says what is off. */
  readonly planes: 'available' | 'off';
  readonly notice: string | null;
}

const ENGINE_ID = 'patchpoint';
/** Two WebGL contexts: planes share the first, stacks take turns. The default of seven exhausts browsers. */
const WEBGL_CONTEXTS = 2;
const CACHE_BYTES = 8 * 1024 ** 3;

let starting: Promise<Result<Engine>> | null = null;

/**
 * Starts the one rendering engine of the page, or hands it out again: a second engine would run the browser out of
 * WebGL contexts (cornerstone-notes 5.5), and React mounts twice in strict mode.
 */
export function startEngine(): Promise<Result<Engine>> {
  starting ??= start();
  return starting;
}

async function start(): Promise<Result<Engine>> {
  const webgl2 = hasWebgl2();
  try {
    await registerDecoder();
    const defaults = cornerstone.getConfiguration();
    cornerstone.init({
      ...defaults,
      rendering: { ...defaults.rendering, useCPURendering: !webgl2, webGlContextCount: WEBGL_CONTEXTS },
    });
    cornerstone.cache.setMaxCacheSize(CACHE_BYTES);
    installImageLoaders();
    const recovery = recoverContexts(() => new cornerstone.RenderingEngine(ENGINE_ID), hasWebgl2);
    return ok({
      ...recovery,
      planes: webgl2 ? 'available' : 'off',
      notice: webgl2
        ? null
        : 'No graphics acceleration (WebGL2): planes and slabs are drawn by the processor. Fast scrolling and smooth slabs are off; everything else works.',
    });
  } catch {
    starting = null;
    return err(
      issue(
        'viewer-start',
        'The image viewer could not start in this browser. Reload the page or use a current browser.',
      ),
    );
  }
}

function hasWebgl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
