import type { Reporter, TestCase, Vitest } from 'vitest/node';
import type { TestWord } from './suite-channel.ts';

/** A test as it ended: with our word, or without one because the suite itself broke. */
export interface EndedTest {
  readonly name: string;
  readonly durationMs: number;
  readonly word: TestWord | null;
  /** What vitest says where there is no word. */
  readonly trouble: string;
}

/** vitest's events, in our terms. */
export class SuiteReporter implements Reporter {
  readonly #onTest: (test: EndedTest) => void;
  readonly #onTrouble: (trouble: string) => void;
  #vitest: Vitest | null = null;

  constructor(onTest: (test: EndedTest) => void, onTrouble: (trouble: string) => void) {
    this.#onTest = onTest;
    this.#onTrouble = onTrouble;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestCaseResult(test: TestCase): void {
    const word = test.meta().quhao ?? null;
    const trouble = (test.result().errors ?? []).map((error) => error.message).join('; ') || 'the test ended without a word';
    this.#onTest({ name: test.name, durationMs: Math.round(test.diagnostic()?.duration ?? 0), word, trouble });
  }

  onTestModuleEnd(module: Parameters<NonNullable<Reporter['onTestModuleEnd']>>[0]): void {
    for (const error of module.errors()) this.#onTrouble(error.message);
  }

  onTestRunEnd(_modules: unknown, unhandled: Parameters<NonNullable<Reporter['onTestRunEnd']>>[1]): void {
    for (const error of unhandled) this.#onTrouble(error.message);
  }

  /** Ends after the running check; the suite still closes what it opened. */
  async cancel(): Promise<void> {
    await this.#vitest?.cancelCurrentRun('keyboard-input');
  }
}
