import type { App, SessionState } from '../model/documents.ts';
import type { ScopeChoice } from '../model/journal.ts';
import type { ListenerRow } from '../model/listeners.ts';
import { isReachedByBearer } from '../model/operations.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
import type { Epoch, Store } from '../store/store.ts';
import type { Scope } from './scope.ts';
import type { Bearer } from './scope-directory.ts';
import type { ScopeRegistry } from './scope-registry.ts';

/** The facts of a connection that decide which scope it belongs to. */
export interface ConnectionFacts {
  readonly plane: ListenerRow['plane'];
  /** The id of the scope whose own listener accepted it; null: a listener that all scopes share. */
  readonly scope: string | null;
  /** The bearer's or caller's address; null where a PROXY header names none. */
  readonly address: string | null;
  /** The id of the scope that its last request belonged to. */
  readonly servedBy: string | null;
}

export interface RequestFacts {
  readonly appid: string | null;
  readonly connection: ConnectionFacts;
}

export interface ResolvedScope {
  readonly scope: Scope;
  /** The scope's epoch when it was resolved. */
  readonly epoch: Epoch;
  readonly by: ScopeChoice;
  /** The app that the scope was resolved by. */
  readonly app: App | undefined;
}

interface ResolvedConnection {
  /** null: the scope of the connection's own listener has ended. */
  readonly resolved: ResolvedScope | null;
  /** The scope that leased the address: it knows the state of the bearer session. */
  readonly bearer: Scope | undefined;
}

export interface ScopeResolverParts {
  readonly scopes: ScopeRegistry;
  readonly store: Store;
}

/**
 * Answers which scope a connection or a request belongs to. Exchanges come over no bearer, so the address counts on the bearer and token planes only. The
 * owner of an address is looked up once for each connection, and again only where its session is gone.
 */
export class ScopeResolver {
  readonly #scopes: ScopeRegistry;
  readonly #store: Store;
  readonly #connections = new WeakMap<ConnectionFacts, ResolvedConnection>();

  constructor({ scopes, store }: ScopeResolverParts) {
    this.#scopes = scopes;
    this.#store = store;
  }

  /** The scope of a connection before any request: by its own listener, else by the session that leased its address, else the default scope. */
  async ofConnection(connection: ConnectionFacts): Promise<ResolvedScope | null> {
    const known = this.#connections.get(connection);
    const isUsable = known !== undefined && known.resolved?.scope.isEnded !== true;
    return (isUsable ? known : await this.#resolve(connection)).resolved;
  }

  /**
   * The scope of a request: by its appid, else on the bearer plane by the session, else by its connection's own listener, else the default scope. The
   * connection was resolved when it was accepted.
   */
  ofRequest({ appid, connection }: RequestFacts): Answer<ResolvedScope> {
    if (appid === null) {
      return this.withoutApp(connection);
    }
    return withAnswer(this.#store.findApp(appid), (known) => {
      const scope = known === undefined ? undefined : this.#scopes.find(known.epoch.scope);
      return known === undefined || scope === undefined
        ? this.withoutApp(connection)
        : { scope, epoch: known.epoch, by: 'appid', app: known.app };
    });
  }

  /** The bearer behind a connection as it is now; undefined where there is none. */
  async bearerOf(connection: ConnectionFacts): Promise<Bearer | undefined> {
    const { address, plane } = connection;
    if (address === null || !isReachedByBearer(plane)) {
      return undefined;
    }
    const known = await this.#connections.get(connection)?.bearer?.directory.bearer(address);
    if (known !== undefined) {
      return known;
    }
    // First request of the connection, or its session was released meanwhile: another scope may lease the address now.
    const { bearer } = await this.#resolve(connection);
    return bearer?.directory.bearer(address);
  }

  /** The state of the bearer session behind a connection; `ok` where there is none: the operation's own rule refuses that. */
  async bearerState(connection: ConnectionFacts): Promise<SessionState> {
    return (await this.bearerOf(connection))?.state ?? 'ok';
  }

  /**
   * Whether a restart of the scope ends the connection (docs/decisions/0013-what-is-a-scopes-own.md): it came to the scope's own listener, its last request
   * was the scope's, or it has brought none and is the scope's by its address. Connections of the control API belong to no scope.
   */
  async isConnectionOf(scope: string, connection: ConnectionFacts): Promise<boolean> {
    const { plane, servedBy } = connection;
    if (plane === 'control') {
      return false;
    }
    if (connection.scope !== null || servedBy !== null) {
      return connection.scope === scope || servedBy === scope;
    }
    // The address may have changed hands since the connection was accepted.
    return (await this.#resolve(connection)).resolved?.scope.id === scope;
  }

  /** The scope of a request that names no app. */
  withoutApp(connection: ConnectionFacts): ResolvedScope {
    const bearer = connection.plane === 'bearer' ? this.#connections.get(connection)?.bearer : undefined;
    if (bearer !== undefined && !bearer.isEnded) {
      return withoutApp(bearer, 'session');
    }
    const own = connection.scope === null ? undefined : this.#scopes.find(connection.scope);
    return own === undefined ? withoutApp(this.#scopes.default, 'default') : withoutApp(own, 'listener');
  }

  async #resolve(connection: ConnectionFacts): Promise<ResolvedConnection> {
    const bearer = await this.#findBearer(connection);
    const made = { resolved: this.#byListenerOrBearer(connection, bearer), bearer };
    this.#connections.set(connection, made);
    return made;
  }

  async #findBearer({ plane, address }: ConnectionFacts): Promise<Scope | undefined> {
    const owner = address === null || !isReachedByBearer(plane) ? undefined : await this.#store.owner('address', address);
    return owner === undefined ? undefined : this.#scopes.find(owner);
  }

  #byListenerOrBearer({ scope }: ConnectionFacts, bearer: Scope | undefined): ResolvedScope | null {
    if (scope === null) {
      return withoutApp(bearer ?? this.#scopes.default, bearer === undefined ? 'default' : 'session');
    }
    const own = this.#scopes.find(scope);
    return own === undefined ? null : withoutApp(own, own === bearer ? 'session' : 'listener');
  }
}

function withoutApp(scope: Scope, by: ScopeChoice): ResolvedScope {
  return { scope, epoch: scope.epoch, by, app: undefined };
}
