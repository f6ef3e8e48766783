import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  plugins: [react(), viewerAhead()],
  worker: { format: 'es' },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': 'http://127.0.0.1:8080', '/dicom-web': 'http://127.0.0.1:8080' },
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  build: { outDir: 'dist/web', sourcemap: true, target: 'es2023', chunkSizeWarningLimit: 6000 },
  // Which packages are pre-bundled decides whether decoding works on the dev server: cornerstone-notes 5.2.
  optimizeDeps: {
    exclude: ['@cornerstonejs/dicom-image-loader'],
    include: [
      '@cornerstonejs/core',
      '@cornerstonejs/tools',
      '@cornerstonejs/metadata',
      '@cornerstonejs/utils',
      'dicom-parser',
      '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
      '@cornerstonejs/codec-charls/decodewasmjs',
      '@cornerstonejs/codec-openjpeg/decodewasmjs',
      '@cornerstonejs/codec-openjph/wasmjs',
      '@cornerstonejs/codec-libjxl/decodewasmjs',
      '@cornerstonejs/jpeg-lossless-decoder-js',
    ],
  },
});

/** Every way into the product leads to the viewer: the browser fetches and compiles it beside the page, not after it. */
function viewerAhead(): Plugin {
  return {
    name: 'viewer-ahead',
    transformIndexHtml: (_html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const viewer = chunks.find(({ facadeModuleId }) =>
        facadeModuleId?.endsWith('/src/app/openWorkspace.ts'),
      );
      return [viewer?.fileName, ...(viewer?.imports ?? [])].flatMap((file) =>
        file === undefined || chunks.some(({ isEntry, fileName }) => isEntry && fileName === file)
          ? []
          : [
              {
                tag: 'link',
                attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
                injectTo: 'head' as const,
              },
            ],
      );
    },
  };
}
