import { defineConfig } from 'vitest/config';

/** One project for each kind of test; `test/run.mjs` gives each its time budget. */
const project = (name: string, timeoutSeconds: number, extra: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node' as const,
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: timeoutSeconds * 1000,
    ...extra,
  },
});

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      // files that share nothing need no process of their own: a third of the time
      project('unit', 10, { isolate: false }),
      project('workflows', 30, { isolate: false }),
      project('infra', 120, { globalSetup: ['test/infra/support/synthesise.ts'] }),
      project('media', 120, { setupFiles: ['test/support/tools.ts'], maxWorkers: 2 }),
      project('contract', 60, { globalSetup: ['test/support/stack.ts'] }),
      project('e2e', 180, { globalSetup: ['test/support/stack.ts'], fileParallelism: false }),
      project('browser', 180, { globalSetup: ['test/support/stack.ts'], fileParallelism: false }),
    ],
  },
});
