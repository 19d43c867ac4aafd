import type { ScopeSeed } from '../model/scope-handle.ts';
import { LocalScope } from './local-scope.ts';
import type { ScopeRegistry } from './scope-registry.ts';

/** The handles of all scopes of a simulator. */
export class LocalScopes {
  readonly #registry: ScopeRegistry;

  constructor(registry: ScopeRegistry) {
    this.#registry = registry;
  }

  get default(): LocalScope {
    return new LocalScope(this.#registry.default, this.#registry);
  }

  /** Refused if there is no scope of that name. */
  get(id: string): LocalScope {
    return new LocalScope(this.#registry.get(id), this.#registry);
  }

  list(): readonly LocalScope[] {
    return this.#registry.list().map((scope) => new LocalScope(scope, this.#registry));
  }

  async createOnce(seed: ScopeSeed): Promise<LocalScope> {
    return new LocalScope(await this.#registry.createOnce(seed), this.#registry);
  }

  async create(seed: ScopeSeed): Promise<LocalScope> {
    return new LocalScope(await this.#registry.create(seed), this.#registry);
  }
}
