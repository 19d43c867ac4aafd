import type { SecureContext } from 'node:tls';
import type { SessionState } from '../model/documents.ts';
import { type EffectOf, type Hits, NO_HITS } from '../model/fault-stages.ts';
import type { TlsFault } from '../model/faults.ts';
import type { Plane } from '../model/operations.ts';
import type { ScopeRegistry } from '../scope/scope-registry.ts';
import type { TlsContexts } from '../tls/tls-contexts.ts';
import type { Connection } from '../transport/connection.ts';
import { bearerState } from './bearer-state.ts';
import type { ConnectionJournal } from './connection-journal.ts';

export interface ConnectionPolicyParts {
  readonly scopes: ScopeRegistry;
  readonly journal: ConnectionJournal;
  readonly contexts: TlsContexts;
}

type Treatment = 'reset' | 'close' | 'stall';

const BY_FAULT: Readonly<Record<EffectOf<'connection'>['fault'], Treatment>> = { RESET: 'reset', CLOSE: 'close', STALL: 'stall' };

const TOLD: Readonly<Record<Treatment, string>> = {
  reset: 'reset before a byte was read',
  close: 'closed before a byte was read',
  stall: 'accepted and never answered',
};

const SHOWN: Readonly<Record<TlsFault, string>> = {
  EXPIRED: 'a certificate that has expired was shown',
  NOT_YET_VALID: 'a certificate that is not valid yet was shown',
  WRONG_HOST: 'a certificate for another host was shown',
  UNKNOWN_CA: 'a certificate of a root that nobody trusts was shown',
  MISSING_INTERMEDIATE: 'the certificate was shown without its intermediate',
  ABORT_AFTER_CLIENT_HELLO: 'closed after the client’s first bytes',
  OLD_PROTOCOL_ONLY: 'nothing newer than TLS 1.1 was offered',
};

const SERVED = { expected: 'a connection that no rule breaks off, over a bearer that has data' } as const;
const PROXIED = { expected: 'a whole PROXY header of a trusted peer within two seconds' } as const;
const SECURED = { expected: 'a handshake with the right certificate, finished by the client' } as const;

/** OpenSSL's names for what the peer said, whatever the protocol they were first defined for. */
const CLIENT_ALERT = /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_ALERT_(\w+)$/;

/**
 * What becomes of a connection before HTTP: by a fault rule, else by its bearer's state (wire.md §1). Whatever is done to it, or was wrong with it, stands
 * in the journal before the socket is touched.
 */
export class ConnectionPolicy {
  readonly #scopes: ScopeRegistry;
  readonly #journal: ConnectionJournal;
  readonly #contexts: TlsContexts;

  constructor({ scopes, journal, contexts }: ConnectionPolicyParts) {
    this.#scopes = scopes;
    this.#journal = journal;
    this.#contexts = contexts;
  }

  /** False where the connection was kept, closed or reset. */
  async admit(connection: Connection): Promise<boolean> {
    const { plane, address } = connection;
    if (plane === 'control') {
      return true;
    }
    const state = plane === 'exchange' ? 'ok' : await bearerState(this.#scopes, address);
    const hits = await this.#hits(connection, 'connection');
    const fault = hits.connection?.effect.fault;
    const treatment = fault === undefined ? byState(state, plane) : BY_FAULT[fault];
    if (treatment === null) {
      return true;
    }
    const cause = fault === undefined ? `the bearer session of ${address ?? ''} is in state ${state}` : `fault rule ${fault}`;
    await this.#journal.record(connection, {
      name: 'connection',
      ...SERVED,
      got: cause,
      detail: `${cause}: ${TOLD[treatment]}`,
      hits,
    });
    treat(connection, treatment);
    return false;
  }

  /** The chain that a connection is shown; null where the handshake is broken off. */
  async secureContext(connection: Connection): Promise<SecureContext | null> {
    const hits = await this.#hits(connection, 'tls');
    const fault = hits.tls?.effect.fault;
    if (fault === undefined) {
      return this.#contexts.right;
    }
    const detail = `fault rule ${fault}: ${SHOWN[fault]}`;
    await this.#journal.record(connection, { name: 'tls', ...SECURED, got: `fault rule ${fault}`, detail, hits });
    return this.#contexts.wrong(fault);
  }

  /** A PROXY header that was not there, not right or not in time. */
  async wrongHeader(connection: Connection, why: string): Promise<void> {
    const detail = `PROXY header: ${why}: closed without a byte`;
    await this.#journal.record(connection, { name: 'connection', ...PROXIED, got: why, detail });
  }

  /** A handshake that came to nothing, where TLS tells why: most often the client's opinion of our certificate. */
  async handshakeFailed(connection: Connection, error: Error): Promise<void> {
    const code = 'code' in error ? String(error.code) : '';
    if (!code.startsWith('ERR_SSL_')) {
      return;
    }
    const alert = CLIENT_ALERT.exec(code)?.[1]?.toLowerCase();
    const told =
      alert === undefined ? `the handshake failed: ${reasonOf(error)}` : `the client ended the handshake with alert ${alert}`;
    await this.#journal.record(connection, { name: 'tls', ...SECURED, got: told, detail: `${told} (${code})` });
  }

  async #hits(connection: Connection, stage: 'connection' | 'tls'): Promise<Hits> {
    const { plane } = connection;
    const chosen = await this.#journal.choose(connection);
    if (plane === 'control' || chosen === null) {
      return NO_HITS;
    }
    const { faults, clock } = chosen.scope;
    return faults.take({ plane, operation: null, fields: {}, now: clock.now(), stages: [stage], passedStep: null });
  }
}

/** An exchange comes over no bearer; on the bearer plane arrears are answered with a page. */
function byState(state: SessionState, plane: Plane): Treatment | null {
  if (state === 'noData' || (state === 'arrears' && plane === 'token')) {
    return 'reset';
  }
  return state === 'stalled' ? 'stall' : null;
}

function treat({ raw }: Connection, treatment: Treatment): void {
  switch (treatment) {
    case 'reset':
      raw.resetAndDestroy();
      return;
    case 'close':
      raw.destroy();
      return;
    case 'stall':
      raw.resume().on('end', () => raw.destroy());
  }
}

function reasonOf(error: Error): string {
  return 'reason' in error ? String(error.reason) : error.message;
}
