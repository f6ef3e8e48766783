import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * What every page needs and what every way into the product leads to, the viewer: one script. Each script of its own costs
 * some 10 ms of processor time in browser, page and server together.
 */
const PAGE = 'page';
const PAGE_ENTRIES = /\/src\/(main\.tsx|app\/openWorkspace\.ts)$/;

export default defineConfig({
  plugins: [react(), scriptsAhead()],
  worker: { format: 'es' },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': 'http://127.0.0.1:8080', '/dicom-web': 'http://127.0.0.1:8080' },
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  build: {
    outDir: 'dist/web',
    sourcemap: true,
    target: 'es2023',
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: PAGE, test: PAGE_ENTRIES },
            // `boot.ts` needs it too, and must not need the page.
            { name: 'preload', test: 'vite/preload-helper', priority: 1 },
          ],
        },
      },
    },
  },
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

/** The scripts named above: the browser fetches and compiles them beside the page, not after it. */
function scriptsAhead(): Plugin {
  return {
    name: 'scripts-ahead',
    transformIndexHtml: (_html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const page = chunks.find(({ name }) => name === PAGE);
      if (page === undefined) return [];
      const named = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap(({ imports }) => imports));
      const scripts = [page.fileName, ...page.imports].filter((file) => !named.has(file));
      const styles = [...(page.viteMetadata?.importedCss ?? [])];
      return [
        ...scripts.map((file) => headLink('modulepreload', file)),
        ...styles.map((file) => headLink('stylesheet', file)),
      ];
    },
  };
}

const headLink = (rel: string, file: string) => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `/${file}` },
  injectTo: 'head' as const,
});
