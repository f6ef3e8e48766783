import type { Page } from 'playwright-core';
import { SIDE } from './loadPhantom.ts';

/**
 * What no viewer can be faster than, in ms: the bytes of the series fetched in this browser through the same server, put
 * into one 3D texture as they are, one slice drawn and read back. Nothing is parsed or decoded.
 */
export async function floorMs(page: Page, seriesUrl: string, slices: number): Promise<number> {
  return await page.evaluate(
    async ({ url, depth, side }) => {
      const from = performance.now();
      const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
      const response = await fetch(url, { headers: { Accept: accept } });
      const bytes = await response.arrayBuffer();
      const gl = document.createElement('canvas').getContext('webgl2');
      if (gl === null || bytes.byteLength < depth * side * side * 2) throw new Error('no floor');
      const shader = (type: number, source: string): WebGLShader => {
        const made = gl.createShader(type);
        if (made === null) throw new Error('no shader');
        gl.shaderSource(
          made,
          `#version 300 es\nprecision highp float; precision highp isampler3D;\n${source}`,
        );
        gl.compileShader(made);
        return made;
      };
      const program = gl.createProgram();
      gl.attachShader(
        program,
        shader(
          gl.VERTEX_SHADER,
          'out vec2 at; void main() { at = vec2(gl_VertexID & 1, gl_VertexID >> 1); gl_Position = vec4(at * 2.0 - 1.0, 0, 1); }',
        ),
      );
      gl.attachShader(
        program,
        shader(
          gl.FRAGMENT_SHADER,
          'uniform isampler3D voxels; in vec2 at; out vec4 colour; void main() { colour = vec4(vec3(float(texture(voxels, vec3(at, 0.5)).r) / 400.0), 1); }',
        ),
      );
      gl.linkProgram(program);
      gl.useProgram(program);
      gl.bindTexture(gl.TEXTURE_3D, gl.createTexture());
      gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
      gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
      gl.texStorage3D(gl.TEXTURE_3D, 1, gl.R16I, side, side, depth);
      const values = new Int16Array(bytes, 0, depth * side * side);
      gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, 0, side, side, depth, gl.RED_INTEGER, gl.SHORT, values);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      return performance.now() - from;
    },
    { url: seriesUrl, depth: slices, side: SIDE },
  );
}
