import { systemClock } from '../clock.ts';
import type { SentAnswer, SentExtent } from '../model/journal.ts';

/** The answer that is planned: what the journal shows once all of it has left. */
export interface AnswerPlan {
  readonly status: number;
  readonly resultCode: string | null;
  /** The result code of the answer that a fault rule has replaced by one without a code; the client does not see it. */
  readonly replacedCode?: string | null;
}

/** When the request came. */
export interface RequestedAt {
  /** On the scope's clock. */
  readonly at: number;
  readonly realAt: number;
}

/** The clock of the entry's scope. */
interface Clock {
  now(): number;
}

/** The journal that has the entry. */
interface Announcer {
  announce(id: number): void;
}

type Settled = Exclude<SentExtent, 'pending'>;

/**
 * What of one answer really left. The journal entry has it from the start, and whoever writes to the socket completes it. A peer that has ended its side may
 * be half-closed or gone; which of the two shows only once something is written to it.
 *
 * The journal holds ten thousand of these, and the garbage collector copies each one: the plan's values stand here without their object, and times are
 * milliseconds since the request, which V8 keeps without an object of their own.
 */
export class SendingAnswer {
  /** null: no answer is planned. */
  readonly #status: number | null;
  readonly #resultCode: string | null;
  readonly #replacedCode: string | null;
  readonly #clock: Clock;
  readonly requested: RequestedAt;
  #extent: SentExtent = 'pending';
  #bytes = 0;
  /** The bytes that had left when the client ended its side: later ones may have gone nowhere. */
  #bytesAtEnd: number | null = null;
  #clientEndedAt: number | null = null;
  /** When bytes last left, after the request, on the scope's clock; null: none have. */
  #sentAfterMs: number | null = null;
  #realSentAfterMs: number | null = null;
  #client: SentAnswer['client'] = 'connected';
  #detail = 'nothing was sent yet';
  #journal: Announcer | null = null;
  #entry = 0;
  /** What is called once the answer is settled; null: nothing, as for nearly all of them. */
  #listeners: (() => void)[] | null = null;

  constructor(plan: AnswerPlan | null, clock: Clock, requested: RequestedAt) {
    this.#status = plan?.status ?? null;
    this.#resultCode = plan?.resultCode ?? null;
    this.#replacedCode = plan?.replacedCode ?? null;
    this.#clock = clock;
    this.requested = requested;
  }

  get isPending(): boolean {
    return this.#extent === 'pending';
  }

  /** The planned answer if all of it has left. */
  get answer(): AnswerPlan | null {
    return this.#extent === 'whole' && this.#status !== null ? { status: this.#status, resultCode: this.#resultCode } : null;
  }

  /** The result code of the planned answer if all of it has left. */
  get resultCode(): string | null {
    return this.#extent === 'whole' ? this.#resultCode : null;
  }

  /** The result code that the gateway came to, whatever was sent. */
  get plannedCode(): string | null {
    return this.#resultCode ?? this.#replacedCode;
  }

  /** Why nothing has left yet. The answer may be settled before it is to wait: its client had gone. */
  waits(detail: string): void {
    if (this.isPending) {
      this.#detail = `${detail}${this.#describeEndOfClient()}`;
    }
  }

  /** These bytes have left, and more may follow. */
  left(bytes: number): void {
    this.#bytes += bytes;
    const { at, realAt } = this.requested;
    // An alarm of a scope's clock may be due between two milliseconds.
    this.#sentAfterMs = Math.floor(this.#clock.now()) - at;
    this.#realSentAfterMs = systemClock.now() - realAt;
  }

  /** The whole answer has left, with its last bytes. */
  whole(bytes: number): void {
    if (this.isPending) {
      this.left(bytes);
      this.#settle('whole', 'the whole answer left');
    }
  }

  /** No more will leave, by a fault rule or a state. */
  ends(extent: Settled, detail: string): void {
    if (this.isPending) {
      this.#settle(extent, detail);
    }
  }

  /** The client has ended its side: it is half-closed or gone. */
  clientEnded(at: number): void {
    if (this.isPending) {
      this.#clientEndedAt = at;
      this.#bytesAtEnd = this.#bytes;
      this.#detail += this.#describeEndOfClient();
    }
  }

  /** The connection is closed. */
  closed({ cause, wasReset }: { readonly cause: string | null; readonly wasReset: boolean }): void {
    if (!this.isPending) {
      return;
    }
    if (cause === null && this.#bytesAtEnd !== null) {
      this.#bytes = this.#bytesAtEnd;
    }
    const bytes = this.#bytes;
    if (bytes === 0) {
      this.#sentAfterMs = null;
      this.#realSentAfterMs = null;
    }
    if (cause === null) {
      this.#client = wasReset && this.#clientEndedAt === null ? 'reset' : 'gone';
    }
    const sent = bytes === 0 ? 'not sent' : `cut after ${bytes} bytes`;
    this.#settle(bytes === 0 ? 'nothing' : 'part', `${sent}: ${cause ?? this.#describeLoss(wasReset)}`);
  }

  /** The connection was reset after the whole answer had left, and nothing more has come from the client. */
  resetAfter(): void {
    if (this.#extent === 'pending' || this.#realSentAfterMs === null || this.#client !== 'connected') {
      return;
    }
    const ms = systemClock.now() - this.requested.realAt - this.#realSentAfterMs;
    this.#client = 'reset';
    this.#detail = `${this.#detail}; the client reset the connection ${ms} ms later and sent nothing more: the answer counts as not read`;
  }

  /** Has the journal announce the entry once the answer is settled. Fields instead of a listener: this is done for every request. */
  announceTo(journal: Announcer, entry: number): void {
    this.#journal = journal;
    this.#entry = entry;
  }

  /** Calls `listener` once the answer is settled, or now if it is. */
  whenSettled(listener: () => void): void {
    if (!this.isPending) {
      listener();
      return;
    }
    this.#listeners = [...(this.#listeners ?? []), listener];
  }

  describe(): SentAnswer {
    const { at, realAt } = this.requested;
    return {
      extent: this.#extent,
      bytes: this.#bytes,
      at: this.#sentAfterMs === null ? null : Math.round(at + this.#sentAfterMs),
      realAt: this.#realSentAfterMs === null ? null : realAt + this.#realSentAfterMs,
      client: this.#client,
      detail: this.#detail,
    };
  }

  /** Empty where the client has not ended its side. */
  #describeEndOfClient(): string {
    return this.#clientEndedAt === null
      ? ''
      : `; the client ended its side after ${this.#clientEndedAt - this.requested.realAt} ms`;
  }

  #describeLoss(wasReset: boolean): string {
    if (this.#clientEndedAt !== null) {
      return `the client had gone after ${this.#clientEndedAt - this.requested.realAt} ms`;
    }
    const how = wasReset ? 'reset the connection' : 'had gone';
    return `the client ${how} after ${systemClock.now() - this.requested.realAt} ms`;
  }

  #settle(extent: Settled, detail: string): void {
    this.#extent = extent;
    this.#detail = detail;
    const journal = this.#journal;
    const listeners = this.#listeners;
    this.#journal = null;
    this.#listeners = null;
    journal?.announce(this.#entry);
    for (const listener of listeners ?? []) {
      listener();
    }
  }
}
