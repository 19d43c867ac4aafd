import type { ClaimedName, ClaimKind } from './records.ts';

/** The names that are unique over all scopes, with the scope that has each. */
export class Claims {
  readonly #holders: Readonly<Record<ClaimKind, Map<string, string>>> = { app: new Map(), address: new Map() };

  holder(kind: ClaimKind, name: string): string | undefined {
    return this.#holders[kind].get(name);
  }

  /** Whether no other scope has the name. */
  isFree(scope: string, { kind, name }: ClaimedName): boolean {
    return (this.holder(kind, name) ?? scope) === scope;
  }

  hold(scope: string, { kind, name }: ClaimedName): void {
    this.#holders[kind].set(name, scope);
  }

  free(scope: string, { kind, name }: ClaimedName): void {
    if (this.holder(kind, name) === scope) {
      this.#holders[kind].delete(name);
    }
  }

  freeAll(scope: string): void {
    for (const holders of Object.values(this.#holders)) {
      for (const [name, holder] of holders) {
        if (holder === scope) {
          holders.delete(name);
        }
      }
    }
  }
}
