import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  plugins: [react(), scriptsAhead()],
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

/**
 * What every page needs and what every way into the product leads to, the viewer: the browser fetches and compiles it
 * beside the page, not after it.
 */
function scriptsAhead(): Plugin {
  const ahead = ['/src/main.tsx', '/src/app/openWorkspace.ts'];
  return {
    name: 'scripts-ahead',
    transformIndexHtml: (_html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = chunks.filter(({ facadeModuleId }) => ahead.some((end) => facadeModuleId?.endsWith(end)));
      const files = new Set(first.flatMap(({ fileName, imports }) => [fileName, ...imports]));
      const named = chunks.filter(({ isEntry, fileName }) => !isEntry && files.has(fileName));
      const styles = new Set(named.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
      return [
        ...named.map(({ fileName }) => headLink('modulepreload', fileName)),
        ...[...styles].map((file) => headLink('stylesheet', file)),
      ];
    },
  };
}

const headLink = (rel: string, file: string) => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `/${file}` },
  injectTo: 'head' as const,
});
