import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles: ['tests/support/propertySeed.ts'],
          include: [
            'tests/{domain,dicom,schema,interchange,cli,imaging,viewer,app,ui,sample-data,scripts,report}/**/*.test.{ts,tsx}',
            'tests/odd/commandLine.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          environment: 'node',
          setupFiles: ['tests/support/propertySeed.ts'],
          include: ['tests/server/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          setupFiles: ['tests/support/propertySeed.ts'],
          include: ['tests/e2e/**/*.test.ts', 'tests/odd/page.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // A browser on a busy machine: what is waited for comes, or the test fails on what it asserts.
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
      // Downloads another viewer: only `npm run test:ohif` asks for it.
      ...(process.env['OHIF'] === 'run'
        ? [
            {
              test: {
                name: 'ohif',
                environment: 'node' as const,
                include: ['tests/ohif/**/*.test.ts'],
                testTimeout: 300_000,
                hookTimeout: 300_000,
              },
            },
          ]
        : []),
    ],
  },
});
