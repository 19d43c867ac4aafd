import { BenchError } from './errors.ts';

/** The bench was not taken down as it should have been: something may be left. */
export class CleanupError extends BenchError {
  readonly code = 'CLEANUP';
}

/** Runs the clean-up of everything that was opened, in reverse order, each even when another fails. (Node 20 has no AsyncDisposableStack.) */
export class CleanupStack {
  readonly #steps: (() => Promise<void>)[] = [];
  #running: Promise<void> | null = null;

  /** What is opened after the clean-up has started is cleaned up at once, and the clean-up is not over before. */
  defer(step: () => Promise<void>): void {
    this.#steps.push(step);
    if (this.#running !== null) {
      this.#running = this.#running.then(() => this.#runAll());
      this.#running.catch(() => undefined);
    }
  }

  /** Throws one CleanupError after every step was tried. A second call waits for the first. */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) {
      const causes = new AggregateError(failures);
      throw new CleanupError(`clean-up failed: ${failures.map(String).join('; ')}`, { cause: causes });
    }
  }
}
