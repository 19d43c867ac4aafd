import type { Reporter, TestCase } from 'vitest/node';
import type { TestWord } from './suite-channel.ts';

/** A test as it ended: with our word, or without one because the suite itself broke. */
export interface EndedTest {
  readonly name: string;
  readonly durationMs: number;
  readonly word: TestWord | null;
  /** What vitest says where there is no word. */
  readonly trouble: string;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** vitest's events, in our terms. */
export class SuiteReporter implements Reporter {
  readonly #onTest: (test: EndedTest) => void;
  readonly #onTrouble: (trouble: string) => void;
  readonly #ours = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));

  constructor(onTest: (test: EndedTest) => void, onTrouble: (trouble: string) => void) {
    this.#onTest = onTest;
    this.#onTrouble = onTrouble;
  }

  /** vitest would end the process at a signal, before the suite has closed what it opened. Signals are our caller's. */
  onInit(): void {
    for (const signal of SIGNALS) {
      const theirs = process.listeners(signal).filter((listener) => !this.#ours.get(signal)?.includes(listener));
      for (const listener of theirs) {
        process.removeListener(signal, listener);
      }
    }
  }

  onTestCaseResult(test: TestCase): void {
    const word = test.meta().quhao ?? null;
    const trouble = (test.result().errors ?? []).map((error) => error.message).join('; ') || 'the test ended without a word';
    this.#onTest({ name: test.name, durationMs: Math.round(test.diagnostic()?.duration ?? 0), word, trouble });
  }

  onTestModuleEnd(module: Parameters<NonNullable<Reporter['onTestModuleEnd']>>[0]): void {
    for (const error of module.errors()) {
      this.#onTrouble(error.message);
    }
  }

  onTestRunEnd(_modules: unknown, unhandled: Parameters<NonNullable<Reporter['onTestRunEnd']>>[1]): void {
    for (const error of unhandled) {
      this.#onTrouble(error.message);
    }
  }
}
