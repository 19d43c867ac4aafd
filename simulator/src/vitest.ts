import { test as base } from 'vitest';
import type { ScopeSeed } from './model/scope-handle.ts';
import { startSimulator } from './simulator.ts';
import type { SimulatorOptions } from './start/simulator-options.ts';

/**
 * vitest's `test` with a simulator: `import { test } from 'quhao/vitest'`, then `test('…', async ({ simulator, scope }) => …)`. Only the fixtures that a test
 * names are made.
 *
 * - `simulatorOptions`: what the simulator is started with; set them by `test.extend({ simulatorOptions: … })`.
 * - `simulator`: one simulator for all tests of a worker. Hooks of a suite can use it too: `test.beforeAll(({ simulator }) => …)`.
 * - `scopeSeed`: what the test's scope is created with; set it by `test.extend({ scopeSeed: … })`.
 * - `scope`: a scope of the test's own, which ends with the test. Tests with scopes of their own can run side by side.
 * - `defaultScope`: the simulator's default scope, reset before the test: for a subject that knows the ready app only.
 */
export const test = base
  .extend('simulatorOptions', { scope: 'worker' }, (): SimulatorOptions => ({}))
  .extend('simulator', { scope: 'worker' }, async ({ simulatorOptions }, { onCleanup }) => {
    const simulator = await startSimulator(simulatorOptions);
    onCleanup(() => simulator.close());
    return simulator;
  })
  .extend('scopeSeed', (): ScopeSeed => ({}))
  .extend('scope', async ({ simulator, scopeSeed }, { onCleanup }) => {
    const scope = await simulator.createScope(scopeSeed);
    onCleanup(() => scope[Symbol.asyncDispose]());
    return scope;
  })
  .extend('defaultScope', async ({ simulator }) => {
    await simulator.defaultScope.reset();
    return simulator.defaultScope;
  });
