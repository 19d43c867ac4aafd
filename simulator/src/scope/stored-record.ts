import { createHash } from 'node:crypto';
import type { JournalEntry, SentAnswer } from '../model/journal.ts';
import { maskNumber } from '../protocol/numbers.ts';
import type { JournalRecord, SeenBefore } from './journal.ts';
import { nameEarlier } from './name-earlier.ts';

/** The index of an entry: what it is queried and joined by. Credentials are digests: they are compared only. */
interface StoredIndex extends Pick<JournalRecord, 'plane' | 'operation' | 'appid' | 'msgid' | 'links' | 'token' | 'sign'> {
  /** The instance that served the request. */
  readonly instance: string;
  /** The answer leaves at once, unless something goes wrong. */
  readonly isQuick: boolean;
}

interface StoredState {
  readonly resultCode: string | null;
  readonly isPending: boolean;
}

interface StoredEntry extends StoredState {
  readonly index: StoredIndex;
  readonly entry: JournalEntry;
}

interface StoredCompletion extends StoredState {
  readonly entry: Partial<JournalEntry>;
}

const FIRST: SeenBefore = { msgidOccurrence: 1, spentBy: null, signedBy: null };

/** The entry as text, redacted, for all instances. What takes a search to explain follows with the completion. */
export function storedEntry(record: JournalRecord, facts: Pick<StoredIndex, 'instance' | 'isQuick'>): string {
  const { plane, operation, msgid, links, token, resultCode, isPending } = record;
  const stored: StoredEntry = {
    index: {
      plane,
      operation,
      appid: record.describeAppid(),
      msgid,
      links: {
        connection: links.connection,
        address: links.address,
        msisdn: links.msisdn === null ? null : maskNumber(links.msisdn),
        presented: digest(links.presented),
        issued: digest(links.issued),
      },
      token: { spent: digest(token.spent), refused: digest(token.refused) },
      sign: digest(record.sign ?? null),
      ...facts,
    },
    entry:
      record.needsExplaining === true ? (record.describeBriefly?.(0) ?? record.describe(0, FIRST)) : record.describe(0, FIRST),
    resultCode,
    isPending,
  };
  return JSON.stringify(stored);
}

/** What became of the entry as text. */
export function storedCompletion(record: JournalRecord): string {
  const { resultCode, isPending } = record;
  const { answer, sent, trace } = record.describe(0, FIRST);
  const entry = { answer, sent, ...(record.needsExplaining === true ? { trace } : {}) };
  const completion: StoredCompletion = { entry, resultCode, isPending };
  return JSON.stringify(completion);
}

function digest(credential: string | null): string | null {
  return credential === null ? null : createHash('sha256').update(credential).digest('base64url').slice(0, 22);
}

/** An entry that one of several instances has written. */
export class StoredRecord implements JournalRecord {
  readonly bytes: number;
  readonly instance: string;
  readonly isQuick: boolean;
  readonly #index: StoredIndex;
  #entry: JournalEntry;
  #state: StoredState;

  constructor(text: string) {
    const { index, entry, ...state } = JSON.parse(text) as StoredEntry;
    this.#index = index;
    this.#entry = entry;
    this.#state = state;
    this.bytes = text.length;
    this.instance = index.instance;
    this.isQuick = index.isQuick;
  }

  complete(text: string): void {
    const { entry, ...state } = JSON.parse(text) as StoredCompletion;
    this.#entry = { ...this.#entry, ...entry };
    this.#state = state;
  }

  /** The instance has ended before it wrote what became of the answer. */
  lose(): void {
    const { sent } = this.#entry;
    const detail = 'what left is not known: the instance that served the request has ended';
    this.#entry = { ...this.#entry, sent: { ...sent, detail } };
  }

  get plane(): StoredIndex['plane'] {
    return this.#index.plane;
  }

  get operation(): StoredIndex['operation'] {
    return this.#index.operation;
  }

  get appid(): string | null {
    return this.#index.appid;
  }

  get msgid(): string | null {
    return this.#index.msgid;
  }

  get links(): JournalRecord['links'] {
    return this.#index.links;
  }

  get token(): JournalRecord['token'] {
    return this.#index.token;
  }

  get sign(): string | null {
    return this.#index.sign ?? null;
  }

  get resultCode(): string | null {
    return this.#state.resultCode;
  }

  get isPending(): boolean {
    return this.#state.isPending;
  }

  describeAppid(): string | null {
    return this.#index.appid;
  }

  describeSent(): SentAnswer {
    return this.#entry.sent;
  }

  describe(id: number, seen: SeenBefore): JournalEntry {
    const trace = this.#entry.trace.map((step) => nameEarlier(step, seen));
    return { ...this.#entry, id, msgidOccurrence: seen.msgidOccurrence, trace };
  }
}
