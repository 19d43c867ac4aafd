import { systemClock } from '../clock.ts';
import type { JournalItem, Share } from '../store/share.ts';
import type { Journal, JournalRecord, KeptRequest } from './journal.ts';
import { inSlices } from './slices.ts';
import { StoredRecord, storedCompletion, storedEntry } from './stored-record.ts';

export interface SharedJournalParts {
  readonly share: Share;
  readonly scope: string;
  /** This instance's view of the journal. */
  readonly journal: Journal;
}

/** What an entry has besides its record. */
export interface EntryFacts {
  readonly raw: KeptRequest | null;
  /** Whether the answer leaves at once, unless something goes wrong. */
  readonly isQuick: boolean;
  /** The answer that completes the entry; absent: it is complete. */
  readonly sending?: { announceTo(journal: { announce(id: number): void }, id: number): void };
}

/** An answer that leaves at once is in the journal after as long, whichever instance sent it; a question waits for it. */
const QUICK_MS = 1_000;
const PAUSE_MS = 5;
/** A listener hears of an entry when its answer has left, or after as long. */
const ANNOUNCE_MS = 150;
/** How long what became of an answer is kept for a server that is away. */
const COMPLETION_MS = 60_000;
const COMPLETION_PAUSE_MS = 500;
/** A pending entry that is older is asked after: its instance may have ended. */
const LOST_MS = 2_000;

interface Pending {
  readonly record: StoredRecord;
  readonly seenAt: number;
}

/**
 * The journal of a scope that several instances serve: a stream in the store. The instance that serves a request appends its entry, described and redacted,
 * before the answer leaves, and completes it when the answer has left. Every instance has a view of the stream, read when somebody asks or listens.
 */
export class SharedJournal {
  readonly #share: Share;
  readonly #scope: string;
  readonly #journal: Journal;
  readonly #records = new Map<number, StoredRecord>();
  readonly #pending = new Map<number, Pending>();
  #place = '';
  #reading: Promise<void> = Promise.resolve();
  #nextReading: Promise<void> | null = null;
  #isClosed = false;

  constructor({ share, scope, journal }: SharedJournalParts) {
    this.#share = share;
    this.#scope = scope;
    this.#journal = journal;
    journal.onListen = () => this.grew();
    journal.pendingMs = ANNOUNCE_MS;
  }

  close(): void {
    this.#isClosed = true;
  }

  async append(record: JournalRecord, { raw, isQuick, sending }: EntryFacts): Promise<number> {
    const { share, scope } = { share: this.#share, scope: this.#scope };
    const wasPending = record.isPending;
    const id = await share.journals.append(scope, {
      text: storedEntry(record, { instance: share.instance, isQuick }),
      raw: raw === null ? '' : rawText(raw),
      maxEntries: this.#journal.maxEntries,
    });
    if (record.isPending) {
      sending?.announceTo({ announce: () => void this.complete(id, record) }, id);
    } else if (wasPending) {
      void this.complete(id, record);
    }
    return id;
  }

  /** Appends what became of an entry. A server that is away is asked again. */
  async complete(id: number, record: JournalRecord): Promise<void> {
    if (record.needsExplaining === true && record.prepare !== undefined) {
      await inSlices(record.prepare());
    }
    const text = storedCompletion(record);
    const deadline = systemClock.now() + COMPLETION_MS;
    while (!this.#isClosed && systemClock.now() < deadline) {
      try {
        await this.#share.journals.complete(this.#scope, id, text);
        return;
      } catch (error) {
        await pause(error instanceof Error ? COMPLETION_PAUSE_MS : 0);
      }
    }
  }

  clear(): Promise<void> {
    return this.#share.journals.clear(this.#scope);
  }

  /** Reads what the journal has grown by, if somebody listens. */
  grew(): void {
    if (this.#journal.hasListeners && !this.#isClosed) {
      // Where the server is away, the next growth or question reads it.
      this.catchUp().catch(() => undefined);
    }
  }

  /** Reads all that the journal has now. */
  catchUp(): Promise<void> {
    if (this.#nextReading === null) {
      const next = this.#reading.then(() => {
        this.#nextReading = null;
        return this.#read();
      });
      this.#nextReading = next;
      this.#reading = next.catch(() => undefined);
    }
    return this.#nextReading;
  }

  /** As `catchUp`; waits for a moment for answers that are just leaving. */
  async caughtUp(): Promise<void> {
    await this.catchUp();
    while (this.#isSomeLeaving()) {
      await pause(PAUSE_MS);
      await this.catchUp();
    }
    await this.#nameLost();
  }

  #isSomeLeaving(): boolean {
    const since = systemClock.now() - QUICK_MS;
    return [...this.#pending.values()].some(({ record, seenAt }) => record.isQuick && seenAt > since);
  }

  /** Says so in pending entries whose instance has ended. */
  async #nameLost(): Promise<void> {
    const since = systemClock.now() - LOST_MS;
    const old = [...this.#pending].filter(([, { seenAt }]) => seenAt < since);
    if (old.length === 0) {
      return;
    }
    const live = new Set(await this.#share.live());
    for (const [id, { record }] of old) {
      if (!live.has(record.instance)) {
        record.lose();
        this.#pending.delete(id);
      }
    }
  }

  async #read(): Promise<void> {
    for (;;) {
      const { items, isWhole } = await this.#share.journals.read(this.#scope, this.#place);
      for (const item of items) {
        this.#take(item);
        this.#place = item.at;
      }
      if (isWhole) {
        return;
      }
      await systemClock.nextTurn();
    }
  }

  #take(item: JournalItem): void {
    const { id } = item;
    switch (item.kind) {
      case 'entry':
        this.#takeEntry(id, new StoredRecord(item.text), item.raw === '' ? null : readRaw(item.raw));
        return;
      case 'completion':
        this.#records.get(id)?.complete(item.text);
        this.#pending.delete(id);
        this.#journal.announce(id);
        return;
      case 'clearing':
        this.#records.clear();
        this.#pending.clear();
        this.#journal.clearUpTo(id);
    }
  }

  #takeEntry(id: number, record: StoredRecord, raw: KeptRequest | null): void {
    this.#records.set(id, record);
    this.#records.delete(id - this.#journal.maxEntries);
    this.#pending.delete(id - this.#journal.maxEntries);
    if (record.isPending) {
      this.#pending.set(id, { record, seenAt: systemClock.now() });
    }
    this.#journal.place(id, record, raw);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    systemClock.after(ms, resolve);
  });
}

function rawText({ body, ...rest }: KeptRequest): string {
  return JSON.stringify({ ...rest, body: Buffer.from(body).toString('base64') });
}

function readRaw(text: string): KeptRequest {
  const { body, ...rest } = JSON.parse(text) as Omit<KeptRequest, 'body'> & { readonly body: string };
  return { ...rest, body: Buffer.from(body, 'base64') };
}
