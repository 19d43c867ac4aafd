import type { App, Session, SessionState, Subscriber } from '../model/documents.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { KnownKeys } from '../protocol/known-keys.ts';
import { KnownSecrets } from '../protocol/known-secrets.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { RandomBytes } from '../random.ts';
import type { ClaimKind, DocumentKind, Documents, Store } from '../store/store.ts';
import { type Condition, NO_CONDITION } from './condition.ts';
import { appSchema, read, readApp, readSession, readSubscriber, withDrawnKeys } from './documents.ts';
import { mergePatch } from './merge-patch.ts';

export interface ScopeDirectoryParts {
  readonly scope: string;
  readonly store: Store;
  readonly random: () => RandomBytes;
  /** Called and awaited after a change that may affect the state of a bearer. */
  readonly bearersChanged: () => Promise<void>;
  /** Called and awaited after a session was removed. */
  readonly sessionReleased: () => Promise<void>;
}

/** One change of a document: what it is made of, and what must stand there. */
interface Change<T> {
  readonly condition: Condition;
  readonly make: (standing: T | undefined) => T;
}

function merged(standing: object, patch: object): object {
  return mergePatch(standing, patch) as object;
}

export function unknownDocument(scope: string, kind: DocumentKind, name: string): ProblemError {
  return new ProblemError(
    'unknown',
    `scope ${scope} has no ${kind} ${name.slice(0, 60)}; it was never put here, or is gone already`,
  );
}

/** A bearer as the scope that leased its address knew it at one moment. */
export interface Bearer {
  /** The id of that scope. */
  readonly scope: string;
  readonly session: Session;
  /** Undefined where the scope no longer has the session's subscriber. */
  readonly subscriber: Subscriber | undefined;
  /** The session's state; noData while the subscriber is suspended. */
  readonly state: SessionState;
}

/** A scope's apps, subscribers and sessions. Appids and addresses are unique over all scopes. */
export class ScopeDirectory {
  /** The secrets of every app and subscriber that was ever put here. */
  readonly secrets = new KnownSecrets();
  /** The keys of every app that was put here, by their names. */
  readonly keys = new KnownKeys();
  readonly #scope: string;
  readonly #store: Store;
  readonly #random: () => RandomBytes;
  readonly #bearersChanged: () => Promise<void>;
  readonly #sessionReleased: () => Promise<void>;

  constructor({ scope, store, random, bearersChanged, sessionReleased }: ScopeDirectoryParts) {
    this.#scope = scope;
    this.#store = store;
    this.#random = random;
    this.#bearersChanged = bearersChanged;
    this.#sessionReleased = sessionReleased;
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

  /** The bearer with an address; undefined if the address has no session here. */
  async bearer(address: string): Promise<Bearer | undefined> {
    const session = await this.session(address);
    if (session === undefined) {
      return undefined;
    }
    const subscriber = await this.subscriber(session.msisdn);
    return {
      scope: this.#scope,
      session,
      subscriber,
      state: subscriber?.state === 'suspended' ? 'noData' : session.state,
    };
  }

  list<K extends DocumentKind>(kind: K): Promise<readonly Documents[K][]> {
    return this.#store.list(this.#scope, kind);
  }

  find<K extends DocumentKind>(kind: K, id: string): Promise<Documents[K] | undefined> {
    return this.#store.read(this.#scope, kind, kind === 'session' ? (canonicalAddress(id) ?? id) : id);
  }

  /** A key that the input does not name stays as it is. */
  async putApp(input: unknown, condition = NO_CONDITION): Promise<App> {
    const { appid } = read(appSchema, 'app', input);
    return this.#putAppOf(appid, condition, (standing) => readApp(input, this.#random(), standing));
  }

  /** A key of null is drawn anew. */
  async patchApp(appid: string, patch: object, condition = NO_CONDITION): Promise<App> {
    // Before the name is claimed.
    this.#needStanding('app', appid, await this.app(appid));
    return this.#putAppOf(appid, condition, (standing) => {
      const random = this.#random();
      return readApp({ ...merged(this.#needStanding('app', appid, standing), withDrawnKeys(patch, random)), appid }, random);
    });
  }

  async putSubscriber(input: unknown, condition = NO_CONDITION): Promise<Subscriber> {
    const subscriber = readSubscriber(input);
    return this.#putSubscriberOf(subscriber.msisdn, condition, () => subscriber);
  }

  async patchSubscriber(msisdn: string, patch: object, condition = NO_CONDITION): Promise<Subscriber> {
    return this.#putSubscriberOf(msisdn, condition, (standing) =>
      readSubscriber({ ...merged(this.#needStanding('subscriber', msisdn, standing), patch), msisdn }),
    );
  }

  async #putAppOf(appid: string, condition: Condition, make: (standing: App | undefined) => App): Promise<App> {
    const app = await this.#putClaimed('app', appid, { condition, make });
    this.secrets.addKeys(app.appKey, app.appSecret);
    this.keys.add(app);
    return app;
  }

  async #putSubscriberOf(
    msisdn: string,
    condition: Condition,
    make: (standing: Subscriber | undefined) => Subscriber,
  ): Promise<Subscriber> {
    this.secrets.addNumber(msisdn);
    const standing = await this.subscriber(msisdn);
    condition(standing);
    const { sim } = make(standing);
    if (standing !== undefined && standing.sim !== sim) {
      // Scrips of this SIM from an earlier time are revoked too.
      await this.#store.revokeScrips(this.#scope, msisdn, sim);
    }
    const put = await this.#put('subscriber', msisdn, { condition, make });
    await this.#bearersChanged();
    return put;
  }

  /** Changes a subscriber. Concurrent changes are not lost. */
  async changeSubscriber(msisdn: string, change: (standing: Subscriber) => Subscriber): Promise<void> {
    const place = { scope: this.#scope, kind: 'subscriber', id: msisdn } as const;
    for (;;) {
      const standing = await this.subscriber(msisdn);
      if (standing === undefined || (await this.#store.compareAndSet(place, standing, change(standing)))) {
        return;
      }
    }
  }

  /** Leases an address. An address that has a session, in this scope or another, is refused. */
  async leaseSession(input: unknown): Promise<Session> {
    const session = readSession(input);
    await this.#needSubscriber(session);
    await this.#claim('address', session.address);
    if (!(await this.#store.compareAndSet({ scope: this.#scope, kind: 'session', id: session.address }, undefined, session))) {
      throw new ProblemError(
        'claimed',
        `address ${session.address} is leased already in this scope; release it first, or PUT the session to change it`,
      );
    }
    return session;
  }

  async putSession(input: unknown, condition = NO_CONDITION): Promise<Session> {
    const session = readSession(input);
    return this.#putSessionOf(session.address, { condition, make: () => session });
  }

  async patchSession(address: string, patch: object, condition = NO_CONDITION): Promise<Session> {
    const name = canonicalAddress(address) ?? address;
    return this.#putSessionOf(name, {
      condition,
      make: (standing) => readSession({ ...merged(this.#needStanding('session', name, standing), patch), address: name }),
    });
  }

  async #putSessionOf(address: string, change: Change<Session>): Promise<Session> {
    await this.#needSubscriber(change.make(await this.session(address)));
    const put = await this.#putClaimed('session', address, change);
    await this.#bearersChanged();
    return put;
  }

  /** Removes a document. Returns false if there was none of that name. */
  async remove(kind: DocumentKind, id: string, condition = NO_CONDITION): Promise<boolean> {
    const name = kind === 'session' ? (canonicalAddress(id) ?? id) : id;
    const place = { scope: this.#scope, kind, id: name };
    const standing = await this.#store.read(this.#scope, kind, name);
    condition(standing);
    if (standing === undefined || !(await this.#store.compareAndSet(place, standing, undefined))) {
      return false;
    }
    if (kind !== 'subscriber') {
      await this.#store.disclaim(kind === 'app' ? 'app' : 'address', name, this.#scope);
    }
    await (kind === 'session' ? this.#sessionReleased() : this.#bearersChanged());
    return true;
  }

  /** Replaces the document that stands there. Of two changes at once, the second is made of what the first left. */
  async #put<K extends DocumentKind>(kind: K, id: string, { condition, make }: Change<Documents[K]>): Promise<Documents[K]> {
    const place = { scope: this.#scope, kind, id };
    for (;;) {
      const standing = await this.#store.read(this.#scope, kind, id);
      condition(standing);
      const next = make(standing);
      if (await this.#store.compareAndSet(place, standing, next)) {
        return next;
      }
    }
  }

  /** Claims the name, puts the document, and claims the name again: a concurrent removal may have released the claim meanwhile. */
  async #putClaimed<K extends 'app' | 'session'>(kind: K, id: string, change: Change<Documents[K]>): Promise<Documents[K]> {
    const name = kind === 'app' ? 'app' : 'address';
    const standing = await this.#store.read(this.#scope, kind, id);
    change.condition(standing);
    await this.#claim(name, id);
    const put = await this.#put(kind, id, change);
    await this.#claim(name, id);
    return put;
  }

  #needStanding<T>(kind: DocumentKind, id: string, standing: T | undefined): T {
    if (standing === undefined) {
      throw unknownDocument(this.#scope, kind, id);
    }
    return standing;
  }

  /** Claims all names or none. Returns false if another scope has one. */
  async claimAll(names: readonly { readonly kind: ClaimKind; readonly name: string }[]): Promise<boolean> {
    for (const [index, { kind, name }] of names.entries()) {
      if (!(await this.#store.claim(kind, name, this.#scope))) {
        for (const claimed of names.slice(0, index)) {
          await this.#store.disclaim(claimed.kind, claimed.name, this.#scope);
        }
        return false;
      }
    }
    return true;
  }

  async #claim(kind: ClaimKind, name: string): Promise<void> {
    if (!(await this.#store.claim(kind, name, this.#scope))) {
      const owner = await this.#store.owner(kind, name);
      throw new ProblemError(
        'claimed',
        `${kind} ${name} belongs to scope ${owner ?? '(just gone)'}; it can be in one scope only`,
      );
    }
  }

  async #needSubscriber({ address, msisdn }: Session): Promise<void> {
    if ((await this.subscriber(msisdn)) === undefined) {
      throw new ProblemError(
        'unknown',
        `session ${address}: this scope has no subscriber with that number; put the subscriber first`,
      );
    }
  }
}
