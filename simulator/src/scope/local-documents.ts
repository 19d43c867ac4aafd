import type { App, Session, Subscriber } from '../model/documents.ts';
import type { Patch, ScopeDocuments } from '../model/scope-handle.ts';
import type { DocumentKind, Documents } from '../store/records.ts';
import type { Condition } from './condition.ts';
import { readPatch } from './merge-patch.ts';
import type { Scope } from './scope.ts';
import { unknownDocument } from './scope-directory.ts';
import { needAlive } from './waiting.ts';

/** The documents of a scope in this process. */
export class LocalDocuments implements ScopeDocuments {
  readonly #standing: () => Scope;

  constructor(standing: () => Scope) {
    this.#standing = standing;
  }

  get id(): string {
    return this.#standing().id;
  }

  async putApp(app: Partial<App> & Pick<App, 'appid'>, condition?: Condition): Promise<App> {
    return this.#directory.putApp(app, condition);
  }

  async patchApp(appid: string, patch: Patch<App>, condition?: Condition): Promise<App> {
    return this.#directory.patchApp(appid, readPatch('app', patch), condition);
  }

  async app(appid: string): Promise<App> {
    return this.#read('app', appid);
  }

  async apps(): Promise<readonly App[]> {
    return this.#directory.list('app');
  }

  async removeApp(appid: string, condition?: Condition): Promise<void> {
    return this.#remove('app', appid, condition);
  }

  async putSubscriber(subscriber: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>, condition?: Condition): Promise<Subscriber> {
    return this.#directory.putSubscriber(subscriber, condition);
  }

  async patchSubscriber(msisdn: string, patch: Patch<Subscriber>, condition?: Condition): Promise<Subscriber> {
    return this.#directory.patchSubscriber(msisdn, readPatch('subscriber', patch), condition);
  }

  async subscriber(msisdn: string): Promise<Subscriber> {
    return this.#read('subscriber', msisdn);
  }

  async subscribers(): Promise<readonly Subscriber[]> {
    return this.#directory.list('subscriber');
  }

  async removeSubscriber(msisdn: string, condition?: Condition): Promise<void> {
    return this.#remove('subscriber', msisdn, condition);
  }

  async leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session> {
    return this.#directory.leaseSession(session);
  }

  async putSession(session: Session, condition?: Condition): Promise<Session> {
    return this.#directory.putSession(session, condition);
  }

  async patchSession(address: string, patch: Patch<Session>, condition?: Condition): Promise<Session> {
    return this.#directory.patchSession(address, readPatch('session', patch), condition);
  }

  async session(address: string): Promise<Session> {
    return this.#read('session', address);
  }

  async sessions(): Promise<readonly Session[]> {
    return this.#directory.list('session');
  }

  async releaseSession(address: string, condition?: Condition): Promise<void> {
    return this.#remove('session', address, condition);
  }

  get #directory(): Scope['directory'] {
    return needAlive(this.#standing()).directory;
  }

  async #read<K extends DocumentKind>(kind: K, name: string): Promise<Documents[K]> {
    const document = await this.#directory.find(kind, name);
    if (document === undefined) {
      throw unknownDocument(this.id, kind, name);
    }
    return document;
  }

  async #remove(kind: DocumentKind, name: string, condition?: Condition): Promise<void> {
    if (!(await this.#directory.remove(kind, name, condition))) {
      throw unknownDocument(this.id, kind, name);
    }
  }
}
