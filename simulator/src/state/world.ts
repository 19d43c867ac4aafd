import type { Plane, ScopeSeed, Settings } from '../api.ts';
import { type ClockState, LAST_MOMENT, ScopeClock } from '../clock.ts';
import { formatToken, isToken, SCRIP_LENGTH } from '../protocol/credentials.ts';
import { alphanumeric, type RandomBytes, SeededRandom, SystemRandom } from '../random.ts';
import type { ScopeDump, Store } from '../store/store.ts';
import { read } from './documents.ts';
import { FaultBook, type FaultBookState } from './faults.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { HeldAnswers } from './held-answers.ts';
import { Journal, readJournalBounds } from './journal.ts';
import { personaSeed } from './personas.ts';
import { Problem } from './problem.ts';
import { Registry } from './registry.ts';
import { clockSchema, DEFAULT_SETTINGS, settingsSchema } from './settings.ts';

export interface WorldParts {
  readonly id: string;
  readonly store: Store;
  readonly gatewayKeys: GatewayKeys;
  readonly seed: ScopeSeed;
  /** Real time at which the scope ends by itself. */
  readonly endsAt: number | null;
}

interface Snapshot {
  readonly documents: ScopeDump;
  readonly clock: ClockState;
  readonly randomPosition: number;
  readonly faults: FaultBookState;
  readonly settings: Settings;
  readonly tokensMade: number;
  readonly tokenQueue: readonly string[];
}

/** What a scope holds, one of each: all that a flow may see or change. */
export class World {
  readonly id: string;
  readonly endsAt: number | null;
  readonly clock = new ScopeClock();
  readonly store: Store;
  readonly gatewayKeys: GatewayKeys;
  readonly registry: Registry;
  readonly faults = new FaultBook();
  readonly journal: Journal;
  readonly held = new HeldAnswers(this.clock);
  readonly snapshots = new Map<string, Snapshot>();
  readonly #seed: ScopeSeed;
  settings: Settings = DEFAULT_SETTINGS;
  random: RandomBytes;
  #tokensMade = 0;
  #tokenQueue: string[] = [];
  #isEnded = false;

  constructor({ id, store, gatewayKeys, seed, endsAt }: WorldParts) {
    this.id = id;
    this.endsAt = endsAt;
    this.store = store;
    this.gatewayKeys = gatewayKeys;
    this.#seed = seed;
    this.journal = new Journal(readJournalBounds(seed.journal));
    this.random = randomOf(seed);
    this.registry = new Registry({ scope: id, store, random: () => this.random });
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
      throw new Problem('invalid', `token ${wrong + 1} of the queue ${message}`, [{ pointer: `/${wrong}`, message }]);
    }
    const taken = await this.store.claimTokens(this.id, tokens);
    if (taken !== null) {
      const message = 'is queued or issued already: a token is in one scope, and once';
      throw new Problem('claimed', `token ${taken + 1} of the queue ${message}; none was queued`, [
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
    const { apps = [], subscribers = [], sessions = [], settings = {}, clock, faults = [], preset } = this.#seed;
    this.settings = read(settingsSchema, 'settings', settings);
    const { now, rate = 1 } = read(clockSchema, 'clock', clock ?? {});
    const personas = preset === 'personas' ? personaSeed() : { apps: [], subscribers: [] };
    for (const app of [...personas.apps, ...apps]) {
      await this.registry.putApp(app);
    }
    for (const subscriber of [...personas.subscribers, ...subscribers]) {
      await this.registry.putSubscriber(subscriber);
    }
    for (const session of sessions) {
      await this.registry.leaseSession(session);
    }
    for (const rule of faults) {
      this.faults.put(rule, this.clock.now());
    }
    if (clock !== undefined) {
      this.clock.set({ now: now ?? this.clock.now(), rate });
    }
  }

  /** Back to the seed. */
  async reset(): Promise<void> {
    this.faults.clear();
    await this.held.release();
    this.journal.clear();
    this.clock.reset();
    this.random = randomOf(this.#seed);
    this.#tokensMade = 0;
    this.#tokenQueue = [];
    await this.store.drop(this.id);
    await this.plant();
  }

  async keep(name: string): Promise<void> {
    this.snapshots.set(name, {
      documents: await this.store.dump(this.id),
      clock: this.clock.state,
      randomPosition: this.random instanceof SeededRandom ? this.random.position : 0,
      faults: this.faults.state,
      settings: this.settings,
      tokensMade: this.#tokensMade,
      tokenQueue: [...this.#tokenQueue],
    });
  }

  async restore(name: string): Promise<void> {
    const kept = this.snapshots.get(name);
    if (kept === undefined) {
      const names = [...this.snapshots.keys()].join(', ');
      throw new Problem(
        'unknown',
        `scope ${this.id} has no snapshot ${JSON.stringify(name)}; it has ${names === '' ? 'none' : names}`,
      );
    }
    if (!(await this.store.load(this.id, kept.documents))) {
      throw new Problem(
        'claimed',
        `snapshot ${JSON.stringify(name)} has an app, an address or a token that another scope holds by now`,
      );
    }
    await this.held.release();
    this.faults.restore(kept.faults);
    this.settings = kept.settings;
    this.clock.set(kept.clock);
    this.random = randomOf(this.#seed, kept.randomPosition);
    this.#tokensMade = kept.tokensMade;
    this.#tokenQueue = [...kept.tokenQueue];
  }
}

function randomOf({ seed }: ScopeSeed, position = 0): RandomBytes {
  return seed === undefined ? new SystemRandom() : new SeededRandom(seed, position);
}
