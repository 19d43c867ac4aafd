/** Changes made on a device and how to undo them: undone in reverse order, each even when another fails. */
export class RestoreJournal {
  readonly #changes: { readonly name: string; readonly undo: () => Promise<void> }[] = [];

  /** Notes how to undo a change, before it is made. Only the first note of a name counts: it restores the value from before the run. */
  note(name: string, undo: () => Promise<void>): void {
    if (this.#changes.some((change) => change.name === name)) {
      return;
    }
    this.#changes.push({ name, undo });
  }

  /** Throws one AggregateError after every step was tried. */
  async restore(): Promise<void> {
    const failures: Error[] = [];
    for (let change = this.#changes.pop(); change !== undefined; change = this.#changes.pop()) {
      const { name, undo } = change;
      await undo().catch((error: unknown) => {
        failures.push(new Error(`could not restore ${name}: ${String(error)}`, { cause: error }));
      });
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, failures.map((failure) => failure.message).join('; '));
    }
  }
}
