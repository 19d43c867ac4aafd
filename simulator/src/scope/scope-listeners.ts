import type { ScopeClock, Timer } from '../clock.ts';
import type { BearerPorts } from '../model/listeners.ts';
import { bearerPlanes, isReachedByBearer, type Plane } from '../model/operations.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Answer } from '../store/answer.ts';
import type { FaultBook } from './fault-book.ts';
import type { ScopeDirectory } from './scope-directory.ts';

/** Open listeners whose ports a scope can close. */
export interface OpenedListeners<P> {
  readonly ports: P;
  /** Resolves when the ports of these planes refuse connections and all others accept them. */
  refuse(planes: ReadonlySet<Plane>): Promise<void>;
  close(): Promise<void>;
}

/** The address of a bearer's session, and the bearer's ports. */
export interface BearerPlace {
  readonly address: string;
  readonly ports: Partial<BearerPorts>;
}

export interface ScopeListenersParts {
  readonly faults: FaultBook;
  readonly clock: ScopeClock;
  readonly directory: ScopeDirectory;
  readonly changeFaults: (act: (faults: FaultBook) => void) => Answer<void>;
  readonly openBearer: (place: BearerPlace) => Promise<OpenedListeners<BearerPorts>>;
}

/**
 * A scope's listeners. While a REFUSE rule is due, the ports of its plane are closed, so that the system refuses connections. The ports of a bearer are closed
 * while the bearer has no data (wire.md §1).
 */
export class ScopeListeners {
  readonly #parts: ScopeListenersParts;
  readonly #sets = new Set<OpenedListeners<unknown>>();
  readonly #bearers = new Map<string, OpenedListeners<BearerPorts>>();
  /** The rules that close ports now. */
  #acting: ReadonlySet<string> = new Set();
  #alarm: Timer | null = null;
  #isClosed = false;
  /** Changes run one after the other, so that the last one determines the result. */
  #settling: Promise<void> = Promise.resolve();

  constructor(parts: ScopeListenersParts) {
    this.#parts = parts;
  }

  get #all(): readonly OpenedListeners<unknown>[] {
    return [...this.#sets, ...this.#bearers.values()];
  }

  async add(set: OpenedListeners<unknown>): Promise<void> {
    await this.#needOpen(set);
    this.#sets.add(set);
    await this.settle();
  }

  /** Opens ports for the session of an address. A bearer that is open already keeps its ports. */
  async openBearer(place: BearerPlace): Promise<BearerPorts> {
    const known = this.#bearers.get(place.address);
    const bearer = known ?? (await this.#parts.openBearer(place).catch(describeTaken));
    await this.#needOpen(bearer);
    this.#bearers.set(place.address, bearer);
    await this.settle();
    return bearer.ports;
  }

  bearers(): readonly (BearerPlace & { readonly ports: BearerPorts })[] {
    return [...this.#bearers].map(([address, { ports }]) => ({ address, ports }));
  }

  /** Determines which ports refuse, and resolves when they do. Call it after every change that may affect them. */
  settle(): Promise<void> {
    if (this.#sets.size + this.#bearers.size > 0) {
      this.#settling = this.#settling.then(() => this.#settle());
    }
    return this.#settling;
  }

  /** As `settle`, after a change of a subscriber or session. */
  async settleBearers(): Promise<void> {
    if (this.#bearers.size > 0) {
      await this.settle();
    }
  }

  /** Closes the ports of bearers that have no session any more. */
  async closeReleased(): Promise<void> {
    for (const [address, bearer] of [...this.#bearers]) {
      if ((await this.#parts.directory.session(address)) === undefined) {
        this.#bearers.delete(address);
        await this.#settling;
        await bearer.close();
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#alarm?.cancel();
    const all = this.#all;
    this.#sets.clear();
    this.#bearers.clear();
    await this.#settling;
    await Promise.all(all.map((listeners) => listeners.close()));
  }

  /** Refuses listeners if the scope ended while they were being opened. */
  async #needOpen(listeners: OpenedListeners<unknown>): Promise<void> {
    if (this.#isClosed) {
      await listeners.close();
      throw new ProblemError('unknown', 'the scope ended while its listeners were being opened');
    }
  }

  /** Where the rules are shared it is not waited for: the ports close as well if it cannot be counted. */
  #countHits(ids: readonly string[]): void {
    const counted = this.#parts.changeFaults((book) => {
      for (const id of ids) {
        book.countHit(id);
      }
    });
    if (counted instanceof Promise) {
      counted.catch(() => undefined);
    }
  }

  async #settle(): Promise<void> {
    const { faults, clock } = this.#parts;
    const now = clock.now();
    const { rules, changesAt } = faults.portRefusals(now);
    this.#alarm?.cancel();
    this.#alarm = changesAt === null || this.#isClosed ? null : clock.after(changesAt - now, () => void this.settle());
    const acting = [...rules].flatMap(([plane, id]) => (this.#hasPorts(plane) ? [id] : []));
    const begun = acting.filter((one) => !this.#acting.has(one));
    this.#acting = new Set(acting);
    if (begun.length > 0) {
      this.#countHits(begun);
    }
    const planes = new Set(rules.keys());
    await Promise.all([
      ...[...this.#sets].map((set) => set.refuse(planes)),
      ...[...this.#bearers].map(([address, bearer]) => this.#settleBearer(address, bearer, planes)),
    ]);
  }

  #hasPorts(plane: Plane): boolean {
    return this.#sets.size > 0 || isReachedByBearer(plane);
  }

  async #settleBearer(address: string, bearer: OpenedListeners<BearerPorts>, planes: ReadonlySet<Plane>): Promise<void> {
    const state = (await this.#parts.directory.bearer(address))?.state;
    await bearer.refuse(state === undefined || state === 'noData' ? bearerPlanes : planes);
  }
}

function describeTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'port-taken') {
    throw new ProblemError('claimed', `a port of the bearer is taken: ${error.message}; give another, or none and one is chosen`);
  }
  throw error;
}
