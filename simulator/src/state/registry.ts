import type { App, Session, Subscriber } from '../api.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { KnownSecrets } from '../protocol/known-secrets.ts';
import type { RandomBytes } from '../random.ts';
import type { ClaimKind, DocumentKind, Documents, Store } from '../store/store.ts';
import { readApp, readSession, readSubscriber } from './documents.ts';
import { Problem } from './problem.ts';

/** A scope's apps, subscribers and sessions. Appids and addresses are unique over all scopes. */
export class Registry {
  /** Of every app and subscriber that was ever put here. */
  readonly secrets = new KnownSecrets();
  readonly #scope: string;
  readonly #store: Store;
  readonly #random: () => RandomBytes;

  constructor({ scope, store, random }: { readonly scope: string; readonly store: Store; readonly random: () => RandomBytes }) {
    this.#scope = scope;
    this.#store = store;
    this.#random = random;
  }

  app(appid: string): Promise<App | undefined> {
    return this.#store.read(this.#scope, 'app', appid);
  }

  subscriber(msisdn: string): Promise<Subscriber | undefined> {
    return this.#store.read(this.#scope, 'subscriber', msisdn);
  }

  session(address: string): Promise<Session | undefined> {
    return this.#store.read(this.#scope, 'session', address);
  }

  list<K extends DocumentKind>(kind: K): Promise<readonly Documents[K][]> {
    return this.#store.list(this.#scope, kind);
  }

  find<K extends DocumentKind>(kind: K, id: string): Promise<Documents[K] | undefined> {
    return this.#store.read(this.#scope, kind, kind === 'session' ? (canonicalAddress(id) ?? id) : id);
  }

  put(kind: DocumentKind, input: unknown): Promise<Documents[DocumentKind]> {
    switch (kind) {
      case 'app':
        return this.putApp(input);
      case 'subscriber':
        return this.putSubscriber(input);
      case 'session':
        return this.putSession(input);
    }
  }

  async putApp(input: unknown): Promise<App> {
    const app = readApp(input, this.#random());
    this.secrets.addKeys(app.appKey, app.appSecret);
    await this.#claim('app', app.appid);
    return this.#put('app', app.appid, app);
  }

  async putSubscriber(input: unknown): Promise<Subscriber> {
    const subscriber = readSubscriber(input);
    this.secrets.addNumber(subscriber.msisdn);
    return this.#put('subscriber', subscriber.msisdn, subscriber);
  }

  /** A lease is exclusive: an address that has a session, in this scope or another, is not given again. */
  async leaseSession(input: unknown): Promise<Session> {
    const session = readSession(input);
    await this.#needSubscriber(session);
    await this.#claim('address', session.address);
    if (!(await this.#store.compareAndSet({ scope: this.#scope, kind: 'session', id: session.address }, undefined, session))) {
      throw new Problem(
        'claimed',
        `address ${session.address} is leased already in this scope; release it first, or PUT the session to change it`,
      );
    }
    return session;
  }

  async putSession(input: unknown): Promise<Session> {
    const session = readSession(input);
    await this.#needSubscriber(session);
    await this.#claim('address', session.address);
    return this.#put('session', session.address, session);
  }

  /** False where there was none of that name. */
  async remove(kind: DocumentKind, id: string): Promise<boolean> {
    const name = kind === 'session' ? (canonicalAddress(id) ?? id) : id;
    const place = { scope: this.#scope, kind, id: name };
    const standing = await this.#store.read(this.#scope, kind, name);
    if (standing === undefined || !(await this.#store.compareAndSet(place, standing, undefined))) {
      return false;
    }
    if (kind !== 'subscriber') {
      await this.#store.disclaim(kind === 'app' ? 'app' : 'address', name, this.#scope);
    }
    return true;
  }

  /** Replaces whatever stands there, whole. */
  async #put<K extends DocumentKind>(kind: K, id: string, next: Documents[K]): Promise<Documents[K]> {
    const place = { scope: this.#scope, kind, id };
    while (!(await this.#store.compareAndSet(place, await this.#store.read(this.#scope, kind, id), next))) {
      // Somebody wrote between the reading and the writing: read again; the last PUT wins.
    }
    return next;
  }

  async #claim(kind: ClaimKind, name: string): Promise<void> {
    if (!(await this.#store.claim(kind, name, this.#scope))) {
      const owner = await this.#store.owner(kind, name);
      throw new Problem('claimed', `${kind} ${name} belongs to scope ${owner ?? '(just gone)'}; it can be in one scope only`);
    }
  }

  async #needSubscriber({ address, msisdn }: Session): Promise<void> {
    if ((await this.subscriber(msisdn)) === undefined) {
      throw new Problem('unknown', `session ${address}: this scope has no subscriber with that number; put the subscriber first`);
    }
  }
}
