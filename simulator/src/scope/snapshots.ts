import type { ScopeDump } from '../store/records.ts';
import type { Share } from '../store/share.ts';
import type { FaultBookState } from './fault-book.ts';
import type { BearerPlace } from './scope-listeners.ts';

export interface Snapshot {
  readonly state: ScopeDump;
  readonly faults: FaultBookState;
  /** The bearers with ports of the instance that took the snapshot. */
  readonly bearers: readonly BearerPlace[];
  /** null: there is one instance only. */
  readonly instance: string | null;
}

/** The snapshots of a scope by their names. */
export interface Snapshots {
  get(name: string): Promise<Snapshot | undefined>;
  set(name: string, snapshot: Snapshot): Promise<void>;
  /** Returns false where there is none of that name. */
  delete(name: string): Promise<boolean>;
  names(): Promise<readonly string[]>;
}

export class LocalSnapshots implements Snapshots {
  readonly #snapshots = new Map<string, Snapshot>();

  async get(name: string): Promise<Snapshot | undefined> {
    return this.#snapshots.get(name);
  }

  async set(name: string, snapshot: Snapshot): Promise<void> {
    this.#snapshots.set(name, snapshot);
  }

  async delete(name: string): Promise<boolean> {
    return this.#snapshots.delete(name);
  }

  async names(): Promise<readonly string[]> {
    return [...this.#snapshots.keys()];
  }
}

export class SharedSnapshots implements Snapshots {
  readonly #share: Share;
  readonly #scope: string;

  constructor(share: Share, scope: string) {
    this.#share = share;
    this.#scope = scope;
  }

  async get(name: string): Promise<Snapshot | undefined> {
    const text = (await this.#share.readParts(this.#scope, 'snapshots')).get(name);
    return text === undefined ? undefined : (JSON.parse(text) as Snapshot);
  }

  async set(name: string, snapshot: Snapshot): Promise<void> {
    await this.#share.putPart(this.#scope, 'snapshots', { name, text: JSON.stringify(snapshot), replaces: true });
  }

  delete(name: string): Promise<boolean> {
    return this.#share.removePart(this.#scope, 'snapshots', name);
  }

  async names(): Promise<readonly string[]> {
    return [...(await this.#share.readParts(this.#scope, 'snapshots')).keys()].toSorted();
  }
}
