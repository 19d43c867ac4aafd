import type { Advanced, App, ArmedFault, FaultRule, JournalEntry, JournalQuery, Scope, Session, Subscriber } from '../api.ts';
import { Problem } from './problem.ts';
import type { World } from './world.ts';
import type { Worlds } from './worlds.ts';

/** A scope as callers hold it: by startSimulator's object and by the control API alike. */
export class LiveScope implements Scope {
  readonly #world: World;
  readonly #worlds: Worlds;

  constructor(world: World, worlds: Worlds) {
    this.#world = world;
    this.#worlds = worlds;
  }

  get id(): string {
    return this.#world.id;
  }

  putApp(app: Partial<App> & Pick<App, 'appid'>): Promise<App> {
    return this.#world.registry.putApp(app);
  }

  putSubscriber(subscriber: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>): Promise<Subscriber> {
    return this.#world.registry.putSubscriber(subscriber);
  }

  leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session> {
    return this.#world.registry.leaseSession(session);
  }

  putSession(session: Session): Promise<Session> {
    return this.#world.registry.putSession(session);
  }

  async releaseSession(address: string): Promise<void> {
    if (!(await this.#world.registry.remove('session', address))) {
      throw new Problem(
        'unknown',
        `no session holds ${address} in scope ${this.id}; it was released already or leased elsewhere`,
      );
    }
  }

  async putFault(rule: FaultRule): Promise<ArmedFault> {
    return this.#world.faults.put(rule);
  }

  async faults(): Promise<readonly ArmedFault[]> {
    return this.#world.faults.list();
  }

  async clearFaults(): Promise<void> {
    this.#world.faults.clear();
  }

  release(): Promise<number> {
    return this.#world.held.release();
  }

  now(): number {
    return this.#world.clock.now();
  }

  async advance(ms: number): Promise<Advanced> {
    if (!Number.isFinite(ms) || ms < 0) {
      throw new Problem('invalid', `a clock is advanced by 0 ms or more, not by ${ms}`);
    }
    const { clock, held, store, id } = this.#world;
    const from = clock.now();
    clock.advance(ms);
    const now = clock.now();
    const [releasedAnswers, swept] = await Promise.all([held.settled(), store.sweep(id, from, now)]);
    return { now, expiredScrips: swept.scrips, expiredTokens: swept.tokens, releasedAnswers };
  }

  async journal(query: JournalQuery = {}): Promise<readonly JournalEntry[]> {
    return this.#world.journal.query(query);
  }

  waitForRequest(query: JournalQuery, timeoutMs: number): Promise<JournalEntry> {
    return this.#world.journal.waitFor(query, timeoutMs);
  }

  reset(): Promise<void> {
    return this.#worlds.reset(this.id);
  }

  end(): Promise<void> {
    return this.#worlds.end(this.id);
  }
}
