import type { App, Session, SessionState, Subscriber } from '../model/documents.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { KnownKeys } from '../protocol/known-keys.ts';
import { KnownSecrets } from '../protocol/known-secrets.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { RandomBytes } from '../random.ts';
import { EpochOverError } from '../store/epoch-over-error.ts';
import type { DocumentKind, Documents } from '../store/records.ts';
import { type Epoch, NO_VERSION, type Store } from '../store/store.ts';
import { type Condition, NO_CONDITION } from './condition.ts';
import { appSchema, read, readApp, readSession, readSubscriber, withDrawnKeys } from './documents.ts';
import { mergePatch } from './merge-patch.ts';

export interface ScopeDirectoryParts {
  /** A function, because a reset begins another epoch. */
  readonly epoch: () => Epoch;
  readonly store: Store;
  readonly random: () => RandomBytes;
  /** Called and awaited after a change that may affect the state of a bearer. */
  readonly bearersChanged: () => Promise<void>;
  /** Called and awaited after a session was removed. */
  readonly sessionReleased: () => Promise<void>;
  /** Called and awaited before a document with secrets is used; absent: nobody else must hide them. */
  readonly hide?: ((secret: KnownSecret) => Promise<void>) | undefined;
}

/** What the scope's journal must hide, and an app's keys with their names. */
export type KnownSecret = { readonly app: Pick<App, 'appid' | 'appKey' | 'appSecret'> } | { readonly number: string };

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
  /** The epoch of that scope. */
  readonly epoch: Epoch;
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
  readonly #epoch: () => Epoch;
  readonly #store: Store;
  readonly #random: () => RandomBytes;
  readonly #bearersChanged: () => Promise<void>;
  readonly #sessionReleased: () => Promise<void>;
  readonly #hide: ScopeDirectoryParts['hide'];

  constructor({ epoch, store, random, bearersChanged, sessionReleased, hide }: ScopeDirectoryParts) {
    this.#epoch = epoch;
    this.#store = store;
    this.#random = random;
    this.#bearersChanged = bearersChanged;
    this.#sessionReleased = sessionReleased;
    this.#hide = hide;
  }

  app(appid: string): Promise<App | undefined> {
    return this.#store.read(this.#epoch(), 'app', appid);
  }

  subscriber(msisdn: string): Promise<Subscriber | undefined> {
    return this.#store.read(this.#epoch(), 'subscriber', msisdn);
  }

  session(address: string): Promise<Session | undefined> {
    return this.#store.read(this.#epoch(), 'session', address);
  }

  /** The bearer with an address; undefined if the address has no session here. A connection asks for it too, which no reset ends: then it is the next epoch's. */
  async bearer(address: string): Promise<Bearer | undefined> {
    let epoch: Epoch | undefined = this.#epoch();
    while (epoch !== undefined) {
      try {
        return await this.#bearerIn(epoch, address);
      } catch (error) {
        if (!(error instanceof EpochOverError)) {
          throw error;
        }
        epoch = await this.#store.epoch(epoch.scope);
      }
    }
    return undefined;
  }

  async #bearerIn(epoch: Epoch, address: string): Promise<Bearer | undefined> {
    const session = await this.#store.read(epoch, 'session', address);
    if (session === undefined) {
      return undefined;
    }
    const subscriber = await this.#store.read(epoch, 'subscriber', session.msisdn);
    return {
      epoch,
      session,
      subscriber,
      state: subscriber?.state === 'suspended' ? 'noData' : session.state,
    };
  }

  list<K extends DocumentKind>(kind: K): Promise<readonly Documents[K][]> {
    return this.#store.list(this.#epoch(), kind);
  }

  find<K extends DocumentKind>(kind: K, id: string): Promise<Documents[K] | undefined> {
    return this.#store.read(this.#epoch(), kind, kind === 'session' ? (canonicalAddress(id) ?? id) : id);
  }

  /** A key that the input does not name stays as it is. */
  async putApp(input: unknown, condition = NO_CONDITION): Promise<App> {
    const { appid } = read(appSchema, 'app', input);
    return this.#putAppOf(appid, condition, (standing) => readApp(input, this.#random(), standing));
  }

  /** A key of null is drawn anew. */
  async patchApp(appid: string, patch: object, condition = NO_CONDITION): Promise<App> {
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
    const app = await this.#put('app', appid, { condition, make });
    this.secrets.addKeys(app.appKey, app.appSecret);
    this.keys.add(app);
    if (this.#hide !== undefined) {
      const { appKey, appSecret } = app;
      await this.#hide({ app: { appid, appKey, appSecret } });
      await this.#bearersChanged();
    }
    return app;
  }

  async #putSubscriberOf(
    msisdn: string,
    condition: Condition,
    make: (standing: Subscriber | undefined) => Subscriber,
  ): Promise<Subscriber> {
    this.secrets.addNumber(msisdn);
    await this.#hide?.({ number: msisdn });
    const put = await this.#put('subscriber', msisdn, { condition, make });
    await this.#bearersChanged();
    return put;
  }

  /** Changes a subscriber; does nothing where there is none. Concurrent changes are not lost. */
  async changeSubscriber(msisdn: string, change: (standing: Subscriber) => Subscriber): Promise<void> {
    await this.#change('subscriber', msisdn, (standing) => (standing === undefined ? undefined : change(standing)));
  }

  /** Leases an address. An address that has a session, in this scope or another, is refused. */
  async leaseSession(input: unknown): Promise<Session> {
    const session = readSession(input);
    await this.#needSubscriber(session);
    const { address } = session;
    const changed = await this.#store.change({ epoch: this.#epoch(), kind: 'session', id: address }, NO_VERSION, session);
    if (changed === 'moved') {
      throw new ProblemError(
        'claimed',
        `address ${address} is leased already in this scope; release it first, or PUT the session to change it`,
      );
    }
    if (changed !== 'changed') {
      throw claimedElsewhere('session', address, changed.claimedBy);
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
    const put = await this.#put('session', address, change);
    await this.#bearersChanged();
    return put;
  }

  /** Removes a document. Returns false if there was none of that name. */
  async remove(kind: DocumentKind, id: string, condition = NO_CONDITION): Promise<boolean> {
    const name = kind === 'session' ? (canonicalAddress(id) ?? id) : id;
    let isGone = false;
    await this.#change(kind, name, (standing) => {
      condition(standing);
      isGone = standing !== undefined;
      return undefined;
    });
    if (isGone) {
      await (kind === 'session' ? this.#sessionReleased() : this.#bearersChanged());
    }
    return isGone;
  }

  /** Replaces the document that stands there. */
  async #put<K extends DocumentKind>(kind: K, id: string, { condition, make }: Change<Documents[K]>): Promise<Documents[K]> {
    let made: Documents[K] | undefined;
    await this.#change(kind, id, (standing) => {
      condition(standing);
      made = make(standing);
      return made;
    });
    return this.#needStanding(kind, id, made);
  }

  /** Replaces what stands there by what is made of it; undefined is nothing. Of two changes at once, the second is made of what the first left. */
  async #change<K extends DocumentKind>(
    kind: K,
    id: string,
    make: (standing: Documents[K] | undefined) => Documents[K] | undefined,
  ): Promise<void> {
    const place = { epoch: this.#epoch(), kind, id };
    for (;;) {
      const { version, value } = await this.#store.stand(place);
      const next = make(value);
      if (next === undefined && value === undefined) {
        return;
      }
      const changed = await this.#store.change(place, version, next);
      if (changed === 'changed') {
        return;
      }
      if (changed !== 'moved') {
        throw claimedElsewhere(kind, id, changed.claimedBy);
      }
    }
  }

  #needStanding<T>(kind: DocumentKind, id: string, standing: T | undefined): T {
    if (standing === undefined) {
      throw unknownDocument(this.#epoch().scope, kind, id);
    }
    return standing;
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

function claimedElsewhere(kind: DocumentKind, id: string, owner: string): ProblemError {
  const name = kind === 'session' ? 'address' : kind;
  return new ProblemError('claimed', `${name} ${id} belongs to scope ${owner}; it can be in one scope only`);
}
