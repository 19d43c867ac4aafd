import type { KeyObject } from 'node:crypto';
import { type ClockState, LAST_MOMENT, ScopeClock } from '../clock.ts';
import type { BearerSeed, OpenedBearer, PersonaPlaces, Settings } from '../model/documents.ts';
import type { BearerPorts } from '../model/listeners.ts';
import type { Plane } from '../model/operations.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { formatToken, isToken, SCRIP_LENGTH } from '../protocol/credentials.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { alphanumeric, type RandomBytes, SeededRandom, SystemRandom } from '../random.ts';
import type { ScopeDump, Store } from '../store/store.ts';
import { bearerSchema, read } from './documents.ts';
import { FaultBook, type FaultBookState } from './fault-book.ts';
import { type GatewayKeys, KeyRing, type KeySlot } from './gateway-keys.ts';
import { HeldAnswers } from './held-answers.ts';
import { Journal, readJournalBounds } from './journal.ts';
import { type PersonaBlock, type PersonaDocuments, personaDocuments, personaPlaces } from './personas.ts';
import { ScopeDirectory } from './scope-directory.ts';
import { type BearerPlace, type OpenedListeners, ScopeListeners } from './scope-listeners.ts';
import { clockSchema, DEFAULT_SETTINGS, settingsSchema } from './settings.ts';

export interface ScopeParts {
  readonly id: string;
  readonly store: Store;
  readonly gatewayKeys: GatewayKeys;
  readonly seed: ScopeSeed;
  /** Where its personas may be, if it has them; the first that is free is taken. */
  readonly personaBlocks: readonly PersonaBlock[];
  /** Real time at which the scope ends by itself. */
  readonly endsAt: number | null;
  /** An address that no other bearer has. */
  readonly nextBearerAddress: () => string;
  readonly openBearer: (scope: string, place: BearerPlace) => Promise<OpenedListeners<BearerPorts>>;
}

interface Snapshot {
  readonly documents: ScopeDump;
  readonly clock: ClockState;
  readonly randomPosition: number;
  readonly faults: FaultBookState;
  readonly settings: Settings;
  readonly tokensMade: number;
  readonly tokenQueue: readonly string[];
  readonly bearers: readonly BearerPlace[];
  readonly keys: readonly KeySlot[];
  readonly personas: PersonaPlaces | null;
}

/** What a scope holds, one of each: all that a flow may see or change. */
export class Scope {
  readonly id: string;
  readonly endsAt: number | null;
  readonly clock = new ScopeClock();
  readonly store: Store;
  readonly platformKey: KeyObject;
  readonly keyRing: KeyRing;
  readonly directory: ScopeDirectory;
  readonly faults = new FaultBook();
  readonly journal: Journal;
  readonly held = new HeldAnswers(this.clock);
  readonly listeners: ScopeListeners;
  readonly snapshots = new Map<string, Snapshot>();
  readonly #seed: ScopeSeed;
  readonly #nextBearerAddress: () => string;
  /** Of the seed's bearers, in its order: they keep them, and their ports, when the scope is reset. */
  readonly #seedAddresses: string[] = [];
  readonly #personaBlocks: readonly PersonaBlock[];
  personas: PersonaPlaces | null = null;
  settings: Settings = DEFAULT_SETTINGS;
  random: RandomBytes;
  #tokensMade = 0;
  #tokenQueue: string[] = [];
  /** Ends when the last reset, snapshot or restore has. */
  #turn: Promise<unknown> = Promise.resolve();
  #isEnded = false;

  constructor({ id, store, gatewayKeys, seed, personaBlocks, endsAt, nextBearerAddress, openBearer }: ScopeParts) {
    this.id = id;
    this.endsAt = endsAt;
    this.store = store;
    this.platformKey = gatewayKeys.platform.privateKey;
    this.keyRing = new KeyRing(gatewayKeys);
    this.#seed = seed;
    this.#personaBlocks = personaBlocks;
    this.journal = new Journal(readJournalBounds(seed.journal));
    this.random = randomOf(seed);
    this.#nextBearerAddress = nextBearerAddress;
    this.directory = new ScopeDirectory({
      scope: id,
      store,
      random: () => this.random,
      bearersChanged: () => this.listeners.settleBearers(),
      sessionReleased: () => this.listeners.closeReleased(),
    });
    const { faults, clock, directory } = this;
    this.listeners = new ScopeListeners({ faults, clock, directory, openBearer: (place) => openBearer(id, place) });
  }

  /** The time that a plane goes by. */
  nowOn(plane: Plane): number {
    return Math.max(0, Math.min(LAST_MOMENT, this.clock.now() + this.settings.skewMs[plane]));
  }

  makeScrip(): string {
    return alphanumeric(this.random, SCRIP_LENGTH);
  }

  makeToken(): string {
    this.#tokensMade += 1;
    return formatToken({ counter: this.#tokensMade, epochMs: this.clock.now(), tail: alphanumeric(this.random, 32) });
  }

  takeQueuedToken(): string | undefined {
    return this.#tokenQueue.shift();
  }

  /** Of a token that was taken and not issued after all: it is the next again. */
  putTokenBack(token: string): void {
    this.#tokenQueue.unshift(token);
  }

  /** Claims the tokens, so that nobody else comes to hold them, and puts them in line. */
  async queueTokens(tokens: readonly string[]): Promise<void> {
    const wrong = tokens.findIndex((token) => !isToken(token));
    if (wrong >= 0) {
      const message = 'is not STsid, 20 digits and 32 letters and digits';
      throw new ProblemError('invalid', `token ${wrong + 1} of the queue ${message}`, [{ pointer: `/${wrong}`, message }]);
    }
    const taken = await this.store.claimTokens(this.id, tokens);
    if (taken !== null) {
      const message = 'is queued or issued already: a token is in one scope, and once';
      throw new ProblemError('claimed', `token ${taken + 1} of the queue ${message}; none was queued`, [
        { pointer: `/${taken}`, message },
      ]);
    }
    this.#tokenQueue.push(...tokens);
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Lets go of clients and of who waits. What a caller still holds of the scope refuses from here on. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.journal.end();
    await this.held.release();
    this.clock.close();
  }

  /** Puts the seed's documents, settings, clock and faults in place. */
  async plant(): Promise<void> {
    const { apps = [], subscribers = [], sessions = [], bearers = [], settings = {}, clock, faults = [], preset } = this.#seed;
    this.settings = read(settingsSchema, 'settings', settings);
    // Rules, and whatever else counts from now, go by the seed's clock.
    const { now, rate = 1 } = read(clockSchema, 'clock', clock ?? {});
    if (clock !== undefined) {
      this.clock.set({ now: now ?? this.clock.now(), rate });
    }
    const personas = preset === 'personas' ? await this.#claimPersonas() : NO_PERSONAS;
    for (const app of [...personas.apps, ...apps]) {
      await this.directory.putApp(app);
    }
    for (const subscriber of [...personas.subscribers, ...subscribers]) {
      await this.directory.putSubscriber(subscriber);
    }
    for (const session of [...personas.sessions, ...sessions]) {
      await this.directory.leaseSession(session);
    }
    for (const [index, bearer] of bearers.entries()) {
      this.#seedAddresses[index] ??= this.#nextBearerAddress();
      await this.openBearer(bearer, this.#seedAddresses[index]);
    }
    for (const rule of faults) {
      this.faults.put(rule, this.clock.now());
    }
    await this.listeners.settle();
  }

  /** A bearer with ports of its own: an address that nobody connects from, leased, and listeners that take everybody for it. */
  async openBearer(input: BearerSeed, address = this.#nextBearerAddress()): Promise<OpenedBearer> {
    const { ports: asked, ...bearer } = read(bearerSchema, 'bearer', input);
    const session = await this.directory.leaseSession({ address, ...bearer });
    try {
      const ports = await this.listeners.openBearer({ address: session.address, ports: asked as Partial<BearerPorts> });
      return { ...session, ports };
    } catch (error) {
      await this.directory.remove('session', session.address);
      throw error;
    }
  }

  async bearers(): Promise<readonly OpenedBearer[]> {
    const told = this.listeners.bearers().map(async ({ address, ports }): Promise<readonly OpenedBearer[]> => {
      const session = await this.directory.session(address);
      return session === undefined ? [] : [{ ...session, ports }];
    });
    return (await Promise.all(told)).flat();
  }

  async #claimPersonas(): Promise<PersonaDocuments> {
    for (const block of this.#personaBlocks) {
      const documents = personaDocuments(block);
      const apps = documents.apps.map(({ appid }) => ({ kind: 'app' as const, name: appid }));
      const addresses = documents.sessions.map(({ address }) => ({ kind: 'address' as const, name: address }));
      if (await this.directory.claimAll([...apps, ...addresses])) {
        this.personas = personaPlaces(block);
        return documents;
      }
    }
    const tried = this.#personaBlocks.length;
    throw new ProblemError(
      'claimed',
      `other scopes have the personas' appids or addresses, in all of ${tried} blocks; end one of them`,
    );
  }

  /** Back to the seed. */
  reset(): Promise<void> {
    return this.#inTurn(() => this.#reset());
  }

  keep(name: string): Promise<void> {
    return this.#inTurn(() => this.#keep(name));
  }

  restore(name: string): Promise<void> {
    return this.#inTurn(() => this.#restore(name));
  }

  /** What touches everything waits for what does so already: two resets at once would both plant the seed. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #reset(): Promise<void> {
    this.faults.clear();
    await this.held.release();
    this.journal.clear();
    this.clock.reset();
    this.random = randomOf(this.#seed);
    this.#tokensMade = 0;
    this.#tokenQueue = [];
    this.keyRing.reset();
    await this.store.drop(this.id);
    await this.plant();
    await this.listeners.closeReleased();
  }

  async #keep(name: string): Promise<void> {
    this.snapshots.set(name, {
      documents: await this.store.dump(this.id),
      clock: this.clock.state,
      randomPosition: this.random instanceof SeededRandom ? this.random.position : 0,
      faults: this.faults.state,
      settings: this.settings,
      tokensMade: this.#tokensMade,
      tokenQueue: [...this.#tokenQueue],
      bearers: this.listeners.bearers(),
      keys: this.keyRing.state,
      personas: this.personas,
    });
  }

  async #restore(name: string): Promise<void> {
    const kept = this.snapshots.get(name);
    if (kept === undefined) {
      const names = [...this.snapshots.keys()].join(', ');
      throw new ProblemError(
        'unknown',
        `scope ${this.id} has no snapshot ${JSON.stringify(name)}; it has ${names === '' ? 'none' : names}`,
      );
    }
    if (!(await this.store.load(this.id, kept.documents))) {
      throw new ProblemError(
        'claimed',
        `snapshot ${JSON.stringify(name)} has an app, an address or a token that another scope holds by now`,
      );
    }
    this.clock.set(kept.clock);
    this.settings = kept.settings;
    this.faults.restore(kept.faults);
    this.random = randomOf(this.#seed, kept.randomPosition);
    this.#tokensMade = kept.tokensMade;
    this.#tokenQueue = [...kept.tokenQueue];
    this.keyRing.restore(kept.keys);
    this.personas = kept.personas;
    await this.listeners.settle();
    await this.listeners.closeReleased();
    for (const place of kept.bearers) {
      await this.listeners.openBearer(place);
    }
    await this.held.release();
  }
}

const NO_PERSONAS: PersonaDocuments = { apps: [], subscribers: [], sessions: [] };

function randomOf({ seed }: ScopeSeed, position = 0): RandomBytes {
  return seed === undefined ? new SystemRandom() : new SeededRandom(seed, position);
}
