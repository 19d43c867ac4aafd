import { systemClock, type Timer } from '../clock.ts';
import type { App } from '../model/documents.ts';
import type { BearerPorts, ScopePorts } from '../model/listeners.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { alphanumeric, SeededRandom, SystemRandom } from '../random.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
import type { Store } from '../store/store.ts';
import { READY_APP, READY_SUBSCRIBER, read } from './documents.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { HOME_BLOCK, ownBlocks } from './personas.ts';
import { Scope } from './scope.ts';
import type { BearerPlace, OpenedListeners } from './scope-listeners.ts';
import { needDistinct, seedSchema } from './scope-seed.ts';

export const DEFAULT_SCOPE = 'default';

export interface ScopeRegistryParts {
  readonly store: Store;
  readonly gatewayKeys: GatewayKeys;
  /** Opens listeners that belong to one scope. */
  readonly openListeners: (scope: string) => Promise<OpenedListeners<ScopePorts>>;
  /** Opens a bearer's own. */
  readonly openBearer: (scope: string, place: BearerPlace) => Promise<OpenedListeners<BearerPorts>>;
}

export interface ResolvedScope {
  readonly scope: Scope;
  readonly by: 'appid' | 'session' | 'listener' | 'default';
  /** The app that the scope was found by. */
  readonly app: App | undefined;
}

export interface ScopeQuestion {
  /** The bearer's address. */
  readonly address: string | null;
  /** The scope whose own listener was asked. */
  readonly listener: string | null;
}

/** All scopes of a simulator, and which of them a request belongs to. */
export class ScopeRegistry {
  readonly #parts: ScopeRegistryParts;
  readonly #names = new SystemRandom();
  readonly #scopes = new Map<string, Scope>();
  /** Names of those that are on their way out: nobody else may have them until all is gone. */
  readonly #leaving = new Set<string>();
  #bearers = 0;
  readonly #endings = new Map<string, Timer>();
  /** Each scope's own set of listeners. */
  readonly #sets = new Map<string, Promise<OpenedListeners<ScopePorts>>>();
  readonly default: Scope;

  /** The default scope has the ready app and subscriber besides what is asked for. */
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
    read(seedSchema, 'scope', seed);
    needDistinct(seed);
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

  chooseByApp(appid: string): Answer<ResolvedScope | null> {
    return withAnswer(this.#parts.store.findApp(appid), (found) => {
      const scope = found === undefined ? undefined : this.#scopes.get(found.scope);
      return found === undefined || scope === undefined ? null : { scope, by: 'appid', app: found.app };
    });
  }

  /** Where no app is known: by the bearer session, else by the listener, else the default one. */
  async choose({ address, listener }: ScopeQuestion): Promise<ResolvedScope> {
    const bySession = address === null ? undefined : await this.ofAddress(address);
    if (bySession !== undefined) {
      return { scope: bySession, by: 'session', app: undefined };
    }
    const byListener = listener === null ? undefined : this.#scopes.get(listener);
    return byListener === undefined
      ? { scope: this.default, by: 'default', app: undefined }
      : { scope: byListener, by: 'listener', app: undefined };
  }

  /** The scope that leased this address. */
  async ofAddress(address: string): Promise<Scope | undefined> {
    const id = await this.#parts.store.owner('address', address);
    return id === undefined ? undefined : this.#scopes.get(id);
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
      await this.#parts.store.drop(id);
      this.#sets.delete(id);
      await scope.listeners.close();
    } finally {
      this.#leaving.delete(id);
    }
  }

  /** A set of listeners of the scope's own, opened once; they close with it. */
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

  /** Out of the block that no host on earth has and every router discards (RFC 6666). */
  #nextBearerAddress(): string {
    this.#bearers += 1;
    const address = `100::${this.#bearers.toString(16)}`;
    return canonicalAddress(address) ?? address;
  }

  /** Same seed, same id; of scopes that live together, the second has a number behind it. */
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
