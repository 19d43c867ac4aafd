import { defineConfig } from 'vitest/config';

// Unit and whole-server tests. The conformance suite is no part of this: `quhao conform` runs it from dist.
export default defineConfig({
  test: {
    include: ['{cli,simulator,conformance,handset,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
