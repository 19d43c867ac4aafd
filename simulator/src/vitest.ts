import { test as base } from 'vitest';
import type { ScopeHandle } from './model/scope-handle.ts';
import type { Simulator } from './model/simulator.ts';
import { startSimulator } from './simulator.ts';

/**
 * A fixture for other people's tests: `import { test } from 'quhao/vitest'`, then `test('…', async ({ simulator, scope }) => …)`. One simulator a
 * worker, a scope a test: side by side they never see each other.
 */
export const test = base.extend<{ scope: ScopeHandle; simulator: Simulator }>({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures a fixture needs out of this pattern
    async ({}, use) => {
      await using simulator = await startSimulator();
      await use(simulator);
    },
    { scope: 'worker' },
  ],
  scope: async ({ simulator }, use) => {
    await using scope = await simulator.createScope();
    await use(scope);
  },
});
