import type { App, Session, Subscriber } from '../model/documents.ts';
import type { ScopeDocuments } from '../model/scope-handle.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { DocumentKind, Documents } from '../store/store.ts';
import type { Scope } from './scope.ts';
import { needAlive } from './waiting.ts';

/** The documents of a scope in this process. */
export class LocalDocuments implements ScopeDocuments {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get id(): string {
    return this.#scope.id;
  }

  async putApp(app: Partial<App> & Pick<App, 'appid'>): Promise<App> {
    return this.#directory.putApp(app);
  }

  async app(appid: string): Promise<App> {
    return this.#read('app', appid);
  }

  async apps(): Promise<readonly App[]> {
    return this.#directory.list('app');
  }

  async removeApp(appid: string): Promise<void> {
    return this.#remove('app', appid);
  }

  async putSubscriber(subscriber: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>): Promise<Subscriber> {
    return this.#directory.putSubscriber(subscriber);
  }

  async subscriber(msisdn: string): Promise<Subscriber> {
    return this.#read('subscriber', msisdn);
  }

  async subscribers(): Promise<readonly Subscriber[]> {
    return this.#directory.list('subscriber');
  }

  async removeSubscriber(msisdn: string): Promise<void> {
    return this.#remove('subscriber', msisdn);
  }

  async leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session> {
    return this.#directory.leaseSession(session);
  }

  async putSession(session: Session): Promise<Session> {
    return this.#directory.putSession(session);
  }

  async session(address: string): Promise<Session> {
    return this.#read('session', address);
  }

  async sessions(): Promise<readonly Session[]> {
    return this.#directory.list('session');
  }

  async releaseSession(address: string): Promise<void> {
    return this.#remove('session', address);
  }

  get #directory(): Scope['directory'] {
    return needAlive(this.#scope).directory;
  }

  async #read<K extends DocumentKind>(kind: K, name: string): Promise<Documents[K]> {
    const document = await this.#directory.find(kind, name);
    if (document === undefined) {
      throw this.#unknown(kind, name);
    }
    return document;
  }

  async #remove(kind: DocumentKind, name: string): Promise<void> {
    if (!(await this.#directory.remove(kind, name))) {
      throw this.#unknown(kind, name);
    }
  }

  #unknown(kind: DocumentKind, name: string): ProblemError {
    return new ProblemError(
      'unknown',
      `scope ${this.id} has no ${kind} ${name.slice(0, 60)}; it was never put here, or is gone already`,
    );
  }
}
