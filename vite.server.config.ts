import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    // The command line is built beside the server: bin/patchpoint.mjs uses it where tsx is not installed.
    rolldownOptions: { input: { main: 'src/server/main.ts', cli: 'src/cli/main.ts' } },
    outDir: 'dist/server',
    target: 'node20',
    sourcemap: true,
    emptyOutDir: true,
    copyPublicDir: false,
  },
});
