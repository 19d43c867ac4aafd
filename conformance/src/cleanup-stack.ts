/** What was opened, closed in reverse order; every one is tried. (Node 20 has no AsyncDisposableStack.) */
export class CleanupStack {
  readonly #cleanup: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#cleanup.push(close);
  }

  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (;;) {
      const close = this.#cleanup.pop();
      if (close === undefined) {
        break;
      }
      await close().catch((cause: unknown) => failures.push(cause));
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, `closing failed: ${failures.map(String).join('; ')}`);
    }
  }
}
