import type { App, ScopeDocuments, Session, Subscriber } from '../api.ts';
import type { DocumentKind, Documents } from '../store/store.ts';
import { Problem } from './problem.ts';
import type { World } from './world.ts';

/** A scope's documents as callers hold them. */
export class LiveDocuments implements ScopeDocuments {
  protected readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  get id(): string {
    return this.world.id;
  }

  putApp(app: Partial<App> & Pick<App, 'appid'>): Promise<App> {
    return this.world.registry.putApp(app);
  }

  app(appid: string): Promise<App> {
    return this.#find('app', appid);
  }

  apps(): Promise<readonly App[]> {
    return this.world.registry.list('app');
  }

  removeApp(appid: string): Promise<void> {
    return this.#remove('app', appid);
  }

  putSubscriber(subscriber: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>): Promise<Subscriber> {
    return this.world.registry.putSubscriber(subscriber);
  }

  subscriber(msisdn: string): Promise<Subscriber> {
    return this.#find('subscriber', msisdn);
  }

  subscribers(): Promise<readonly Subscriber[]> {
    return this.world.registry.list('subscriber');
  }

  removeSubscriber(msisdn: string): Promise<void> {
    return this.#remove('subscriber', msisdn);
  }

  leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session> {
    return this.world.registry.leaseSession(session);
  }

  putSession(session: Session): Promise<Session> {
    return this.world.registry.putSession(session);
  }

  session(address: string): Promise<Session> {
    return this.#find('session', address);
  }

  sessions(): Promise<readonly Session[]> {
    return this.world.registry.list('session');
  }

  releaseSession(address: string): Promise<void> {
    return this.#remove('session', address);
  }

  async #find<K extends DocumentKind>(kind: K, name: string): Promise<Documents[K]> {
    const document = await this.world.registry.find(kind, name);
    if (document === undefined) {
      throw this.#unknown(kind, name);
    }
    return document;
  }

  async #remove(kind: DocumentKind, name: string): Promise<void> {
    if (!(await this.world.registry.remove(kind, name))) {
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
