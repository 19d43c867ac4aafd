import type { App, ScopeDocuments, Session, Subscriber } from '../api.ts';
import type { DocumentKind, Documents } from '../store/store.ts';
import { Problem } from './problem.ts';
import { needAlive } from './waiting.ts';
import type { World } from './scope.ts';

/** A scope's documents as callers hold them. */
export class LiveDocuments implements ScopeDocuments {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  get id(): string {
    return this.#world.id;
  }

  async putApp(app: Partial<App> & Pick<App, 'appid'>): Promise<App> {
    return this.#registry.putApp(app);
  }

  async app(appid: string): Promise<App> {
    return this.#find('app', appid);
  }

  async apps(): Promise<readonly App[]> {
    return this.#registry.list('app');
  }

  async removeApp(appid: string): Promise<void> {
    return this.#remove('app', appid);
  }

  async putSubscriber(subscriber: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>): Promise<Subscriber> {
    return this.#registry.putSubscriber(subscriber);
  }

  async subscriber(msisdn: string): Promise<Subscriber> {
    return this.#find('subscriber', msisdn);
  }

  async subscribers(): Promise<readonly Subscriber[]> {
    return this.#registry.list('subscriber');
  }

  async removeSubscriber(msisdn: string): Promise<void> {
    return this.#remove('subscriber', msisdn);
  }

  async leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session> {
    return this.#registry.leaseSession(session);
  }

  async putSession(session: Session): Promise<Session> {
    return this.#registry.putSession(session);
  }

  async session(address: string): Promise<Session> {
    return this.#find('session', address);
  }

  async sessions(): Promise<readonly Session[]> {
    return this.#registry.list('session');
  }

  async releaseSession(address: string): Promise<void> {
    return this.#remove('session', address);
  }

  get #registry(): World['registry'] {
    return needAlive(this.#world).registry;
  }

  async #find<K extends DocumentKind>(kind: K, name: string): Promise<Documents[K]> {
    const document = await this.#registry.find(kind, name);
    if (document === undefined) {
      throw this.#unknown(kind, name);
    }
    return document;
  }

  async #remove(kind: DocumentKind, name: string): Promise<void> {
    if (!(await this.#registry.remove(kind, name))) {
      throw this.#unknown(kind, name);
    }
  }

  #unknown(kind: DocumentKind, name: string): Problem {
    return new Problem(
      'unknown',
      `scope ${this.id} has no ${kind} ${name.slice(0, 60)}; it was never put here, or is gone already`,
    );
  }
}
