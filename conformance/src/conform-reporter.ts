import type { UserConsoleLog } from 'vitest';
import type { ReportedHookContext, Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';
import type { RunTally } from './run-tally.ts';
import { quhaoMeta } from './test-meta.ts';

/** Classes of BenchError: vitest passes on an error's name alone. */
const BENCH_ERRORS: readonly string[] = ['CleanupError', 'AdbError', 'ProbeError', 'TestbedError'];

/** Passes what vitest reports on to the tally of `quhao conform`. */
export class ConformReporter implements Reporter {
  readonly #tally: RunTally;
  /** Vitest reports the tests of a run that was cancelled again when the run ends. */
  readonly #reported = new Set<string>();
  /** What comes after it has aborted is no result: the suite is ended in the middle of a row. */
  readonly #signal: AbortSignal | undefined;

  constructor(tally: RunTally, signal: AbortSignal | undefined) {
    this.#tally = tally;
    this.#signal = signal;
  }

  get #isStopped(): boolean {
    return this.#signal?.aborted === true;
  }

  onUserConsoleLog({ content, type }: UserConsoleLog): void {
    if (type === 'stdout' && !this.#isStopped) {
      this.#tally.printProgress(content.trimEnd().split('\n'));
    }
  }

  /** What the report says of the subject is there before the first row, also for a run that is stopped in the middle of one. */
  onHookEnd({ name, entity }: ReportedHookContext): void {
    if (name !== 'beforeAll' || entity.type !== 'suite') {
      return;
    }
    const meta = quhaoMeta(entity.meta()).quhaoTestbed;
    if (meta?.failure === null) {
      this.#tally.addTestbed(meta);
    }
  }

  onTestCaseResult(test: TestCase): void {
    if (!this.#isNew(test.id)) {
      return;
    }
    const meta = quhaoMeta(test.meta()).quhaoCheck;
    const { state, errors = [] } = test.result();
    if (meta === 'not-applicable') {
      return;
    }
    if (meta !== undefined) {
      this.#tally.add(meta);
    } else if (state === 'failed') {
      const trouble = errors.map((error) => error.message).join('; ');
      this.#tally.addSuiteError(test.name, trouble, Math.round(test.diagnostic()?.duration ?? 0));
    }
  }

  onTestSuiteResult(suite: TestSuite): void {
    if (!this.#isNew(suite.id)) {
      return;
    }
    const meta = quhaoMeta(suite.meta()).quhaoTestbed;
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
    return isNew && !this.#isStopped;
  }

  #addErrors(errors: readonly { readonly message: string; readonly name?: string | undefined }[]): void {
    for (const { message, name = '' } of this.#isStopped ? [] : errors) {
      if (BENCH_ERRORS.includes(name)) {
        this.#tally.addBenchError('bench-goes-down', message);
      } else {
        this.#tally.addSuiteError('suite-runs', message, 0);
      }
    }
  }
}
