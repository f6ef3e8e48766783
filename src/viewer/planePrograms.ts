import type { Cut } from './planeCut.ts';
import type { VoxelSampler } from './voxelTexture.ts';

export interface PlanePrograms {
  /** Draws into the current viewport, `height` pixels high, from the 3D texture bound to unit 0. */
  draw(
    sampler: VoxelSampler,
    size: readonly [number, number, number],
    cut: Cut,
    height: number,
    window: readonly [number, number],
    invert: boolean,
  ): void;
}

const VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }`;

/** The same rules as `domain/geometry/resample.ts` and `paintPicture`; `tests/e2e/viewer.test.ts` compares them. */
const fragment = (sampler: VoxelSampler): string => `#version 300 es
precision highp float;
precision highp int;
precision highp ${sampler};
uniform ${sampler} voxels;
uniform vec3 size;
uniform vec3 first;
uniform vec3 along;
uniform vec3 down;
uniform vec3 through;
uniform int samples;
uniform int mode;
uniform float height;
uniform vec2 window;
uniform bool invert;
out vec4 colour;

float at(int i, int j, int k) { return float(texelFetch(voxels, ivec3(i, j, k), 0).r); }

float bilinear(ivec3 low, ivec3 high, vec2 part, int k) {
  float top = mix(at(low.x, low.y, k), at(high.x, low.y, k), part.x);
  return mix(top, mix(at(low.x, high.y, k), at(high.x, high.y, k), part.x), part.y);
}

// The outer half voxel repeats its border.
float valueAt(vec3 index) {
  vec3 inside = clamp(index, vec3(0.0), size - 1.0);
  ivec3 low = ivec3(inside);
  vec3 part = inside - vec3(low);
  ivec3 high = min(low + 1, ivec3(size) - 1);
  float near = bilinear(low, high, part.xy, low.z);
  return part.z < 1e-4 ? near : mix(near, bilinear(low, high, part.xy, high.z), part.z);
}

bool isInside(vec3 index) {
  return all(greaterThanEqual(index, vec3(-0.5))) && all(lessThan(index, size - 0.5));
}

void main() {
  vec2 pixel = vec2(gl_FragCoord.x, height - gl_FragCoord.y) - 0.5;
  vec3 middle = first + pixel.x * along + pixel.y * down;
  int half_ = (samples - 1) / 2;
  float sum = 0.0;
  float low = 3.4e38;
  float high = -3.4e38;
  int found = 0;
  for (int i = -half_; i <= half_; i += 1) {
    vec3 index = middle + float(i) * through;
    if (!isInside(index)) continue;
    float value = valueAt(index);
    found += 1;
    sum += value;
    low = min(low, value);
    high = max(high, value);
  }
  if (found == 0) { colour = vec4(0.0, 0.0, 0.0, 1.0); return; }
  float value = mode == 0 ? high : mode == 1 ? low : sum / float(found);
  float level = clamp((value - window.x) / max(window.y - window.x, 1e-6), 0.0, 1.0);
  colour = vec4(vec3(invert ? 1.0 - level : level), 1.0);
}`;

const MODES = { mip: 0, minip: 1, mean: 2 } as const;

/** The shaders that cut a plane or a slab; each compiled when a volume of its type is first drawn. */
export function createPlanePrograms(gl: WebGL2RenderingContext): PlanePrograms {
  const programs = new Map<VoxelSampler, WebGLProgram>();
  const programFor = (sampler: VoxelSampler): WebGLProgram => {
    const known = programs.get(sampler);
    if (known !== undefined) return known;
    const program = gl.createProgram();
    attach(gl, program, gl.VERTEX_SHADER, VERTEX);
    attach(gl, program, gl.FRAGMENT_SHADER, fragment(sampler));
    gl.linkProgram(program);
    programs.set(sampler, program);
    return program;
  };

  return {
    draw: (sampler, size, cut, height, window, invert) => {
      const program = programFor(sampler);
      gl.useProgram(program);
      const place = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
      gl.uniform1i(place('voxels'), 0);
      gl.uniform3f(place('size'), ...size);
      for (const name of ['first', 'along', 'down', 'through'] as const)
        gl.uniform3f(place(name), ...cut[name]);
      gl.uniform1i(place('samples'), cut.samples);
      gl.uniform1i(place('mode'), MODES[cut.mode]);
      gl.uniform1f(place('height'), height);
      gl.uniform2f(place('window'), ...window);
      gl.uniform1i(place('invert'), invert ? 1 : 0);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
  };
}

function attach(gl: WebGL2RenderingContext, program: WebGLProgram, type: GLenum, source: string): void {
  const shader = gl.createShader(type);
  // Null in a lost context: nothing is drawn with this program any more.
  if (shader === null) return;
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  gl.attachShader(program, shader);
}
