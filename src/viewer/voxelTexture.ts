import { unreachable } from '../domain/result.ts';
import { breathing } from '../imaging/breathe.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import type { VoxelKind } from '../imaging/voxels.ts';

/** How a shader reads the voxels: whole numbers stay whole numbers, so no value is rounded. */
export type VoxelSampler = 'isampler3D' | 'usampler3D' | 'sampler3D';

export interface VoxelTexture {
  readonly sampler: VoxelSampler;
  readonly ready: () => boolean;
  bind(): void;
  /** The context is lost, and the texture with it. */
  stop(): void;
  dispose(): void;
}

/** Brought to the graphics memory in one call, about a frame's worth of copying. */
const BYTES_AT_ONCE = 8 * 1024 ** 2;

/**
 * A volume as one 3D texture of its own type: 2 bytes a voxel for CT. Filled in pieces, so that the page stays awake;
 * `onReady` when it is whole. Never ready where the graphics memory does not hold it.
 */
export function createVoxelTexture(
  gl: WebGL2RenderingContext,
  image: VolumeImage,
  onReady: () => void,
): VoxelTexture {
  const { internal, format, type, sampler } = formatOf(gl, image.voxelKind);
  const [columns, rows, slices] = image.grid.dimensions;
  const texture = gl.createTexture();
  let whole = false;
  let stopped = false;

  const bind = (): void => {
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_3D, texture);
  };
  const makeRoom = (): boolean => {
    const most: unknown = gl.getParameter(gl.MAX_3D_TEXTURE_SIZE);
    if (typeof most !== 'number' || Math.max(columns, rows, slices) > most) return false;
    while (gl.getError() !== gl.NO_ERROR);
    bind();
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texStorage3D(gl.TEXTURE_3D, 1, internal, columns, rows, slices);
    return gl.getError() === gl.NO_ERROR;
  };
  const fill = async (): Promise<void> => {
    const size = columns * rows;
    const atOnce = Math.max(1, Math.floor(BYTES_AT_ONCE / (size * image.voxels.BYTES_PER_ELEMENT)));
    const breathe = breathing();
    for (let from = 0; from < slices; from += atOnce) {
      await breathe();
      if (stopped) return;
      const depth = Math.min(atOnce, slices - from);
      const values = image.voxels.subarray(from * size, (from + depth) * size);
      bind();
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, from, columns, rows, depth, format, type, values);
    }
    whole = gl.getError() === gl.NO_ERROR;
    if (whole) onReady();
  };
  if (makeRoom()) void fill();

  return {
    sampler,
    ready: () => whole,
    bind,
    stop: () => {
      stopped = true;
    },
    dispose: () => {
      stopped = true;
      gl.deleteTexture(texture);
    },
  };
}

interface TextureFormat {
  readonly internal: GLenum;
  readonly format: GLenum;
  readonly type: GLenum;
  readonly sampler: VoxelSampler;
}

function formatOf(gl: WebGL2RenderingContext, kind: VoxelKind): TextureFormat {
  const whole = gl.RED_INTEGER;
  switch (kind) {
    case 'Int16Array':
      return { internal: gl.R16I, format: whole, type: gl.SHORT, sampler: 'isampler3D' };
    case 'Uint16Array':
      return { internal: gl.R16UI, format: whole, type: gl.UNSIGNED_SHORT, sampler: 'usampler3D' };
    case 'Uint8Array':
      return { internal: gl.R8UI, format: whole, type: gl.UNSIGNED_BYTE, sampler: 'usampler3D' };
    case 'Float32Array':
      return { internal: gl.R32F, format: gl.RED, type: gl.FLOAT, sampler: 'sampler3D' };
    default:
      return unreachable(kind);
  }
}
