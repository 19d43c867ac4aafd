/** The modes that `appops set` has set, by package. */
export class AppOperations {
  readonly #operations = new Map<string, Map<string, string>>();

  set(packageName: string, operation: string, mode: string): void {
    const modes = this.#operations.get(packageName) ?? new Map<string, string>();
    modes.set(operation, mode);
    this.#operations.set(packageName, modes);
  }

  of(packageName: string): ReadonlyMap<string, string> {
    return this.#operations.get(packageName) ?? new Map();
  }

  remove(packageName: string): void {
    this.#operations.delete(packageName);
  }
}
