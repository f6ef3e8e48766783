import type { VoxelIndex } from '../domain/geometry/grid.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import type { Cut } from './planeCut.ts';
import { createPlanePrograms, type PlanePrograms } from './planePrograms.ts';
import { createVoxelTexture, type VoxelTexture } from './voxelTexture.ts';

/** Which graphics planes are drawn with: the processor is faster than an emulation of graphics by the processor. */
export type GraphicsWanted = 'hardware' | 'any';

/** The page's one WebGL2 context for planes; all panes draw in it and copy the picture into their own canvas. */
export interface Graphics {
  /** Starts to bring a complete volume to the graphics memory. */
  hold(image: VolumeImage): HeldVolume;
}

export interface HeldVolume {
  /**
   * Draws a cut into `target` at the target's own size.
   *
   * @returns false while the voxels are not (or no longer) in the graphics memory: the processor draws then
   */
  draw(target: HTMLCanvasElement, cut: Cut, window: readonly [number, number], invert: boolean): boolean;
  onReady(listener: () => void): void;
  dispose(): void;
}

export interface GraphicsFound {
  readonly webgl2: boolean;
  /** Null without WebGL2, and where it is only emulated and that is not wanted. */
  readonly graphics: Graphics | null;
}

/** Asks the browser once: each context costs the page's thread a good part of a second. */
export function startGraphics(wanted: GraphicsWanted): GraphicsFound {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
  if (gl === null) return { webgl2: false, graphics: null };
  if (wanted === 'any' || !isEmulated(gl)) return { webgl2: true, graphics: graphicsOn(canvas, gl) };
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { webgl2: true, graphics: null };
}

/** By its name: the flag that should tell (`failIfMajorPerformanceCaveat`) is not set by Chromium's own emulation. */
function isEmulated(gl: WebGL2RenderingContext): boolean {
  const named = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(named === null ? gl.RENDERER : named.UNMASKED_RENDERER_WEBGL);
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(name));
}

function graphicsOn(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext): Graphics {
  let programs: PlanePrograms | null = createPlanePrograms(gl);
  const held = new Set<{ reload(): void; lost(): void }>();
  canvas.addEventListener('webglcontextlost', (event) => {
    // Without this the browser does not give the context back.
    event.preventDefault();
    programs = null;
    for (const volume of held) volume.lost();
  });
  canvas.addEventListener('webglcontextrestored', () => {
    programs = createPlanePrograms(gl);
    for (const volume of held) volume.reload();
  });

  return {
    hold: (image) => {
      let texture: VoxelTexture | null = null;
      const listeners = new Set<() => void>();
      const ready = (): void => {
        for (const listener of listeners) listener();
      };
      const volume = {
        reload: (): void => {
          texture = createVoxelTexture(gl, image, ready);
        },
        lost: (): void => {
          texture?.stop();
          texture = null;
        },
      };
      held.add(volume);
      volume.reload();
      return {
        draw: (target, cut, window, invert) => {
          if (programs === null || texture?.ready() !== true || gl.isContextLost()) return false;
          const size: VoxelIndex = image.grid.dimensions;
          fit(canvas, target);
          gl.viewport(0, 0, target.width, target.height);
          texture.bind();
          programs.draw(texture.sampler, size, cut, target.height, window, invert);
          const context = target.getContext('2d');
          // WebGL counts rows from the bottom.
          const top = canvas.height - target.height;
          context?.drawImage(canvas, 0, top, target.width, target.height, 0, 0, target.width, target.height);
          return context !== null;
        },
        onReady: (listener) => void listeners.add(listener),
        dispose: () => {
          held.delete(volume);
          listeners.clear();
          texture?.dispose();
          texture = null;
        },
      };
    },
  };
}

/** Grows only: a change of size is a new buffer. */
function fit(canvas: HTMLCanvasElement, target: HTMLCanvasElement): void {
  if (canvas.width < target.width) canvas.width = target.width;
  if (canvas.height < target.height) canvas.height = target.height;
}
