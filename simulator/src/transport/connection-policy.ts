import type { SecureContext } from 'node:tls';
import { bearerTreatment } from '../model/bearer-treatment.ts';
import type { SessionState } from '../model/documents.ts';
import type { EffectOf, Hits } from '../model/fault-stages.ts';
import type { TlsFault } from '../model/faults.ts';
import type { Connection } from './connection.ts';
import type { RecordConnection } from './connection-event.ts';
import { sendReset } from './send-reset.ts';

/** The two stages of a connection at which a fault rule can fire. */
export type ConnectionStage = 'connection' | 'tls';

export interface ConnectionPolicyParts {
  /** The state of the bearer session that the connection comes over; `ok` where there is none. */
  readonly bearerState: (connection: Connection) => Promise<SessionState>;
  /** Picks the fault rules for a stage of the connection, and counts their hits. */
  readonly takeFaults: (connection: Connection, stage: ConnectionStage) => Promise<Hits>;
  readonly record: RecordConnection;
  /** The certificate chains to present. */
  readonly contexts: {
    readonly right: SecureContext;
    rightFor(name: string): Promise<SecureContext>;
    wrong(fault: TlsFault): Promise<SecureContext | null>;
  };
  /** A client is shown a certificate for whatever name it asks for. */
  readonly servesAnyName: boolean;
}

type Treatment = 'reset' | 'close' | 'stall';

const TREATMENT_BY_FAULT: Readonly<Record<EffectOf<'connection'>['fault'], Treatment>> = {
  RESET: 'reset',
  CLOSE: 'close',
  STALL: 'stall',
};

const TREATMENT_TEXTS: Readonly<Record<Treatment, string>> = {
  reset: 'reset before a byte was read',
  close: 'closed before a byte was read',
  stall: 'accepted and never answered',
};

const TLS_FAULT_TEXTS: Readonly<Record<TlsFault, string>> = {
  EXPIRED: 'a certificate that has expired was shown',
  NOT_YET_VALID: 'a certificate that is not valid yet was shown',
  WRONG_HOST: 'a certificate for another host was shown',
  UNKNOWN_CA: 'a certificate of a root that nobody trusts was shown',
  MISSING_INTERMEDIATE: 'the certificate was shown without its intermediate',
  ABORT_AFTER_CLIENT_HELLO: 'closed after the client’s first bytes',
  OLD_PROTOCOL_ONLY: 'nothing newer than TLS 1.1 was offered',
};

const CONNECTION_EXPECTED = 'a connection that no rule breaks off, over a bearer that has data';
const HEADER_EXPECTED = 'a whole PROXY header of a trusted peer within two seconds';
const HANDSHAKE_EXPECTED = 'a handshake with the right certificate, finished by the client';

/** OpenSSL names an alert by the protocol version that first defined it, whatever version is spoken. */
const CLIENT_ALERT = /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_ALERT_(\w+)$/;

/**
 * Decides what happens to a connection before HTTP: by a fault rule, else by the state of its bearer session (wire.md §1). The journal entry is written
 * before the socket is touched.
 */
export class ConnectionPolicy {
  readonly #parts: ConnectionPolicyParts;

  constructor(parts: ConnectionPolicyParts) {
    this.#parts = parts;
  }

  /** Resolves to false where the connection was reset, closed or stalled. */
  async accept(connection: Connection): Promise<boolean> {
    const { plane, address } = connection;
    if (plane === 'control') {
      return true;
    }
    const { bearerState, takeFaults, record } = this.#parts;
    const state = await bearerState(connection);
    const hits = await takeFaults(connection, 'connection');
    const fault = hits.connection?.effect.fault;
    const treatment = fault === undefined ? bearerTreatment(state, plane) : TREATMENT_BY_FAULT[fault];
    // A page is an answer: the gateway sends it to each request.
    if (treatment === 'serve' || treatment === 'page') {
      return true;
    }
    const cause = fault === undefined ? `the bearer session of ${address ?? ''} is in state ${state}` : `fault rule ${fault}`;
    const detail = `${cause}: ${TREATMENT_TEXTS[treatment]}`;
    await record(connection, { name: 'connection', expected: CONNECTION_EXPECTED, got: cause, detail, hits });
    treat(connection, treatment);
    return false;
  }

  /** The certificate chain to present; null where the handshake is broken off. */
  async secureContext(connection: Connection): Promise<SecureContext | null> {
    const { takeFaults, record, contexts } = this.#parts;
    const hits = await takeFaults(connection, 'tls');
    const fault = hits.tls?.effect.fault;
    if (fault === undefined) {
      return contexts.right;
    }
    const got = `fault rule ${fault}`;
    const detail = `${got}: ${TLS_FAULT_TEXTS[fault]}`;
    await record(connection, { name: 'tls', expected: HANDSHAKE_EXPECTED, got, detail, hits });
    return contexts.wrong(fault);
  }

  /** The chain for the name that the client asks for in its first message; null where every client is shown the same. */
  contextForName(secureContext: SecureContext): ((name: string) => Promise<SecureContext>) | null {
    const { contexts, servesAnyName } = this.#parts;
    // A wrong chain of a fault rule is shown whatever the name is.
    return servesAnyName && secureContext === contexts.right ? (name) => contexts.rightFor(name) : null;
  }

  /** Records a PROXY header that was missing, malformed or late. */
  async headerFailed(connection: Connection, why: string): Promise<void> {
    const detail = `PROXY header: ${why}: closed without a byte`;
    await this.#parts.record(connection, { name: 'connection', expected: HEADER_EXPECTED, got: why, detail });
  }

  /** Records a failed handshake where TLS gives the reason, most often the client's alert about our certificate. */
  async handshakeFailed(connection: Connection, error: Error): Promise<void> {
    const code = 'code' in error ? String(error.code) : '';
    if (!code.startsWith('ERR_SSL_')) {
      return;
    }
    const alert = CLIENT_ALERT.exec(code)?.[1]?.toLowerCase();
    const got =
      alert === undefined ? `the handshake failed: ${reasonOf(error)}` : `the client ended the handshake with alert ${alert}`;
    await this.#parts.record(connection, { name: 'tls', expected: HANDSHAKE_EXPECTED, got, detail: `${got} (${code})` });
  }
}

function treat({ raw }: Connection, treatment: Treatment): void {
  switch (treatment) {
    case 'reset':
      sendReset(raw);
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
