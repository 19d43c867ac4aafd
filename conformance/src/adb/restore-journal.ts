/** What was changed on a device and how it was before: taken back in reverse order, each step even when another fails. */
export class RestoreJournal {
  readonly #steps: { readonly what: string; readonly undo: () => Promise<void> }[] = [];

  /** Notes how to undo a change, before it is made. Only the first note of a thing counts: it holds the value from before us. */
  note(what: string, undo: () => Promise<void>): void {
    if (this.#steps.some((step) => step.what === what)) {
      return;
    }
    this.#steps.push({ what, undo });
  }

  get pending(): readonly string[] {
    return this.#steps.map((step) => step.what);
  }

  /** Throws one AggregateError after every step was tried. */
  async restore(): Promise<void> {
    const failures: Error[] = [];
    for (;;) {
      const step = this.#steps.pop();
      if (step === undefined) {
        break;
      }
      await step.undo().catch((cause: unknown) => {
        failures.push(new Error(`could not restore ${step.what}: ${String(cause)}`, { cause }));
      });
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, failures.map((failure) => failure.message).join('; '));
    }
  }
}
