import type { KeyObject } from 'node:crypto';
import { type ClockState, LAST_MOMENT, ScopeClock, systemClock } from '../clock.ts';
import type { BearerSeed, OpenedBearer, PersonaPlaces, Session, Settings } from '../model/documents.ts';
import type { BearerPorts } from '../model/listeners.ts';
import type { Plane } from '../model/operations.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { SCRIP_LENGTH } from '../protocol/credentials.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { alphanumeric, type RandomBytes, SeededRandom, SystemRandom } from '../random.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
import type { ScopeMeta } from '../store/records.ts';
import type { ScopeState, Share } from '../store/share.ts';
import type { Epoch, Store } from '../store/store.ts';
import { claimPersonas } from './claim-personas.ts';
import { bearerSchema, read } from './documents.ts';
import { FaultBook } from './fault-book.ts';
import { type GatewayKeys, KeyRing } from './gateway-keys.ts';
import { HeldAnswers } from './held-answers.ts';
import { Journal, readJournalBounds } from './journal.ts';
import type { PersonaBlock, PersonaDocuments } from './personas.ts';
import { ScopeDirectory } from './scope-directory.ts';
import { type BearerPlace, type OpenedListeners, ScopeListeners } from './scope-listeners.ts';
import { ScopeShare } from './scope-share.ts';
import { clockSchema, defaultSettings, settingsSchema } from './settings.ts';
import { eachWithPauses, groupsWithPauses } from './slices.ts';
import { LocalSnapshots, SharedSnapshots, type Snapshot, type Snapshots } from './snapshots.ts';

export interface ScopeParts {
  readonly id: string;
  readonly store: Store;
  /** What this instance shares with others; absent: it is the only one. */
  readonly share?: Share | undefined;
  readonly gatewayKeys: GatewayKeys;
  readonly seed: ScopeSeed;
  /** Whose names the fields of the SDK's requests have; absent: the known ones. */
  readonly fields?: 'known' | 'of a dialect';
  /** The blocks that the personas may have; the first free one is used. */
  readonly personaBlocks: readonly PersonaBlock[];
  /** The real time at which the scope ends by itself; null: never. */
  readonly endsAt: number | null;
  /** Returns an address that no other bearer has. */
  readonly nextBearerAddress: () => string;
  readonly openBearer: (scope: string, place: BearerPlace) => Promise<OpenedListeners<BearerPorts>>;
}

/** A scope from the inside: all state that an operation reads or changes. */
export class Scope {
  readonly id: string;
  readonly clock = new ScopeClock();
  readonly store: Store;
  readonly platformKey: KeyObject;
  readonly keyRing: KeyRing;
  readonly directory: ScopeDirectory;
  readonly faults: FaultBook;
  readonly journal: Journal;
  readonly held = new HeldAnswers(this.clock);
  readonly listeners: ScopeListeners;
  readonly snapshots: Snapshots;
  /** null: this instance is the only one. */
  readonly share: ScopeShare | null;
  readonly #seed: ScopeSeed;
  readonly #endsAt: number | null;
  readonly #nextBearerAddress: () => string;
  /** The addresses of the seed's bearers, in its order. A reset gives them the same addresses again. */
  readonly #seedAddresses: string[] = [];
  readonly #personaBlocks: readonly PersonaBlock[];
  random: RandomBytes;
  /** The epoch of now. A request takes it when it is resolved and names it in its effect, so that a reset in between voids the effect. */
  epoch: Epoch;
  /** As the store has it. */
  #meta: ScopeMeta;
  /** Resolves when the last reset, snapshot or restore has ended. */
  #turn: Promise<unknown> = Promise.resolve();
  #isEnded = false;

  constructor({ id, store, share, gatewayKeys, seed, fields, ...parts }: ScopeParts) {
    const { personaBlocks, endsAt, nextBearerAddress, openBearer } = parts;
    this.id = id;
    this.store = store;
    this.platformKey = gatewayKeys.platform.privateKey;
    const shareKey = async (keyid: string, pem: string): Promise<string> => (await this.share?.shareKey(keyid, pem)) ?? pem;
    this.keyRing = new KeyRing(gatewayKeys, share === undefined ? null : shareKey);
    this.#seed = seed;
    this.faults = new FaultBook(fields);
    this.#personaBlocks = personaBlocks;
    this.journal = new Journal(readJournalBounds(seed.journal));
    this.random = randomOf(seed);
    this.#nextBearerAddress = nextBearerAddress;
    this.#endsAt = endsAt;
    this.epoch = { scope: id, number: 0 };
    this.#meta = this.#firstMeta(defaultSettings);
    this.directory = new ScopeDirectory({
      epoch: () => this.epoch,
      store,
      random: () => this.random,
      bearersChanged: () => this.#documentsChanged(() => this.listeners.settleBearers()),
      sessionReleased: () => this.#documentsChanged(() => this.listeners.closeReleased()),
      hide: share === undefined ? undefined : async (secret) => this.share?.hide(secret),
    });
    const { faults, clock, directory } = this;
    this.listeners = new ScopeListeners({
      ...{ faults, clock, directory, openBearer: (place) => openBearer(id, place) },
      changeFaults: (act) => this.changeFaults(act),
    });
    this.snapshots = share === undefined ? new LocalSnapshots() : new SharedSnapshots(share, id);
    this.share = share === undefined ? null : new ScopeShare(share, this);
  }

  get settings(): Settings {
    return this.#meta.settings;
  }

  get personas(): PersonaPlaces | null {
    return this.#meta.personas;
  }

  get endsAt(): number | null {
    return this.#meta.endsAt;
  }

  /** Changes what the scope has once. Of two changes at once, the second is made of what the first left. */
  async changeMeta(change: (standing: ScopeMeta) => ScopeMeta): Promise<ScopeMeta> {
    const { epoch, store } = this;
    for (;;) {
      const { version, value } = await store.readMeta(epoch);
      const next = change(value);
      if (await store.changeMeta(epoch, version, next)) {
        if (this.epoch === epoch) {
          this.#meta = next;
        }
        return next;
      }
    }
  }

  /** Takes over what another instance has changed. */
  adopt({ epoch, meta }: ScopeState): void {
    if (epoch.number !== this.epoch.number) {
      this.random = randomOf(this.#seed, 0, this.share?.instance);
    }
    this.epoch = epoch;
    this.#meta = meta;
  }

  /** Takes over what the store says; resolves with the number of answers that this released. */
  async follow(): Promise<number> {
    return this.share === null ? 0 : this.share.follow();
  }

  /** Has all instances take over what was changed. Resolves with the number of answers that this released. */
  spread(): Answer<number> {
    return this.share === null ? 0 : this.share.spread();
  }

  /** Resolves when the journal has the entries of all instances. */
  async caughtUp(): Promise<void> {
    await this.share?.journal.caughtUp();
  }

  /** Reads or changes the fault rules, in one step for all instances. */
  changeFaults<T>(act: (faults: FaultBook) => T): Answer<T> {
    return this.share === null ? act(this.faults) : this.share.changeFaults(act);
  }

  /** Resolves with the number of answers that all instances have released. */
  async release(): Promise<number> {
    return this.share === null ? this.held.release() : this.share.release();
  }

  async clearJournal(): Promise<void> {
    await (this.share === null ? this.journal.clear() : this.share.journal.clear());
  }

  /** Makes a new gateway key the current one. */
  async rotateKeys(): Promise<void> {
    this.keyRing.rotate(await this.share?.nextKeyid());
    await this.changeMeta((standing) => ({ ...standing, keyids: this.keyRing.keyids }));
    await this.spread();
  }

  async #documentsChanged(settle: () => Promise<void>): Promise<void> {
    await settle();
    await this.spread();
  }

  /** The time of a plane's clock. */
  nowOn(plane: Plane): number {
    return Math.max(0, Math.min(LAST_MOMENT, this.clock.now() + this.settings.skewMs[plane]));
  }

  makeScrip(): string {
    return alphanumeric(this.random, SCRIP_LENGTH);
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Ends the scope: held answers and waits are released, and handles refuse from now on. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.share?.journal.close();
    this.journal.end();
    await this.held.release();
    this.clock.close();
  }

  /** Begins the scope with the documents, settings, clock and fault rules of the seed. */
  plant(): Promise<void> {
    return this.share === null ? this.#plant() : this.share.planting(() => this.#plantMarked());
  }

  /** As long as the mark is there, the scope is not whole. */
  async #plantMarked(): Promise<void> {
    await this.#plant();
    await this.changeMeta(({ planting: _, ...standing }) => standing);
  }

  /** Plants the scope anew if an instance that is dead has begun to. */
  mend(isDead: (instance: string) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { planting } = (await this.share?.readState())?.meta ?? {};
      if (planting !== undefined && isDead(planting.by)) {
        await this.#reset();
      }
    });
  }

  async #plant(): Promise<void> {
    const { apps = [], subscribers = [], sessions = [], bearers = [], settings = {}, clock, faults = [], preset } = this.#seed;
    const made = read(settingsSchema, 'settings', settings);
    // Before anything that reads the clock, such as the arming of rules.
    const { now, rate = 1 } = read(clockSchema, 'clock', clock ?? {});
    if (clock !== undefined) {
      this.clock.set({ now: now ?? this.clock.now(), rate });
    }
    // No epoch of the scope has begun before: it is being created.
    const mark = this.share === null ? {} : { planting: { by: this.share.instance, isFirst: this.epoch.number === 0 } };
    const begun = this.#begin({ ...this.#firstMeta(made), ...mark });
    if (begun instanceof Promise) {
      await begun;
    }
    const personas = preset === 'personas' ? await this.#claimPersonas() : NO_PERSONAS;
    await eachWithPauses([...personas.apps, ...apps], (app) => this.directory.putApp(app));
    await groupsWithPauses([...personas.subscribers, ...subscribers], PLANTED_AT_ONCE, (subscriber) =>
      this.directory.putSubscriber(subscriber),
    );
    await groupsWithPauses([...personas.sessions, ...sessions], PLANTED_AT_ONCE, (session) =>
      this.directory.leaseSession(session),
    );
    for (const [index, bearer] of bearers.entries()) {
      this.#seedAddresses[index] ??= this.#nextBearerAddress();
      await this.openBearer(bearer, this.#seedAddresses[index]);
    }
    if (faults.length > 0) {
      await this.changeFaults((book) => faults.map((rule) => book.put(rule, this.clock.now())));
    }
    await this.listeners.settle();
  }

  /** Opens a bearer with ports of its own: leases an address that nobody connects from, and opens listeners whose connections all have its session. */
  async openBearer(input: BearerSeed, address = this.#nextBearerAddress()): Promise<OpenedBearer> {
    const { ports: asked, ...bearer } = read(bearerSchema, 'bearer', input);
    const session = await this.directory.leaseSession({ address, ...bearer });
    try {
      const ports = await this.listeners.openBearer({ address: session.address, ports: asked as Partial<BearerPorts> });
      return this.#opened(session, ports);
    } catch (error) {
      await this.directory.remove('session', session.address);
      throw error;
    }
  }

  async bearers(): Promise<readonly OpenedBearer[]> {
    const bearers = this.listeners.bearers().map(async ({ address, ports }): Promise<readonly OpenedBearer[]> => {
      const session = await this.directory.session(address);
      return session === undefined ? [] : [this.#opened(session, ports)];
    });
    return (await Promise.all(bearers)).flat();
  }

  /** The ports of a bearer belong to the instance that opened them. */
  #opened(session: Session, ports: BearerPorts): OpenedBearer {
    return { ...session, ports, ...(this.share === null ? {} : { instance: this.share.instance }) };
  }

  async #claimPersonas(): Promise<PersonaDocuments> {
    const { store, epoch } = this;
    const { documents, places } = await claimPersonas({ store, epoch, blocks: this.#personaBlocks });
    await this.changeMeta((standing) => ({ ...standing, personas: places }));
    return documents;
  }

  /** Resets the scope to its seed. */
  reset(): Promise<void> {
    return this.#inTurn(() => this.#reset());
  }

  takeSnapshot(name: string): Promise<void> {
    return this.#inTurn(() => this.#takeSnapshot(name));
  }

  restore(name: string): Promise<void> {
    return this.#inTurn(() => this.#restore(name));
  }

  /** Resets, snapshots and restores run one after the other: two concurrent resets would both plant the seed. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(() => this.alone(act));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Runs `act` while no other instance does what must be alone. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    return this.share === null ? act() : this.share.alone(act);
  }

  /** In one process, from the journal to the new epoch nothing is awaited: no request sees one of them without the other. */
  async #reset(): Promise<void> {
    this.faults.clear();
    await this.held.release();
    if (this.share === null) {
      this.journal.clear();
    } else {
      await this.share.journal.clear();
    }
    this.clock.reset();
    this.random = randomOf(this.#seed);
    this.keyRing.reset();
    await this.plant();
    await this.listeners.closeReleased();
    await this.spread();
  }

  async #takeSnapshot(name: string): Promise<void> {
    await this.changeMeta((standing) => ({
      ...standing,
      clock: this.anchored(this.clock.state),
      randomPosition: this.#randomPosition,
    }));
    const state = await this.store.dump(this.epoch);
    await this.snapshots.set(name, {
      ...{ state, faults: this.faults.state, bearers: this.listeners.bearers() },
      instance: this.share?.instance ?? null,
    });
  }

  async #restore(name: string): Promise<void> {
    const snapshot = await this.snapshots.get(name);
    if (snapshot === undefined) {
      throw await unknownSnapshot(this, name);
    }
    const loaded = this.#load(snapshot);
    if (!(loaded instanceof Promise ? await loaded : loaded)) {
      throw new ProblemError(
        'claimed',
        `snapshot ${JSON.stringify(name)} has an app, an address or a token that another scope holds by now`,
      );
    }
    await this.listeners.settle();
    await this.listeners.closeReleased();
    for (const place of snapshot.instance === (this.share?.instance ?? null) ? snapshot.bearers : []) {
      await this.listeners.openBearer(place);
    }
    await this.held.release();
    await this.share?.replaceFaults(snapshot.faults);
    await this.spread();
  }

  /** Returns false, and changes nothing, if another scope has one of the snapshot's names by now. */
  #load({ state, faults }: Snapshot): Answer<boolean> {
    const { clock, randomPosition, keyids } = state.meta;
    const meta = { ...state.meta, clock: this.anchored(clock) };
    return withAnswer(this.store.load(this.id, { ...state, meta }), (epoch) => {
      if (epoch === null) {
        return false;
      }
      this.epoch = epoch;
      this.#meta = meta;
      this.clock.set(clock);
      this.faults.restore(faults);
      this.random = randomOf(this.#seed, randomPosition);
      this.keyRing.restore(keyids);
      return true;
    });
  }

  #begin(meta: ScopeMeta): Answer<void> {
    return withAnswer(this.store.begin(this.id, meta), (epoch) => {
      this.epoch = epoch;
      this.#meta = meta;
    });
  }

  #firstMeta(settings: Settings): ScopeMeta {
    return {
      settings,
      clock: this.anchored(this.clock.state),
      randomPosition: 0,
      keyids: this.keyRing.keyids,
      personas: null,
      endsAt: this.#endsAt,
    };
  }

  get #randomPosition(): number {
    return this.random instanceof SeededRandom ? this.random.position : 0;
  }

  /** The clock as another instance goes on with it. */
  anchored({ now, rate }: ClockState): ScopeMeta['clock'] {
    return { now, rate, anchoredAt: systemClock.now() + (this.share?.clockOffsetMs ?? 0) };
  }
}

/** Documents of a seed that are under way at once: each takes some round trips to a store on a server. */
const PLANTED_AT_ONCE = 64;

const NO_PERSONAS: PersonaDocuments = { apps: [], subscribers: [], sessions: [] };

export async function unknownSnapshot({ id, snapshots }: Pick<Scope, 'id' | 'snapshots'>, name: string): Promise<ProblemError> {
  const names = (await snapshots.names()).join(', ');
  return new ProblemError(
    'unknown',
    `scope ${id} has no snapshot ${JSON.stringify(name)}; it has ${names === '' ? 'none' : names}`,
  );
}

/** An instance that did not plant the seed itself draws from a stream of its own: no two give one scrip. */
function randomOf({ seed }: ScopeSeed, position = 0, instance?: string): RandomBytes {
  if (seed === undefined) {
    return new SystemRandom();
  }
  return new SeededRandom(instance === undefined ? seed : `${seed}/instance-${instance}`, position);
}
