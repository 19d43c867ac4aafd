import { systemClock, type Timer } from '../clock.ts';
import type { BearerPorts, ScopePorts } from '../model/listeners.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { alphanumeric, SeededRandom, SystemRandom } from '../random.ts';
import type { Store } from '../store/store.ts';
import { READY_APP, READY_SUBSCRIBER } from './documents.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { HOME_BLOCK, ownBlocks } from './personas.ts';
import { Scope } from './scope.ts';
import type { BearerPlace, OpenedListeners } from './scope-listeners.ts';
import { judgeSeed, needDistinct } from './scope-seed.ts';
import { inSlices } from './slices.ts';

export const DEFAULT_SCOPE = 'default';

export interface ScopeRegistryParts {
  readonly store: Store;
  readonly gatewayKeys: GatewayKeys;
  /** Whose names the fields of the SDK's requests have; absent: the known ones. */
  readonly fields?: 'known' | 'of a dialect';
  /** Hidden in every journal: a client may send it by mistake. */
  readonly controlToken?: string;
  /** Opens listeners that belong to one scope. */
  readonly openListeners: (scope: string) => Promise<OpenedListeners<ScopePorts>>;
  /** Opens the two listeners of a bearer. */
  readonly openBearer: (scope: string, place: BearerPlace) => Promise<OpenedListeners<BearerPorts>>;
}

/** All scopes of a simulator: creates them, lists them and ends them. */
export class ScopeRegistry {
  readonly #parts: ScopeRegistryParts;
  readonly #names = new SystemRandom();
  readonly #scopes = new Map<string, Scope>();
  /** The ids of scopes that are ending: they are free again once everything of the scope is gone. */
  readonly #leaving = new Set<string>();
  #bearers = 0;
  readonly #endings = new Map<string, Timer>();
  /** The set of listeners that each scope opened for itself. */
  readonly #sets = new Map<string, Promise<OpenedListeners<ScopePorts>>>();
  readonly default: Scope;

  /** Besides its seed, the default scope has the ready app and subscriber. */
  constructor(parts: ScopeRegistryParts, seed: ScopeSeed) {
    this.#parts = parts;
    needDistinct(seed);
    this.default = this.#make(DEFAULT_SCOPE, {
      ...seed,
      apps: [{ appid: READY_APP.appid }, ...(seed.apps ?? [])],
      subscribers: [READY_SUBSCRIBER, ...(seed.subscribers ?? [])],
    });
  }

  async create(seed: ScopeSeed): Promise<Scope> {
    await inSlices(judgeSeed(seed));
    const id = seed.id ?? this.#freeId(seed.seed);
    if (!this.#isFree(id)) {
      throw new ProblemError('claimed', `there is a scope ${id} already${this.#leaving.has(id) ? ', which is just ending' : ''}`);
    }
    const scope = this.#make(id, seed);
    try {
      await scope.plant();
    } catch (error) {
      await this.end(scope.id);
      throw error;
    }
    return scope;
  }

  get(id: string): Scope {
    const scope = this.#scopes.get(id);
    if (scope === undefined) {
      throw new ProblemError(
        'unknown',
        `there is no scope ${JSON.stringify(id)}; there are ${[...this.#scopes.keys()].join(', ')}`,
      );
    }
    return scope;
  }

  find(id: string): Scope | undefined {
    return this.#scopes.get(id);
  }

  list(): readonly Scope[] {
    return [...this.#scopes.values()];
  }

  async end(id: string): Promise<void> {
    if (id === DEFAULT_SCOPE) {
      throw new ProblemError('not-allowed', 'the default scope cannot be ended; reset it instead');
    }
    const scope = this.get(id);
    this.#endings.get(id)?.cancel();
    this.#endings.delete(id);
    this.#scopes.delete(id);
    this.#leaving.add(id);
    try {
      await scope.end();
      await this.#parts.store.end(id);
      this.#sets.delete(id);
      await scope.listeners.close();
    } finally {
      this.#leaving.delete(id);
    }
  }

  /** Opens the scope's own set of listeners, once; the set closes with the scope. */
  async openListeners(id: string): Promise<ScopePorts> {
    const known = this.#sets.get(id);
    if (known !== undefined) {
      return (await known).ports;
    }
    const { listeners } = this.get(id);
    const opening = this.#parts.openListeners(id);
    this.#sets.set(id, opening);
    try {
      const opened = await opening;
      await listeners.add(opened);
      return opened.ports;
    } catch (error) {
      this.#sets.delete(id);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const ending of this.#endings.values()) {
      ending.cancel();
    }
    await Promise.all(this.list().map((scope) => scope.listeners.close()));
    for (const scope of this.#scopes.values()) {
      scope.journal.end();
      scope.clock.close();
    }
  }

  /** The next address of the block that no host has and every router discards (RFC 6666). */
  #nextBearerAddress(): string {
    this.#bearers += 1;
    const address = `100::${this.#bearers.toString(16)}`;
    return canonicalAddress(address) ?? address;
  }

  /** The same seed gives the same id. A second scope of the seed at the same time has a number after it. */
  #freeId(seed: string | undefined): string {
    const random = seed === undefined ? this.#names : new SeededRandom(`scope/${seed}`);
    const id = `scope-${alphanumeric(random, 8)}`;
    let free = id;
    for (let number = 2; !this.#isFree(free); number++) {
      free = `${id}-${number}`;
    }
    return free;
  }

  #isFree(id: string): boolean {
    return !this.#scopes.has(id) && !this.#leaving.has(id);
  }

  #make(id: string, seed: ScopeSeed): Scope {
    const endsAt = seed.ttlMs === undefined ? null : systemClock.now() + seed.ttlMs;
    const personaBlocks = id === DEFAULT_SCOPE ? [HOME_BLOCK] : ownBlocks(id);
    const nextBearerAddress = (): string => this.#nextBearerAddress();
    const scope = new Scope({ id, ...this.#parts, seed, personaBlocks, endsAt, nextBearerAddress });
    scope.directory.secrets.addKeys(...(this.#parts.controlToken === undefined ? [] : [this.#parts.controlToken]));
    this.#scopes.set(id, scope);
    if (seed.ttlMs !== undefined) {
      this.#endings.set(
        id,
        systemClock.after(seed.ttlMs, () => void this.end(id)),
      );
    }
    return scope;
  }
}
