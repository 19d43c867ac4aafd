import { defineConfig } from 'vitest/config';

const ROOMS = '{cli,simulator,conformance,handset,android-probe,scripts}';
const NEVER = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/target/**'];

// unit: no JVM is started; seconds. device: the handset with its JVM, the real APK; needs scripts/setup.
// The conformance suite is no part of this: `quhao conform` runs it from dist.
export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${ROOMS}/**/*.test.ts`],
          exclude: [...NEVER, '**/*.device.test.ts'],
          // A worker keeps its modules from file to file: loading them anew was half of the part's time. So no test may leave anything behind in a module.
          isolate: false,
          // Without it a machine of two cores has one worker.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'device',
          include: [`${ROOMS}/**/*.device.test.ts`],
          exclude: NEVER,
          // Half of a file's time is waiting: two of them share the cores. Each has handsets, folders and an adb server of its own.
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
