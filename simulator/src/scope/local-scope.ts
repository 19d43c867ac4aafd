import { z } from 'zod';
import type {
  Advanced,
  ArmedFault,
  BearerSeed,
  ClockSetting,
  EventsQuery,
  FaultRule,
  FlowQuery,
  GatewayKey,
  JournalEntry,
  JournalQuery,
  LoginFlow,
  MintRequest,
  OpenedBearer,
  Plane,
  Scope,
  ScopePorts,
  ScopeReport,
  Settings,
} from '../api.ts';
import { LAST_MOMENT } from '../clock.ts';
import { shanghaiDay } from '../protocol/times.ts';
import { read } from './documents.ts';
import { issueNextToken } from './issue-token.ts';
import { journalEvents } from './journal-events.ts';
import { LiveDocuments } from './local-documents.ts';
import { countFlows, expectFlow, loginFlows, matchingFlows, tellNearest } from './flows.ts';
import { Problem } from './problem.ts';
import { clockSchema, settingsSchema } from './settings.ts';
import { needAlive, waitFor } from './waiting.ts';
import type { World } from './scope.ts';
import { DEFAULT_SCOPE, type Worlds } from './scope-registry.ts';

export const mintSchema = z.strictObject({
  appid: z.string(),
  msisdn: z.string(),
  capability: z.enum(['login', 'check']).optional(),
});
export const advanceSchema = z.number().min(0);

/** A scope as callers hold it: by startSimulator's object and by the control API alike. */
export class LiveScope extends LiveDocuments implements Scope {
  readonly #held: World;
  readonly #worlds: Worlds;

  constructor(world: World, worlds: Worlds) {
    super(world);
    this.#held = world;
    this.#worlds = worlds;
  }

  async putFault(rule: FaultRule): Promise<ArmedFault> {
    const armed = this.#world.faults.put(rule, this.#world.clock.now());
    await this.#world.listeners.settle();
    return this.#world.faults.find(armed.id) ?? armed;
  }

  async faults(): Promise<readonly ArmedFault[]> {
    return this.#world.faults.list();
  }

  async removeFault(id: string): Promise<void> {
    if (!this.#world.faults.remove(id)) {
      throw new Problem(
        'unknown',
        `scope ${this.id} has no fault rule ${id.slice(0, 60)}; it was disarmed already, or belongs elsewhere`,
      );
    }
    await this.#world.listeners.settle();
  }

  async clearFaults(): Promise<void> {
    this.#world.faults.clear();
    await this.#world.listeners.settle();
  }

  async release(): Promise<number> {
    return this.#world.held.release();
  }

  settings(): Settings {
    return this.#world.settings;
  }

  async putSettings(settings: Partial<Settings>): Promise<Settings> {
    this.#world.settings = read(settingsSchema, 'settings', settings);
    return this.#world.settings;
  }

  async keys(): Promise<readonly GatewayKey[]> {
    return this.#world.keyRing.list();
  }

  async revokeScrips(msisdn?: string): Promise<number> {
    return this.#world.store.revokeScrips(this.id, msisdn ?? null);
  }

  async mintToken(request: MintRequest): Promise<string> {
    const { appid, msisdn, capability = 'login' } = read(mintSchema, 'mint request', request);
    const { registry, clock } = this.#world;
    if ((await registry.app(appid)) === undefined || (await registry.subscriber(msisdn)) === undefined) {
      throw new Problem('unknown', `scope ${this.id} has no such app or no such subscriber; put both first`);
    }
    const issued = await issueNextToken(this.#world, { appid, msisdn, capability, now: clock.now() });
    if (issued.kind !== 'issued') {
      throw new Problem(
        'not-allowed',
        'the number has 30 unused tokens of the last ten minutes (103911); use some, or advance the clock',
      );
    }
    return issued.token;
  }

  async queueTokens(tokens: readonly string[]): Promise<void> {
    await this.#world.queueTokens(tokens);
  }

  now(): number {
    return this.#world.clock.now();
  }

  async advance(ms: number): Promise<Advanced> {
    const { now, rate } = this.#world.clock.state;
    const to = now + read(advanceSchema, 'number of milliseconds', ms);
    if (to > LAST_MOMENT) {
      const message = `is ${ms}, and would move the clock past the year 9999; at most ${LAST_MOMENT - now} is left`;
      throw new Problem('invalid', `the number of milliseconds ${message}`, [{ pointer: '/ms', message }]);
    }
    return this.#moveClock({ now: to, rate });
  }

  async setClock(clock: ClockSetting): Promise<Advanced> {
    const { now, rate } = read(clockSchema, 'clock', clock);
    const { state } = this.#world.clock;
    return this.#moveClock({ now: now ?? state.now, rate: rate ?? state.rate });
  }

  async journal(query: JournalQuery = {}): Promise<readonly JournalEntry[]> {
    return this.#world.journal.query(query);
  }

  async countRequests(query: JournalQuery = {}): Promise<number> {
    return this.#world.journal.count(query);
  }

  async waitForRequest(query: JournalQuery, timeoutMs: number): Promise<JournalEntry> {
    const world = this.#world;
    let looked = query.after ?? 0;
    return waitFor(world, {
      timeoutMs,
      after: query.after,
      look: () => {
        const found = world.journal.first(query, looked);
        looked = world.journal.lastId;
        return found;
      },
      tellMissing: () => `no request matched ${JSON.stringify(query)} within ${timeoutMs} ms; ${world.journal.tellNearest()}`,
    });
  }

  events(query: EventsQuery = {}): AsyncIterable<JournalEntry> {
    return journalEvents(this.#held, query);
  }

  async openListeners(): Promise<ScopePorts> {
    return this.#worlds.openListeners(this.#world.id);
  }

  async flows(query: FlowQuery = {}): Promise<readonly LoginFlow[]> {
    return loginFlows(this.#world.journal, query);
  }

  async countFlows(query: FlowQuery = {}): Promise<number> {
    return countFlows(this.#world.journal, query);
  }

  async expectFlow(query: FlowQuery): Promise<LoginFlow> {
    return expectFlow(this.#world.journal, query);
  }

  /** A flow is whole only with its last request. */
  async waitForFlow(query: FlowQuery, timeoutMs: number): Promise<LoginFlow> {
    const world = this.#world;
    return waitFor(world, {
      timeoutMs,
      after: query.after,
      look: () => matchingFlows(world.journal, query)[0],
      tellMissing: () => `no flow with ${JSON.stringify(query)} within ${timeoutMs} ms; ${tellNearest(world.journal, query)}`,
    });
  }

  async openBearer(bearer: BearerSeed): Promise<OpenedBearer> {
    return this.#world.openBearer(bearer);
  }

  async bearers(): Promise<readonly OpenedBearer[]> {
    return this.#world.bearers();
  }

  async report(): Promise<ScopeReport> {
    const { id, clock, endsAt, settings, registry, personas, faults, journal, snapshots } = this.#world;
    const [apps, subscribers, sessions] = await Promise.all([
      registry.list('app'),
      registry.list('subscriber'),
      registry.list('session'),
    ]);
    const armed = faults.list();
    return {
      id,
      ...clock.state,
      endsAt,
      settings,
      apps: apps.length,
      subscribers: subscribers.length,
      sessions: sessions.length,
      personas,
      faults: armed.length,
      unusedFaults: armed.filter(({ hits }) => hits === 0).map((rule) => rule.id),
      journal: { entries: journal.size, lastId: journal.lastId, droppedUpTo: journal.droppedUpTo },
      snapshots: [...snapshots.keys()],
    };
  }

  async snapshot(name: string): Promise<void> {
    return this.#world.keep(name);
  }

  async restore(name: string): Promise<void> {
    return this.#world.restore(name);
  }

  async reset(): Promise<void> {
    return this.#world.reset();
  }

  async end(): Promise<void> {
    return this.#worlds.end(this.#world.id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#held.isEnded) {
      return;
    }
    await (this.id === DEFAULT_SCOPE ? this.reset() : this.end());
  }

  get #world(): World {
    return needAlive(this.#held);
  }

  async #moveClock(to: { readonly now: number; readonly rate: number }): Promise<Advanced> {
    const world = this.#world;
    const { clock, held, store, listeners, id } = world;
    const before = planeTimes(world);
    const releasedBefore = held.released;
    clock.set(to);
    const releasedAnswers = held.released - releasedBefore;
    const now = clock.now();
    const after = planeTimes(world);
    await listeners.settle();
    const [swept] = await Promise.all([
      store.sweep(id, {
        scrips: { from: before.token, to: after.token },
        tokens: { from: before.exchange, to: after.exchange },
      }),
      held.settled(),
    ]);
    const quotaDaysRolled = Math.max(0, shanghaiDay(after.bearer) - shanghaiDay(before.bearer));
    return { now, expiredScrips: swept.scrips, expiredTokens: swept.tokens, releasedAnswers, quotaDaysRolled };
  }
}

/** Scrips are judged by the token plane's time, tokens by the exchange's, a quota's day by the bearer's. */
function planeTimes(world: World): Readonly<Record<Plane, number>> {
  return { bearer: world.nowOn('bearer'), token: world.nowOn('token'), exchange: world.nowOn('exchange') };
}
