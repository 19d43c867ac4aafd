import type { App, ScopePorts, ScopeSeed } from '../api.ts';
import { systemClock, type Timer } from '../clock.ts';
import { alphanumeric, SystemRandom } from '../random.ts';
import type { Store } from '../store/store.ts';
import { READY_APP, READY_SUBSCRIBER, read } from './documents.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { personaSessions } from './personas.ts';
import { Problem } from './problem.ts';
import { needDistinct, seedSchema } from './scope-seed.ts';
import { World } from './world.ts';

export const DEFAULT_SCOPE = 'default';

export interface WorldsParts {
  readonly store: Store;
  readonly gatewayKeys: GatewayKeys;
  /** Opens listeners that belong to one scope. */
  readonly openListeners: (scope: string) => Promise<OpenedListeners>;
}

export interface OpenedListeners {
  readonly ports: ScopePorts;
  close(): Promise<void>;
}

export interface ChosenWorld {
  readonly world: World;
  readonly by: 'appid' | 'session' | 'listener' | 'default';
  /** The app that the scope was found by. */
  readonly app: App | undefined;
}

export interface ChoiceOfWorld {
  /** The bearer's address. */
  readonly address: string | null;
  /** The scope whose own listener was asked. */
  readonly listener: string | null;
}

/** All scopes of a simulator, and which of them a request belongs to. */
export class Worlds {
  readonly #parts: WorldsParts;
  readonly #names = new SystemRandom();
  readonly #worlds = new Map<string, World>();
  readonly #endings = new Map<string, Timer>();
  readonly #listeners = new Map<string, OpenedListeners>();
  readonly default: World;

  /** The default scope has the ready app and subscriber besides what is asked for. */
  constructor(parts: WorldsParts, seed: ScopeSeed) {
    this.#parts = parts;
    needDistinct(seed);
    const personas = seed.preset === 'personas';
    this.default = this.#make(DEFAULT_SCOPE, {
      ...seed,
      apps: [{ appid: READY_APP.appid }, ...(seed.apps ?? [])],
      subscribers: [READY_SUBSCRIBER, ...(seed.subscribers ?? [])],
      sessions: [...(personas ? personaSessions() : []), ...(seed.sessions ?? [])],
    });
  }

  async create(seed: ScopeSeed): Promise<World> {
    read(seedSchema, 'scope', seed);
    needDistinct(seed);
    const id = seed.id ?? `scope-${alphanumeric(this.#names, 8)}`;
    if (this.#worlds.has(id)) {
      throw new Problem('claimed', `there is a scope ${id} already`);
    }
    const world = this.#make(id, seed);
    try {
      await world.plant();
    } catch (error) {
      await this.end(world.id);
      throw error;
    }
    return world;
  }

  get(id: string): World {
    const world = this.#worlds.get(id);
    if (world === undefined) {
      throw new Problem('unknown', `there is no scope ${JSON.stringify(id)}; there are ${[...this.#worlds.keys()].join(', ')}`);
    }
    return world;
  }

  list(): readonly World[] {
    return [...this.#worlds.values()];
  }

  async chooseByApp(appid: string): Promise<ChosenWorld | null> {
    const found = await this.#parts.store.findApp(appid);
    const world = found === undefined ? undefined : this.#worlds.get(found.scope);
    return found === undefined || world === undefined ? null : { world, by: 'appid', app: found.app };
  }

  /** Where no app is known: by the bearer session, else by the listener, else the default one. */
  async choose({ address, listener }: ChoiceOfWorld): Promise<ChosenWorld> {
    const bySession = address === null ? undefined : await this.ofAddress(address);
    if (bySession !== undefined) {
      return { world: bySession, by: 'session', app: undefined };
    }
    const byListener = listener === null ? undefined : this.#worlds.get(listener);
    return byListener === undefined
      ? { world: this.default, by: 'default', app: undefined }
      : { world: byListener, by: 'listener', app: undefined };
  }

  /** The scope that leased this address. */
  async ofAddress(address: string): Promise<World | undefined> {
    const id = await this.#parts.store.owner('address', address);
    return id === undefined ? undefined : this.#worlds.get(id);
  }

  async end(id: string): Promise<void> {
    if (id === DEFAULT_SCOPE) {
      throw new Problem('not-allowed', 'the default scope cannot be ended; reset it instead');
    }
    const world = this.get(id);
    this.#endings.get(id)?.cancel();
    this.#endings.delete(id);
    this.#worlds.delete(id);
    await world.end();
    await this.#parts.store.drop(id);
    await this.#listeners.get(id)?.close();
    this.#listeners.delete(id);
  }

  /** A set of listeners of the scope's own, opened once; they close with it. */
  async openListeners(id: string): Promise<ScopePorts> {
    const known = this.#listeners.get(id);
    if (known !== undefined) {
      return known.ports;
    }
    const opened = await this.#parts.openListeners(this.get(id).id);
    this.#listeners.set(id, opened);
    return opened.ports;
  }

  async close(): Promise<void> {
    for (const ending of this.#endings.values()) {
      ending.cancel();
    }
    await Promise.all([...this.#listeners.values()].map((opened) => opened.close()));
    for (const world of this.#worlds.values()) {
      world.journal.end();
      world.clock.close();
    }
  }

  #make(id: string, seed: ScopeSeed): World {
    const endsAt = seed.ttlMs === undefined ? null : systemClock.now() + seed.ttlMs;
    const world = new World({ id, ...this.#parts, seed, endsAt });
    this.#worlds.set(id, world);
    if (seed.ttlMs !== undefined) {
      this.#endings.set(
        id,
        systemClock.after(seed.ttlMs, () => void this.end(id)),
      );
    }
    return world;
  }
}
