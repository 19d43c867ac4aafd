import { z } from 'zod';
import { LAST_MOMENT } from '../clock.ts';
import {
  type Advanced,
  type BearerSeed,
  CAPABILITIES,
  type ClockSetting,
  type GatewayKey,
  type MintRequest,
  type OpenedBearer,
  type ScopeReport,
  type Scrip,
  type Settings,
} from '../model/documents.ts';
import type { ArmedFault, FaultRule } from '../model/faults.ts';
import type { EventsQuery, FlowQuery, JournalEntry, JournalQuery, LoginFlow, RawRequest } from '../model/journal.ts';
import type { ScopePorts } from '../model/listeners.ts';
import type { Patch, ScopeHandle } from '../model/scope-handle.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Answer } from '../store/answer.ts';
import { NO_CONDITION } from './condition.ts';
import { appidSchema, msisdnSchema, read } from './documents.ts';
import { countFlows, describeNearest, expectFlow, loginFlows, matchingFlows } from './flows.ts';
import { issueNextToken, queueTokens } from './issue-token.ts';
import { LocalDocuments } from './local-documents.ts';
import { LocalEvents } from './local-events.ts';
import { mergePatch, readPatch } from './merge-patch.ts';
import { moveClock } from './move-clock.ts';
import { describeMatching } from './read-journal.ts';
import { type Scope, unknownSnapshot } from './scope.ts';
import { DEFAULT_SCOPE, type ScopeRegistry } from './scope-registry.ts';
import { clockSchema, settingsSchema } from './settings.ts';
import { inSlices } from './slices.ts';
import { needAlive, waitFor } from './waiting.ts';

export const mintSchema = z.strictObject({
  appid: appidSchema,
  msisdn: msisdnSchema,
  capability: z.enum(CAPABILITIES).optional(),
});
export const advanceSchema = z.number().min(0).max(LAST_MOMENT).describe('Milliseconds; not past the year 9999');

/** The handle of a scope in this process. startSimulator returns it, and the control API uses it. */
export class LocalScope extends LocalDocuments implements ScopeHandle {
  readonly #standing: () => Scope;
  readonly #scopes: ScopeRegistry;

  /** `standing` is asked at each use. */
  constructor(standing: () => Scope, scopes: ScopeRegistry) {
    super(standing);
    this.#standing = standing;
    this.#scopes = scopes;
  }

  async putFault(rule: FaultRule): Promise<ArmedFault> {
    const scope = this.#scope;
    const armed = await scope.changeFaults((faults) => faults.put(rule, scope.clock.now()));
    await this.#faultsChanged();
    return scope.faults.find(armed.id, scope.clock.now()) ?? armed;
  }

  async faults(): Promise<readonly ArmedFault[]> {
    const scope = this.#scope;
    await scope.share?.follow();
    return scope.faults.list(scope.clock.now());
  }

  async #faultsChanged(): Promise<void> {
    await this.#scope.listeners.settle();
    await this.#scope.spread();
  }

  async removeFault(id: string): Promise<void> {
    if (!(await this.#scope.changeFaults((faults) => faults.remove(id)))) {
      throw new ProblemError(
        'unknown',
        `scope ${this.id} has no fault rule ${id.slice(0, 60)}; it was disarmed already, or belongs elsewhere`,
      );
    }
    await this.#faultsChanged();
  }

  async clearFaults(): Promise<void> {
    await this.#scope.changeFaults((faults) => faults.clear());
    await this.#faultsChanged();
  }

  async release(): Promise<number> {
    return this.#scope.release();
  }

  settings(): Settings {
    return this.#scope.settings;
  }

  async putSettings(settings: Partial<Settings>, condition = NO_CONDITION): Promise<Settings> {
    const made = read(settingsSchema, 'settings', settings);
    return this.#changeSettings((standing) => {
      condition(standing);
      return made;
    });
  }

  async patchSettings(patch: Patch<Settings>, condition = NO_CONDITION): Promise<Settings> {
    const change = readPatch('settings', patch);
    return this.#changeSettings((standing) => {
      const made = read(settingsSchema, 'settings', mergePatch(standing, change));
      condition(standing);
      return made;
    });
  }

  async #changeSettings(change: (standing: Settings) => Settings): Promise<Settings> {
    const meta = await this.#scope.changeMeta((standing) => ({ ...standing, settings: change(standing.settings) }));
    await this.#scope.spread();
    return meta.settings;
  }

  async keys(): Promise<readonly GatewayKey[]> {
    return this.#scope.keyRing.list();
  }

  async scrips(msisdn?: string): Promise<readonly Scrip[]> {
    const records = await this.#scope.store.listScrips(this.#scope.epoch, msisdn ?? null);
    return records.map(({ scrip, appid, msisdn: number, issuedAt, expiresAt }) => ({
      scrip,
      appid,
      msisdn: number,
      issuedAt,
      expiresAt,
    }));
  }

  async revokeScrips(msisdn?: string): Promise<number> {
    return this.#scope.store.revokeScrips(this.#scope.epoch, msisdn ?? null);
  }

  async mintToken(request: MintRequest): Promise<string> {
    const { appid, msisdn, capability = 'login' } = read(mintSchema, 'mint request', request);
    const { directory, clock } = this.#scope;
    if ((await directory.app(appid)) === undefined) {
      throw new ProblemError('unknown', `scope ${this.id} has no app ${appid}; put it first`);
    }
    if ((await directory.subscriber(msisdn)) === undefined) {
      throw new ProblemError('unknown', `scope ${this.id} has no subscriber ${msisdn}; put it first`);
    }
    const order = { epoch: this.#scope.epoch, appid, msisdn, capability, now: clock.now(), isMinted: true };
    const issued = await issueNextToken(this.#scope, order);
    if (issued.kind !== 'issued') {
      throw new ProblemError('not-allowed', `no token was issued: ${issued.kind}`);
    }
    return issued.token;
  }

  async queueTokens(tokens: readonly string[]): Promise<void> {
    await queueTokens(this.#scope, tokens);
  }

  now(): number {
    return this.#scope.clock.now();
  }

  async advance(ms: number): Promise<Advanced> {
    const by = read(advanceSchema, 'number of milliseconds', ms);
    return moveClock(this.#scope, ({ now, rate }) => {
      if (now + by > LAST_MOMENT) {
        const message = `is ${ms}, and would move the clock past the year 9999; at most ${LAST_MOMENT - now} is left`;
        throw new ProblemError('invalid', `the number of milliseconds ${message}`, [{ pointer: '/ms', message }]);
      }
      return { now: now + by, rate };
    });
  }

  async setClock(clock: ClockSetting): Promise<Advanced> {
    const { now, rate } = read(clockSchema, 'clock', clock);
    return moveClock(this.#scope, (state) => ({ now: now ?? state.now, rate: rate ?? state.rate }));
  }

  async journal(query: JournalQuery = {}): Promise<readonly JournalEntry[]> {
    await this.#scope.caughtUp();
    return inSlices(describeMatching(this.#scope.journal, query));
  }

  async rawRequest(entry: number): Promise<RawRequest> {
    await this.#scope.caughtUp();
    return this.#scope.journal.rawRequest(entry);
  }

  async countRequests(query: JournalQuery = {}): Promise<number> {
    await this.#scope.caughtUp();
    return this.#scope.journal.count(query);
  }

  async waitForRequest(query: JournalQuery, timeoutMs: number): Promise<JournalEntry> {
    const scope = this.#scope;
    let seen = query.after ?? 0;
    const caughtUp = this.#caughtUpAlive();
    if (caughtUp instanceof Promise) {
      await caughtUp;
    }
    return waitFor(scope, {
      timeoutMs,
      after: query.after,
      look: () => {
        const { journal } = scope;
        const entry = journal.first(query, seen);
        // A result code comes with the answer: an entry that waits for it is looked at again.
        seen = Math.min(journal.announcedId, (journal.firstPending(seen) ?? Number.POSITIVE_INFINITY) - 1);
        return entry;
      },
      describeMissing: () =>
        `no request matched ${JSON.stringify(query)} within ${timeoutMs} ms; ${scope.journal.describeNearest()}`,
    });
  }

  events(query: EventsQuery = {}): LocalEvents {
    return new LocalEvents(this.#standing(), query);
  }

  async openListeners(): Promise<ScopePorts> {
    return this.#scopes.openListeners(this.#scope.id);
  }

  async flows(query: FlowQuery = {}): Promise<readonly LoginFlow[]> {
    await this.#scope.caughtUp();
    return loginFlows(this.#scope.journal, query);
  }

  async countFlows(query: FlowQuery = {}): Promise<number> {
    await this.#scope.caughtUp();
    return countFlows(this.#scope.journal, query);
  }

  async expectFlow(query: FlowQuery): Promise<LoginFlow> {
    await this.#scope.caughtUp();
    return expectFlow(this.#scope.journal, query);
  }

  /** Looks at all flows again after each request: a request may complete an older flow. */
  async waitForFlow(query: FlowQuery, timeoutMs: number): Promise<LoginFlow> {
    const scope = this.#scope;
    const caughtUp = this.#caughtUpAlive();
    if (caughtUp instanceof Promise) {
      await caughtUp;
    }
    return waitFor(scope, {
      timeoutMs,
      after: query.after,
      look: () => matchingFlows(scope.journal, query)[0],
      describeMissing: () =>
        `no flow with ${JSON.stringify(query)} within ${timeoutMs} ms; ${describeNearest(scope.journal, query)}`,
    });
  }

  async openBearer(bearer: BearerSeed): Promise<OpenedBearer> {
    return this.#scope.openBearer(bearer);
  }

  async bearers(): Promise<readonly OpenedBearer[]> {
    return this.#scope.bearers();
  }

  async report(): Promise<ScopeReport> {
    const scope = this.#scope;
    await scope.share?.follow();
    await scope.caughtUp();
    const { id, clock, endsAt, settings, directory, personas, faults, journal, snapshots } = scope;
    const [apps, subscribers, sessions] = await Promise.all([
      directory.list('app'),
      directory.list('subscriber'),
      directory.list('session'),
    ]);
    const armed = faults.list(clock.now());
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
      snapshots: await snapshots.names(),
    };
  }

  async snapshot(name: string): Promise<void> {
    return this.#scope.takeSnapshot(name);
  }

  async restore(name: string): Promise<void> {
    return this.#scope.restore(name);
  }

  async removeSnapshot(name: string): Promise<void> {
    if (!(await this.#scope.snapshots.delete(name))) {
      throw await unknownSnapshot(this.#scope, name);
    }
  }

  async clearJournal(): Promise<void> {
    await this.#scope.clearJournal();
  }

  async reset(): Promise<void> {
    return this.#scope.reset();
  }

  async end(): Promise<void> {
    return this.#scopes.end(this.#scope.id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#standing().isEnded) {
      return;
    }
    await (this.id === DEFAULT_SCOPE ? this.reset() : this.end());
  }

  /** Nothing to wait for in one process: a wait that begins before the scope ends is told of its end. */
  #caughtUpAlive(): Answer<void> {
    const scope = this.#standing();
    return scope.share === null ? undefined : scope.caughtUp().then(() => void needAlive(scope));
  }

  get #scope(): Scope {
    return needAlive(this.#standing());
  }
}
