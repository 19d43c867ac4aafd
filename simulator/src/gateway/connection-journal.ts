import { systemClock } from '../clock.ts';
import { NO_HITS } from '../model/fault-stages.ts';
import { isReachedByBearer } from '../model/operations.ts';
import { redactText } from '../protocol/redaction.ts';
import { appendEntry } from '../scope/append-entry.ts';
import type { Journal } from '../scope/journal.ts';
import type { Scope } from '../scope/scope.ts';
import type { ScopeResolver } from '../scope/scope-resolver.ts';
import type { Connection } from '../transport/connection.ts';
import type { ConnectionEvent } from '../transport/connection-event.ts';
import { SendingAnswer } from '../transport/sent-answer.ts';
import { ConnectionRecord, type RecordedConnection } from './connection-record.ts';
import { Floods } from './flood-record.ts';
import { unlessAway } from './unless-away.ts';

const TEXT_LENGTH = 300;

/** Appends events of connections to the journal of the connection's scope. */
export class ConnectionJournal {
  readonly #resolver: ScopeResolver;
  /** A scope that begins anew under an old id has a journal of its own, and so floods of its own. */
  readonly #floods = new WeakMap<Journal, Floods>();

  constructor(resolver: ScopeResolver) {
    this.#resolver = resolver;
  }

  /** Records nothing for connections of the control API, nor for those to a listener whose scope has ended. */
  async record(connection: Connection, event: ConnectionEvent): Promise<SendingAnswer> {
    const { plane, address } = connection;
    const resolved = plane === 'control' ? null : await unlessAway(this.#resolver.ofConnection(connection), null);
    const { name, expected, got, detail, hits = NO_HITS, request = 0, status = null } = event;
    const plan = status === null ? null : { status, resultCode: null };
    const clock = resolved?.scope.clock ?? systemClock;
    const sending = new SendingAnswer(plan, clock, { at: clock.now(), realAt: systemClock.now() });
    if (plane === 'control' || resolved === null) {
      return sending;
    }
    const { directory } = resolved.scope;
    const hasSession = address !== null && isReachedByBearer(plane);
    const session = hasSession ? await unlessAway(directory.session(address), undefined) : undefined;
    // Redacted before it is cut: half a secret is not recognised.
    const redact = (text: string): string => directory.secrets.redact(redactText(text)).slice(0, TEXT_LENGTH);
    if (plan === null) {
      sending.ends('nothing', redact(detail));
    }
    const recorded: RecordedConnection = {
      at: clock.now(),
      connection,
      request,
      plane,
      resolved,
      msisdn: session?.msisdn ?? null,
      step: { step: 0, name, outcome: 'failed', expected: redact(expected), got: redact(got), detail: redact(detail) },
      hits,
      sending,
    };
    // What a fault rule did is always entered: a test waits for it.
    await unlessAway(this.#append(recorded), undefined);
    return sending;
  }

  async #append(recorded: RecordedConnection): Promise<unknown> {
    const { scope } = recorded.resolved;
    return recorded.hits === NO_HITS
      ? this.#floodsOf(scope).append(recorded)
      : appendEntry(scope, new ConnectionRecord(recorded), { raw: null, isQuick: true, sending: recorded.sending });
  }

  #floodsOf(scope: Scope): Floods {
    const floods = this.#floods.get(scope.journal) ?? new Floods(scope);
    this.#floods.set(scope.journal, floods);
    return floods;
  }
}
