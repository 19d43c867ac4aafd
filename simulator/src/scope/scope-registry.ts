import { systemClock, type Timer } from '../clock.ts';
import type { BearerPorts, ScopePorts } from '../model/listeners.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { alphanumeric, SeededRandom, SystemRandom } from '../random.ts';
import type { AnnouncedScope, Order, Share } from '../store/share.ts';
import type { Store } from '../store/store.ts';
import { StoreUnreachableError } from '../store/store-unreachable-error.ts';
import { READY_APP, READY_SUBSCRIBER } from './documents.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { HOME_BLOCK, ownBlocks } from './personas.ts';
import { Scope } from './scope.ts';
import type { BearerPlace, OpenedListeners } from './scope-listeners.ts';
import { judgeSeed, needDistinct, sharedSeed } from './scope-seed.ts';
import { inSlices } from './slices.ts';

export const DEFAULT_SCOPE = 'default';

export interface ScopeRegistryParts {
  readonly store: Store;
  /** What this instance shares with others; absent: it is the only one. */
  readonly share?: Share | undefined;
  readonly gatewayKeys: GatewayKeys;
  /** Whose names the fields of the SDK's requests have; absent: the known ones. */
  readonly fields?: 'known' | 'of a dialect';
  /** Hidden in every journal: a client may send it by mistake. */
  readonly controlToken?: string;
  /** Opens listeners that belong to one scope. */
  readonly openListeners: (scope: string) => Promise<OpenedListeners<ScopePorts>>;
  /** Opens the two listeners of a bearer. */
  readonly openBearer: (scope: string, place: BearerPlace) => Promise<OpenedListeners<BearerPorts>>;
  /** Ends a scope's connections to this instance. */
  readonly dropConnections?: (scope: string) => Promise<void>;
  /** Something failed that nobody waits for. */
  readonly failed?: (error: unknown) => void;
  readonly closeStore?: () => Promise<void>;
}

/** All scopes of a simulator: creates them, lists them and ends them. */
export class ScopeRegistry {
  readonly #parts: ScopeRegistryParts;
  readonly #names = new SystemRandom();
  readonly #scopes = new Map<string, Scope>();
  /** The ids of scopes that are ending: they are free again once everything of the scope is gone. */
  readonly #leaving = new Set<string>();
  /** The ids of scopes that are being created. */
  readonly #coming = new Set<string>();
  #bearers = 0;
  readonly #endings = new Map<string, Timer>();
  /** The set of listeners that each scope opened for itself. */
  readonly #sets = new Map<string, Promise<OpenedListeners<ScopePorts>>>();
  /** How each scope was announced to the other instances. */
  readonly #announced = new Map<string, string>();
  #default: Scope;
  #shared: OpenedListeners<unknown> | null = null;
  readonly #defaultSeed: ScopeSeed;

  /** Besides its seed, the default scope has the ready app and subscriber. */
  constructor(parts: ScopeRegistryParts, seed: ScopeSeed) {
    this.#parts = parts;
    needDistinct(seed);
    this.#defaultSeed = {
      ...seed,
      apps: [{ appid: READY_APP.appid }, ...(seed.apps ?? [])],
      subscribers: [READY_SUBSCRIBER, ...(seed.subscribers ?? [])],
    };
    this.#default = this.#make(DEFAULT_SCOPE, this.#defaultSeed);
  }

  get default(): Scope {
    return this.#default;
  }

  /** Begins the default scope, or joins the scopes that other instances have. Returns what whoever started this instance should know, a sentence each. */
  async begin(): Promise<readonly string[]> {
    const { share } = this.#parts;
    if (share === undefined) {
      await this.#default.plant();
      return [];
    }
    await share.join({
      act: (order) => this.#obey(order),
      followAll: () => this.#followAll(),
      othersAreGone: () => this.#mendHalfPlanted(),
      failed: (error) => this.#parts.failed?.(error),
      journalGrew: (scope) => this.#scopes.get(scope)?.share?.journal.grew(),
    });
    const notes = await share.alone(`scope/${DEFAULT_SCOPE}`, () => this.#beginShared(share));
    // Whoever was alone and went in the middle has left it to the next one.
    await this.#mendHalfPlanted();
    return notes;
  }

  async create(seed: ScopeSeed): Promise<Scope> {
    await inSlices(judgeSeed(seed));
    const { id, endsAt } = await this.#claimId(seed);
    const scope = this.#make(id, seed, endsAt);
    this.#coming.delete(id);
    try {
      await scope.plant();
      await scope.spread();
    } catch (error) {
      await this.end(scope.id);
      throw error;
    }
    return scope;
  }

  /** Has an id that no scope of any instance has. */
  async #claimId(seed: ScopeSeed): Promise<{ readonly id: string; readonly endsAt: number | null }> {
    const endsAt = this.#endOf(seed);
    const random = seed.seed === undefined ? this.#names : new SeededRandom(`scope/${seed.seed}`);
    const stem = `scope-${alphanumeric(random, 8)}`;
    for (let number = 1; ; number++) {
      const id = seed.id ?? (number === 1 ? stem : `${stem}-${number}`);
      if (this.#isFree(id)) {
        this.#coming.add(id);
        if (await this.#announce(id, { seed, endsAt })) {
          return { id, endsAt };
        }
        this.#coming.delete(id);
      }
      if (seed.id !== undefined) {
        throw new ProblemError(
          'claimed',
          `there is a scope ${id} already${this.#leaving.has(id) ? ', which is just ending' : ''}`,
        );
      }
    }
  }

  /** Returns false where another instance has a scope of that id. */
  async #announce(id: string, { seed, endsAt }: { readonly seed: ScopeSeed; readonly endsAt: number | null }): Promise<boolean> {
    const { share } = this.#parts;
    if (share === undefined) {
      return true;
    }
    const incarnation = newIncarnation(share);
    const announced = { incarnation, seed: JSON.stringify(sharedSeed(seed)), endsAt };
    const isMine = await share.announce(id, announced).catch((error: unknown) => {
      this.#coming.delete(id);
      throw error;
    });
    if (isMine) {
      this.#announced.set(id, incarnation);
    }
    return isMine;
  }

  /** A scope that every instance of a store creates at its start: the first one does, the others take it as it is. */
  createOnce(seed: ScopeSeed): Promise<Scope> {
    const { share } = this.#parts;
    const { id } = seed;
    return share === undefined || id === undefined
      ? this.create(seed)
      : share.alone(`create/${id}`, async () => this.#scopes.get(id) ?? this.create(seed));
  }

  /** Adds the listeners that all scopes share: the default scope can close their ports. */
  async addShared(listeners: OpenedListeners<unknown>): Promise<void> {
    this.#shared = listeners;
    await this.#default.listeners.add(listeners);
  }

  /** The default scope of the store stands as it is if its seed is this instance's, or another instance has it; otherwise this instance plants its own. */
  async #beginShared(share: Share): Promise<readonly string[]> {
    const seed = JSON.stringify(sharedSeed(this.#defaultSeed));
    const standing = await share.announced(DEFAULT_SCOPE);
    const others = (await share.live()).filter((instance) => instance !== share.instance);
    const isBegun = standing !== undefined && (await share.readState(DEFAULT_SCOPE)) !== undefined;
    if (isBegun && (standing.seed === seed || others.length > 0)) {
      await this.#follow(DEFAULT_SCOPE);
      return standing.seed === seed
        ? []
        : [
            'the store has a default scope already, which another instance planted from another configuration: this one takes it as it is. To plant your own, end all instances first, or use another ?prefix=.',
          ];
    }
    await this.#default.end();
    this.#default = this.#make(DEFAULT_SCOPE, this.#defaultSeed);
    if (this.#shared !== null) {
      await this.#default.listeners.add(this.#shared);
    }
    await share.withdraw(DEFAULT_SCOPE);
    const incarnation = newIncarnation(share);
    await share.announce(DEFAULT_SCOPE, { incarnation, seed, endsAt: null });
    this.#announced.set(DEFAULT_SCOPE, incarnation);
    if (isBegun) {
      await this.#default.clearJournal();
    }
    await this.#default.plant();
    await this.#default.spread();
    return [];
  }

  /** Does what an instance asks of all. Resolves with the number of answers that were released. */
  async #obey({ kind, scope: id }: Order): Promise<number> {
    switch (kind) {
      case 'follow':
        return this.#follow(id);
      case 'release':
        return this.#scopes.get(id)?.held.release() ?? 0;
      case 'drop':
        await this.#parts.dropConnections?.(id);
        return 0;
    }
  }

  /** Takes over all that other instances have. */
  async #followAll(): Promise<void> {
    const { share } = this.#parts;
    if (share === undefined) {
      return;
    }
    await share.settleAgain();
    if ((await share.readState(DEFAULT_SCOPE)) === undefined) {
      // The first instance, or a server that has lost everything.
      await share.alone(`scope/${DEFAULT_SCOPE}`, () => this.#beginShared(share));
    }
    const announced = [...(await share.allAnnounced()).keys()];
    for (const id of new Set([...announced, ...this.#scopes.keys()])) {
      await this.#follow(id);
      this.#scopes.get(id)?.share?.journal.grew();
    }
  }

  /** What an instance that is gone has left half planted is planted anew; a scope that it was creating, which nobody has yet, ends. */
  async #mendHalfPlanted(): Promise<void> {
    const { share } = this.#parts;
    if (share === undefined) {
      return;
    }
    const live = await share.live();
    const isDead = (instance: string): boolean => !live.includes(instance);
    for (const [id, { incarnation }] of await share.allAnnounced()) {
      const state = await share.readState(id);
      const planting = state === undefined ? { by: creatorOf(incarnation), isFirst: true } : state.meta.planting;
      if (planting === undefined || !isDead(planting.by)) {
        continue;
      }
      if (!planting.isFirst || id === DEFAULT_SCOPE) {
        await this.#mend(id, isDead);
      } else if (await share.withdraw(id)) {
        await this.#endForAll(id);
      }
    }
  }

  async #mend(id: string, isDead: (instance: string) => boolean): Promise<void> {
    await this.#follow(id);
    await this.#scopes.get(id)?.mend(isDead);
  }

  async #follow(id: string): Promise<number> {
    const { share } = this.#parts;
    const known = this.#scopes.get(id);
    const announced = await share?.announced(id);
    if (known !== undefined && announced?.incarnation === this.#announced.get(id)) {
      return known.follow();
    }
    if (known !== undefined && id !== DEFAULT_SCOPE) {
      await this.#leave(known);
    }
    if (announced === undefined || (await share?.readState(id)) === undefined || this.#leaving.has(id)) {
      return 0;
    }
    if (id === DEFAULT_SCOPE) {
      await this.#default.end();
    }
    const scope = this.#adopt(id, announced);
    if (id === DEFAULT_SCOPE && this.#shared !== null) {
      await scope.listeners.add(this.#shared);
    }
    return scope.follow();
  }

  /** A scope that another instance has planted. */
  #adopt(id: string, { seed, endsAt, incarnation }: AnnouncedScope): Scope {
    const scope = this.#make(id, JSON.parse(seed) as ScopeSeed, endsAt);
    this.#announced.set(id, incarnation);
    if (id === DEFAULT_SCOPE) {
      this.#default = scope;
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
    const { share } = this.#parts;
    // Whoever withdraws it ends it for all.
    const isMine = share === undefined || (await share.withdraw(id));
    await this.#leave(scope, async () => {
      if (isMine) {
        await this.#endForAll(id);
      }
    });
  }

  /** Ends what the store has of a scope that this instance has withdrawn. */
  async #endForAll(id: string): Promise<void> {
    const { share, store } = this.#parts;
    await share?.tell({ kind: 'follow', scope: id });
    await store.end(id);
    await share?.removeParts(id);
  }

  /** Ends this instance's part of a scope. */
  async #leave(scope: Scope, endAll: () => Promise<void> = async () => undefined): Promise<void> {
    const { id } = scope;
    this.#endings.get(id)?.cancel();
    this.#endings.delete(id);
    this.#scopes.delete(id);
    this.#announced.delete(id);
    this.#leaving.add(id);
    try {
      await scope.end();
      await endAll();
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
      scope.share?.journal.close();
      scope.journal.end();
      scope.clock.close();
    }
    await this.#parts.closeStore?.();
  }

  /** The next address of the block that no host has and every router discards (RFC 6666). */
  #nextBearerAddress(): string {
    this.#bearers += 1;
    const instance = Number(this.#parts.share?.instance ?? 0) % 0x10000;
    const address = `100::${instance.toString(16)}:${this.#bearers.toString(16)}`;
    return canonicalAddress(address) ?? address;
  }

  #isFree(id: string): boolean {
    return !this.#scopes.has(id) && !this.#leaving.has(id) && !this.#coming.has(id);
  }

  #endOf({ ttlMs }: ScopeSeed): number | null {
    return ttlMs === undefined ? null : systemClock.now() + (this.#parts.share?.clockOffsetMs ?? 0) + ttlMs;
  }

  #make(id: string, seed: ScopeSeed, endsAt: number | null = null): Scope {
    const personaBlocks = id === DEFAULT_SCOPE ? [HOME_BLOCK] : ownBlocks(id);
    const nextBearerAddress = (): string => this.#nextBearerAddress();
    const scope = new Scope({ id, ...this.#parts, seed, personaBlocks, endsAt, nextBearerAddress });
    scope.directory.secrets.addKeys(...(this.#parts.controlToken === undefined ? [] : [this.#parts.controlToken]));
    this.#scopes.set(id, scope);
    if (endsAt !== null) {
      const ms = Math.max(0, endsAt - systemClock.now() - (this.#parts.share?.clockOffsetMs ?? 0));
      this.#endings.set(
        id,
        systemClock.after(ms, () => void this.#endInTime(id)),
      );
    }
    return scope;
  }

  /** Where the store is away, another instance ends the scope, or this one when it follows again. */
  async #endInTime(id: string): Promise<void> {
    try {
      await this.end(id);
    } catch (error) {
      if (!(error instanceof StoreUnreachableError)) {
        throw error;
      }
    }
  }
}

/** Names a scope as this instance has created it: one of the same id that comes later has another name. */
function newIncarnation({ instance }: Share): string {
  return `${instance}-${systemClock.now()}`;
}

function creatorOf(incarnation: string): string {
  return incarnation.split('-', 1).join();
}
