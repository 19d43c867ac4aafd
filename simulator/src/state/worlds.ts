import type { ScopeSeed } from '../api.ts';
import { alphanumeric, type RandomBytes } from '../random.ts';
import type { Store } from '../store/store.ts';
import { READY_APP, READY_SUBSCRIBER } from './documents.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { Problem } from './problem.ts';
import { World } from './world.ts';

export const DEFAULT_SCOPE = 'default';

export interface WorldsParts {
  readonly store: Store;
  readonly random: RandomBytes;
  readonly gatewayKeys: GatewayKeys;
}

export interface ChosenWorld {
  readonly world: World;
  readonly by: 'appid' | 'session' | 'default';
}

/** All scopes of a simulator, and which of them a request belongs to. */
export class Worlds {
  readonly #parts: WorldsParts;
  readonly #worlds = new Map<string, World>();
  readonly #seeds = new Map<string, ScopeSeed>();
  readonly default: World;

  constructor(parts: WorldsParts) {
    this.#parts = parts;
    this.default = this.#make(DEFAULT_SCOPE);
  }

  /** The default scope has the ready app and subscriber besides what is asked for. */
  async seedDefault(seed: ScopeSeed): Promise<void> {
    this.#seeds.set(DEFAULT_SCOPE, {
      apps: [{ appid: READY_APP.appid }, ...(seed.apps ?? [])],
      subscribers: [READY_SUBSCRIBER, ...(seed.subscribers ?? [])],
      sessions: seed.sessions ?? [],
    });
    await this.#plant(this.default);
  }

  async create(seed: ScopeSeed): Promise<World> {
    const world = this.#make(`scope-${alphanumeric(this.#parts.random, 8)}`);
    this.#seeds.set(world.id, seed);
    try {
      await this.#plant(world);
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

  /** By the appid, else by the bearer session, else the default one. */
  async choose(appid: string | null, address: string | null): Promise<ChosenWorld> {
    const byApp = appid === null ? undefined : await this.#owner('app', appid);
    if (byApp !== undefined) {
      return { world: byApp, by: 'appid' };
    }
    const bySession = address === null ? undefined : await this.#owner('address', address);
    return bySession === undefined ? { world: this.default, by: 'default' } : { world: bySession, by: 'session' };
  }

  /** The scope that leased this address. */
  ofAddress(address: string): Promise<World | undefined> {
    return this.#owner('address', address);
  }

  async reset(id: string): Promise<void> {
    const world = this.get(id);
    world.faults.clear();
    await world.held.release();
    world.journal.clear();
    world.clock.reset();
    await this.#parts.store.drop(id);
    await this.#plant(world);
  }

  async end(id: string): Promise<void> {
    if (id === DEFAULT_SCOPE) {
      throw new Problem('not-allowed', 'the default scope cannot be ended; reset it instead');
    }
    const world = this.get(id);
    await world.held.release();
    world.clock.close();
    await this.#parts.store.drop(id);
    this.#worlds.delete(id);
    this.#seeds.delete(id);
  }

  close(): void {
    for (const world of this.#worlds.values()) {
      world.clock.close();
    }
  }

  #make(id: string): World {
    const world = new World({ id, ...this.#parts });
    this.#worlds.set(id, world);
    return world;
  }

  async #plant({ id, registry }: World): Promise<void> {
    const { apps = [], subscribers = [], sessions = [] } = this.#seeds.get(id) ?? {};
    for (const app of apps) {
      await registry.putApp(app);
    }
    for (const subscriber of subscribers) {
      await registry.putSubscriber(subscriber);
    }
    for (const session of sessions) {
      await registry.leaseSession(session);
    }
  }

  async #owner(kind: 'app' | 'address', name: string): Promise<World | undefined> {
    const id = await this.#parts.store.owner(kind, name);
    return id === undefined ? undefined : this.#worlds.get(id);
  }
}
