import * as cornerstone from '@cornerstonejs/core';
import { registerDecoder } from '../imaging/compressedFrame.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';
import type { Unsubscribe } from './api.ts';
import { recoverContexts, type ContextEvent } from './contextRecovery.ts';
import { installImageLoaders } from './imageLoaders.ts';
import { createStackSurface } from './stackSurface.ts';
import type { Surface } from './surface.ts';

/** Cornerstone, which draws frames one by one. Heavy: brought to the page with the first stack. */
export interface StackEngine {
  /** Null while its WebGL context is lost: there is another one after `rebuilt`. */
  surface(viewportId: string, host: HTMLDivElement, image: SeriesImage, onChange: () => void): Surface | null;
  onContext(listener: (event: ContextEvent) => void): Unsubscribe;
}

const ENGINE_ID = 'patchpoint';
/** One stack at a time is drawn; the default of seven exhausts browsers. */
const WEBGL_CONTEXTS = 1;
const CACHE_BYTES = 8 * 1024 ** 3;

export async function startStackEngine(withWebgl: boolean, canDraw: () => boolean): Promise<StackEngine> {
  await registerDecoder();
  const defaults = cornerstone.getConfiguration();
  cornerstone.init({
    ...defaults,
    rendering: { ...defaults.rendering, useCPURendering: !withWebgl, webGlContextCount: WEBGL_CONTEXTS },
  });
  cornerstone.cache.setMaxCacheSize(CACHE_BYTES);
  installImageLoaders();
  const { rendering, onContext } = recoverContexts(() => new cornerstone.RenderingEngine(ENGINE_ID), canDraw);
  const cameras = new Set<() => void>();
  return {
    onContext,
    surface: (viewportId, host, image, onChange) => {
      const now = rendering();
      return now === null
        ? null
        : createStackSurface({ engine: now, cameras }, viewportId, host, image, onChange);
    },
  };
}
