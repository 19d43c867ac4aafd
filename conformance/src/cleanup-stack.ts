/** Runs the clean-up of everything that was opened, in reverse order, each even when another fails. (Node 20 has no AsyncDisposableStack.) */
export class CleanupStack {
  readonly #steps: (() => Promise<void>)[] = [];

  defer(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /** Throws one AggregateError after every step was tried. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, `clean-up failed: ${failures.map(String).join('; ')}`);
    }
  }
}
