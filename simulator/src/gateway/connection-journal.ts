import { type Hits, NO_HITS } from '../model/fault-stages.ts';
import type { TraceStep } from '../model/journal.ts';
import { redactText } from '../protocol/redaction.ts';
import type { ResolvedScope, ScopeRegistry } from '../scope/scope-registry.ts';
import type { Connection } from '../transport/connection.ts';
import { ConnectionRecord } from './connection-record.ts';

const TOLD_LENGTH = 300;

/** The one step that an entry about a connection has, and what was answered, if anything was. */
export interface ToldOfConnection {
  readonly name: TraceStep['name'];
  readonly expected: string;
  readonly got: string;
  readonly detail: string;
  readonly hits?: Hits;
  /** The nth request on the connection; absent: it came to none. */
  readonly request?: number;
  readonly status?: number | null;
}

/** Whose a connection is where no app is known, and what its scope's journal is told of it. */
export class ConnectionJournal {
  readonly #scopes: ScopeRegistry;

  constructor(scopes: ScopeRegistry) {
    this.#scopes = scopes;
  }

  /** A listener of a scope's own is that scope's; else an address is whose it was leased. null: the scope has just ended. */
  async choose({ plane, scope, address }: Connection): Promise<ResolvedScope | null> {
    const leased = address === null || plane === 'exchange' ? undefined : await this.#scopes.ofAddress(address);
    if (scope === null) {
      return { scope: leased ?? this.#scopes.default, by: leased === undefined ? 'default' : 'session', app: undefined };
    }
    const own = this.#scopes.find(scope);
    return own === undefined ? null : { scope: own, by: own === leased ? 'session' : 'listener', app: undefined };
  }

  /** Of the control API's connections nothing is told. */
  async record(connection: Connection, told: ToldOfConnection): Promise<void> {
    const { plane, address } = connection;
    if (plane === 'control') {
      return;
    }
    const chosen = await this.choose(connection);
    if (chosen === null) {
      return;
    }
    const { name, expected, got, detail, hits = NO_HITS, request = 0, status = null } = told;
    const { scope } = chosen;
    const session = address === null || plane === 'exchange' ? undefined : await scope.directory.session(address);
    // Before it is cut: half a secret is not known again.
    const redact = (text: string): string => scope.directory.secrets.redact(redactText(text)).slice(0, TOLD_LENGTH);
    scope.journal.append(
      new ConnectionRecord({
        at: scope.clock.now(),
        connection,
        request,
        plane,
        chosen,
        msisdn: session?.msisdn ?? null,
        step: { step: 0, name, outcome: 'failed', expected: redact(expected), got: redact(got), detail: redact(detail) },
        hits,
        status,
      }),
    );
  }
}
