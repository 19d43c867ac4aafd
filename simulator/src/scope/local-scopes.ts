import type { ScopeSeed } from '../model/scope-handle.ts';
import { LocalScope } from './local-scope.ts';
import type { Scope } from './scope.ts';
import { DEFAULT_SCOPE, type ScopeRegistry } from './scope-registry.ts';

/** The handles of all scopes of a simulator. */
export class LocalScopes {
  readonly #registry: ScopeRegistry;

  constructor(registry: ScopeRegistry) {
    this.#registry = registry;
  }

  get default(): LocalScope {
    return this.#handleOf(this.#registry.default);
  }

  /** Refused if there is no scope of that name. */
  get(id: string): LocalScope {
    return this.#handleOf(this.#registry.get(id));
  }

  list(): readonly LocalScope[] {
    return this.#registry.list().map((scope) => this.#handleOf(scope));
  }

  async createOnce(seed: ScopeSeed): Promise<LocalScope> {
    return this.#handleOf(await this.#registry.createOnce(seed));
  }

  async create(seed: ScopeSeed): Promise<LocalScope> {
    return this.#handleOf(await this.#registry.create(seed));
  }

  /** The default scope is another one once its store has come back empty; every other scope stays the same until it ends. */
  #handleOf(scope: Scope): LocalScope {
    return new LocalScope(scope.id === DEFAULT_SCOPE ? () => this.#registry.default : () => scope, this.#registry);
  }
}
