import { LAST_MOMENT, type ScopeClock, systemClock } from '../clock.ts';
import type { KnownKeys } from '../protocol/known-keys.ts';
import type { KnownSecrets } from '../protocol/known-secrets.ts';
import type { ScopeMeta } from '../store/records.ts';
import type { ScopeState, Share, SharedText } from '../store/share.ts';
import type { Epoch } from '../store/store.ts';
import type { FaultBook, FaultBookState } from './fault-book.ts';
import type { KeyRing } from './gateway-keys.ts';
import type { HeldAnswers } from './held-answers.ts';
import type { Journal } from './journal.ts';
import type { KnownSecret } from './scope-directory.ts';
import type { ScopeListeners } from './scope-listeners.ts';
import { SharedJournal } from './shared-journal.ts';

/** What an instance has of a scope besides the store. */
export interface ScopeReplica {
  readonly id: string;
  readonly epoch: Epoch;
  readonly clock: ScopeClock;
  readonly faults: FaultBook;
  readonly held: HeldAnswers;
  readonly keyRing: KeyRing;
  readonly listeners: ScopeListeners;
  readonly journal: Journal;
  readonly directory: { readonly secrets: KnownSecrets; readonly keys: KnownKeys };
  /** Takes over what another instance has changed. */
  adopt(state: ScopeState): void;
}

/** A clock that was set to what it shows anyway stays as it is. */
const SAME_TIME_MS = 5;

/** One scope as several instances serve it: changes what they share, and takes over what others have changed. */
export class ScopeShare {
  readonly journal: SharedJournal;
  readonly #share: Share;
  readonly #scope: ScopeReplica;
  /** Changes of the replica run one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #faultsVersion = '';
  #clock = '';
  #secretsRead = 0;
  /** What became known while the scope is planted: the others learn of it at the end. */
  #planted: string[] | null = null;

  constructor(share: Share, scope: ScopeReplica) {
    this.#share = share;
    this.#scope = scope;
    this.journal = new SharedJournal({ share, scope: scope.id, journal: scope.journal });
  }

  get instance(): string {
    return this.#share.instance;
  }

  get clockOffsetMs(): number {
    return this.#share.clockOffsetMs;
  }

  readState(): Promise<ScopeState | undefined> {
    return this.#share.readState(this.#scope.id);
  }

  /** Runs `act` while no other instance resets, snapshots or moves the clock of the scope. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    return this.#share.alone(`scope/${this.#scope.id}`, act);
  }

  /** Has all instances take over what the store says. Resolves when they have, with the number of answers that they released. */
  async spread(): Promise<number> {
    return this.#planted === null ? this.#share.tell({ kind: 'follow', scope: this.#scope.id }) : 0;
  }

  /** Releases the held answers of all instances. */
  release(): Promise<number> {
    return this.#share.tell({ kind: 'release', scope: this.#scope.id });
  }

  async dropConnections(): Promise<void> {
    await this.#share.tell({ kind: 'drop', scope: this.#scope.id });
  }

  /** Runs `plant`; the others take over the whole of it afterwards. */
  async planting(plant: () => Promise<void>): Promise<void> {
    this.#planted = [];
    try {
      await plant();
      await this.#share.addSecrets(this.#scope.id, this.#planted);
    } finally {
      this.#planted = null;
    }
  }

  /** Has all instances hide a secret. */
  async hide(secret: KnownSecret): Promise<void> {
    const text = JSON.stringify(secret);
    if (this.#planted === null) {
      await this.#share.addSecrets(this.#scope.id, [text]);
    } else {
      this.#planted.push(text);
    }
  }

  /** Changes the fault rules for all instances, as if there were one. */
  changeFaults<T>(act: (faults: FaultBook) => T): Promise<T> {
    return this.#inTurn(() => this.#changeFaults(act, false));
  }

  /** Replaces the fault rules for all instances. */
  replaceFaults(state: FaultBookState): Promise<void> {
    return this.#inTurn(() => this.#changeFaults((faults) => faults.restore(state), true));
  }

  async #changeFaults<T>(act: (faults: FaultBook) => T, isWrittenAnyway: boolean): Promise<T> {
    const { faults, epoch } = this.#scope;
    for (;;) {
      const before = faults.state;
      const result = act(faults);
      const text = JSON.stringify(faults.state);
      if (text === JSON.stringify(before) && !isWrittenAnyway) {
        return result;
      }
      try {
        const { isChanged, ...standing } = await this.#share.changeFaults(epoch, this.#faultsVersion, text);
        if (isChanged) {
          this.#faultsVersion = standing.version;
          return result;
        }
        faults.restore(before);
        this.#takeFaults(standing);
      } catch (error) {
        faults.restore(before);
        throw error;
      }
    }
  }

  /** Takes over what the store says of the scope. Resolves with the number of answers that this released. */
  follow(): Promise<number> {
    return this.#inTurn(() => this.#follow());
  }

  /** As `follow`, which nobody waits for. */
  followSoon(): void {
    this.follow().catch(() => undefined);
  }

  /** A key of the ring that has no other owner: the first instance that makes one. */
  async shareKey(keyid: string, pem: string): Promise<string> {
    const part = { name: keyid, text: pem, replaces: false };
    const standing = await this.#share.putPart(this.#scope.id, 'keys', part);
    await this.spread();
    return standing;
  }

  nextKeyid(): Promise<string> {
    return this.#share.nextKeyid();
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #follow(): Promise<number> {
    const { id, held, clock, keyRing, listeners, epoch } = this.#scope;
    const state = await this.#share.readState(id);
    if (state === undefined) {
      return 0;
    }
    await this.#learnSecrets();
    const keys = keyRing.lacks(state.meta.keyids) ? await this.#share.readParts(id, 'keys') : new Map<string, string>();
    const releasedBefore = held.released;
    const isAnew = state.epoch.number !== epoch.number;
    this.#scope.adopt(state);
    keyRing.restore(state.meta.keyids);
    keyRing.learn(keys);
    this.#takeFaults(state.faults);
    this.#takeClock(clock, state.meta.clock);
    await listeners.settle();
    await listeners.closeReleased();
    if (isAnew) {
      await held.release();
    }
    await held.settled();
    return held.released - releasedBefore;
  }

  #takeFaults({ version, text }: SharedText): void {
    if (version !== this.#faultsVersion) {
      this.#faultsVersion = version;
      if (text === '') {
        this.#scope.faults.clear();
      } else {
        this.#scope.faults.restore(JSON.parse(text) as FaultBookState);
      }
    }
  }

  #takeClock(clock: ScopeClock, anchor: ScopeMeta['clock']): void {
    const text = JSON.stringify(anchor);
    if (text === this.#clock) {
      return;
    }
    this.#clock = text;
    const { now, rate, anchoredAt } = anchor;
    const elapsed = systemClock.now() + this.#share.clockOffsetMs - anchoredAt;
    const to = Math.min(LAST_MOMENT, Math.floor(now + elapsed * rate));
    if (clock.state.rate !== rate || Math.abs(clock.now() - to) > (rate === 0 ? 0 : SAME_TIME_MS)) {
      clock.set({ now: to, rate });
    }
  }

  async #learnSecrets(): Promise<void> {
    const { id, directory } = this.#scope;
    const texts = await this.#share.readSecrets(id, this.#secretsRead);
    this.#secretsRead += texts.length;
    for (const text of texts) {
      const secret = JSON.parse(text) as KnownSecret;
      if ('app' in secret) {
        directory.secrets.addKeys(secret.app.appKey, secret.app.appSecret);
        directory.keys.add(secret.app);
      } else {
        directory.secrets.addNumber(secret.number);
      }
    }
  }
}
