import type { ScopeMeta } from './records.ts';
import type { Epoch } from './store.ts';

/** What several instances of a simulator share besides the state of their store: which scopes there are, what they do together, and each scope's journal. */

/**
 * What one instance asks of all of them: `follow`: take over what the store says of the scope; `release`: release its held answers; `drop`: end its
 * connections.
 */
export interface Order {
  readonly kind: 'follow' | 'release' | 'drop';
  readonly scope: string;
}

export interface InstanceHandlers {
  /** Does what is asked. Resolves with the number of answers that were released. */
  readonly act: (order: Order) => Promise<number>;
  /** Takes over everything: something may have been missed. */
  readonly followAll: () => Promise<void>;
  /** Other instances have left, or have died: what they were about is mended. */
  readonly othersAreGone: () => Promise<void>;
  /** Something failed that nobody waits for. */
  readonly failed: (error: unknown) => void;
  /** The journal of a scope has grown. */
  readonly journalGrew: (scope: string) => void;
}

/** A scope as the instance that created it announced it. */
export interface AnnouncedScope {
  /** Another one for each beginning under the same id. */
  readonly incarnation: string;
  /** As JSON. */
  readonly seed: string;
  /** The real time at which the scope ends by itself; null: never. */
  readonly endsAt: number | null;
}

/** What an instance must know to serve a scope as the others do. */
export interface ScopeState {
  readonly epoch: Epoch;
  readonly meta: ScopeMeta;
  readonly faults: SharedText;
}

/** A text with its version, for changes by compare and swap; '' where there is none yet. */
export interface SharedText {
  readonly version: string;
  readonly text: string;
}

/** A line of a scope's journal. */
export type JournalItem =
  /** An entry, before its answer leaves. */
  | { readonly kind: 'entry'; readonly at: string; readonly id: number; readonly text: string; readonly raw: string }
  /** What became of an entry. */
  | { readonly kind: 'completion'; readonly at: string; readonly id: number; readonly text: string }
  /** All entries up to this one are forgotten. */
  | { readonly kind: 'clearing'; readonly at: string; readonly id: number };

export interface NewJournalEntry {
  readonly text: string;
  /** The request as it came; '' where there is none. */
  readonly raw: string;
  /** How many entries the journal has at most. */
  readonly maxEntries: number;
}

/** The journals of all scopes. */
export interface JournalShare {
  /** Appends an entry; returns its id. */
  append(scope: string, entry: NewJournalEntry): Promise<number>;
  complete(scope: string, id: number, text: string): Promise<void>;
  clear(scope: string): Promise<void>;
  /** The lines after a place, '' for all, as many as are answered at once, and whether these are all. */
  read(scope: string, after: string): Promise<{ readonly items: readonly JournalItem[]; readonly isWhole: boolean }>;
}

export interface Share {
  /** The number of this instance: no other has had it. */
  readonly instance: string;
  readonly journals: JournalShare;
  /** Milliseconds that the common clock is ahead of this machine's. */
  readonly clockOffsetMs: number;
  /** Joins the other instances. From now on the handlers are called. */
  join(handlers: InstanceHandlers): Promise<void>;
  leave(): Promise<void>;
  /** Whether this instance has followed the others up to now, so that it may answer. */
  isCurrent(): boolean;
  /** Has all live instances, this one too, do something. Resolves when they have, with the number of answers that were released. */
  tell(order: Order): Promise<number>;
  /** The instances that live, this one too. */
  live(): Promise<readonly string[]>;

  /** Runs `act` while no other instance runs anything under that name. */
  alone<T>(name: string, act: () => Promise<T>): Promise<T>;
  /** Sets a text where there is none. Returns the one that stands then. */
  settle(name: string, text: string): Promise<string>;
  /** Sets again what was settled, where the store has lost it. */
  settleAgain(): Promise<void>;
  /** Returns false where there is a scope of that id. */
  announce(scope: string, announced: AnnouncedScope): Promise<boolean>;
  announced(scope: string): Promise<AnnouncedScope | undefined>;
  allAnnounced(): Promise<ReadonlyMap<string, AnnouncedScope>>;
  /** Returns false where the scope was not announced. */
  withdraw(scope: string): Promise<boolean>;

  /** undefined: the scope has not begun, or has ended. */
  readState(scope: string): Promise<ScopeState | undefined>;
  /** Replaces the fault rules that stand at that version. Returns those that stand then, and whether they are the new ones. */
  changeFaults(epoch: Epoch, version: string, text: string): Promise<SharedText & { readonly isChanged: boolean }>;
  nextKeyid(): Promise<string>;
  /** What belongs to a scope beyond its epochs, by name: keys, snapshots. */
  readParts(scope: string, collection: PartCollection): Promise<ReadonlyMap<string, string>>;
  /** Puts a part; where it stands already, only with `replaces`. Returns the one that stands then. */
  putPart(scope: string, collection: PartCollection, part: NewPart): Promise<string>;
  removePart(scope: string, collection: PartCollection, name: string): Promise<boolean>;
  /** What must be hidden in the scope's journal, in the order in which it became known. */
  addSecrets(scope: string, secrets: readonly string[]): Promise<void>;
  readSecrets(scope: string, from: number): Promise<readonly string[]>;
  /** Removes all of a scope that `Store.end` does not. */
  removeParts(scope: string): Promise<void>;
}

export type PartCollection = 'keys' | 'snapshots';

export interface NewPart {
  readonly name: string;
  readonly text: string;
  readonly replaces: boolean;
}
