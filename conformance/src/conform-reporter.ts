import type { UserConsoleLog } from 'vitest';
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';
import type { RunTally } from './run-tally.ts';
// Only for the types of the tests' meta.
import type {} from './test-meta.ts';

/** Passes what vitest reports on to the tally of `quhao conform`. */
export class ConformReporter implements Reporter {
  readonly #tally: RunTally;
  readonly #onCollected: () => void;
  /** Vitest reports the tests of a run that was cancelled again when the run ends. */
  readonly #reported = new Set<string>();

  constructor(tally: RunTally, onCollected: () => void) {
    this.#tally = tally;
    this.#onCollected = onCollected;
  }

  onTestModuleCollected(): void {
    this.#onCollected();
  }

  onUserConsoleLog({ content, type }: UserConsoleLog): void {
    if (type === 'stdout') {
      this.#tally.printProgress(content.trimEnd().split('\n'));
    }
  }

  onTestCaseResult(test: TestCase): void {
    if (!this.#isNew(test.id)) {
      return;
    }
    const meta = test.meta().quhaoCheck;
    const { state, errors = [] } = test.result();
    if (meta === 'not-applicable') {
      return;
    }
    if (meta !== undefined) {
      this.#tally.add(meta);
    } else if (state === 'failed') {
      const trouble = errors.map((error) => error.message).join('; ');
      this.#tally.addSuiteError(test.name, trouble, Math.round(test.diagnostic()?.duration ?? 0));
    } else {
      this.#tally.addNotRun(test.name);
    }
  }

  onTestSuiteResult(suite: TestSuite): void {
    if (!this.#isNew(suite.id)) {
      return;
    }
    const meta = suite.meta().quhaoTestbed;
    if (meta !== undefined) {
      this.#tally.addTestbed(meta);
    }
    if (meta === undefined || meta.failure === null) {
      this.#addErrors(suite.errors());
    }
  }

  onTestModuleEnd(module: TestModule): void {
    this.#addErrors(module.errors());
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.#addErrors(unhandled);
  }

  #isNew(id: string): boolean {
    const isNew = !this.#reported.has(id);
    this.#reported.add(id);
    return isNew;
  }

  #addErrors(errors: readonly { readonly message: string }[]): void {
    for (const { message } of errors) {
      this.#tally.addSuiteError('suite', message, 0);
    }
  }
}
