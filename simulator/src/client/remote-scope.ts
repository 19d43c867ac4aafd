import type {
  Advanced,
  App,
  BearerSeed,
  ClockSetting,
  GatewayKey,
  MintRequest,
  OpenedBearer,
  ScopeReport,
  Scrip,
  Session,
  Settings,
  Subscriber,
} from '../model/documents.ts';
import type { ArmedFault, FaultRule } from '../model/faults.ts';
import type { EventsQuery, FlowQuery, JournalEntry, JournalQuery, LoginFlow, RawRequest } from '../model/journal.ts';
import type { ScopePorts } from '../model/listeners.ts';
import type { Patch, ScopeHandle } from '../model/scope-handle.ts';
import { ControlError } from './control-error.ts';
import { ask, parameters, type RemoteOptions } from './control-request.ts';
import { remoteEvents } from './event-stream.ts';

/** A ScopeHandle whose every answer comes over HTTP: `now` and `settings` too. */
type RemoteHandle = Omit<ScopeHandle, 'now' | 'settings'> & { now(): Promise<number>; settings(): Promise<Settings> };

export class RemoteScope implements RemoteHandle {
  readonly #options: RemoteOptions;
  readonly id: string;

  constructor(options: RemoteOptions, id: string) {
    this.#options = options;
    this.id = id;
  }

  putApp({ appid, ...app }: Partial<App> & Pick<App, 'appid'>): Promise<App> {
    return this.#ask('PUT', named('apps', appid), app);
  }

  patchApp(appid: string, patch: Patch<App>): Promise<App> {
    return this.#ask('PATCH', named('apps', appid), patch);
  }

  app(appid: string): Promise<App> {
    return this.#ask('GET', named('apps', appid));
  }

  apps(): Promise<readonly App[]> {
    return this.#ask('GET', '/apps');
  }

  removeApp(appid: string): Promise<void> {
    return this.#ask('DELETE', named('apps', appid));
  }

  putSubscriber({ msisdn, ...subscriber }: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>): Promise<Subscriber> {
    return this.#ask('PUT', named('subscribers', msisdn), subscriber);
  }

  patchSubscriber(msisdn: string, patch: Patch<Subscriber>): Promise<Subscriber> {
    return this.#ask('PATCH', named('subscribers', msisdn), patch);
  }

  subscriber(msisdn: string): Promise<Subscriber> {
    return this.#ask('GET', named('subscribers', msisdn));
  }

  subscribers(): Promise<readonly Subscriber[]> {
    return this.#ask('GET', '/subscribers');
  }

  removeSubscriber(msisdn: string): Promise<void> {
    return this.#ask('DELETE', named('subscribers', msisdn));
  }

  leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session> {
    return this.#ask('POST', '/sessions', session);
  }

  putSession({ address, ...session }: Session): Promise<Session> {
    return this.#ask('PUT', named('sessions', address), session);
  }

  patchSession(address: string, patch: Patch<Session>): Promise<Session> {
    return this.#ask('PATCH', named('sessions', address), patch);
  }

  session(address: string): Promise<Session> {
    return this.#ask('GET', named('sessions', address));
  }

  sessions(): Promise<readonly Session[]> {
    return this.#ask('GET', '/sessions');
  }

  releaseSession(address: string): Promise<void> {
    return this.#ask('DELETE', named('sessions', address));
  }

  putFault(rule: FaultRule): Promise<ArmedFault> {
    return this.#ask('POST', '/faults', rule);
  }

  faults(): Promise<readonly ArmedFault[]> {
    return this.#ask('GET', '/faults');
  }

  removeFault(id: string): Promise<void> {
    return this.#ask('DELETE', named('faults', id));
  }

  clearFaults(): Promise<void> {
    return this.#ask('DELETE', '/faults');
  }

  async release(): Promise<number> {
    return (await this.#ask<{ released: number }>('POST', '/release')).released;
  }

  async now(): Promise<number> {
    return (await this.#ask<{ now: number }>('GET', '/clock')).now;
  }

  settings(): Promise<Settings> {
    return this.#ask('GET', '/settings');
  }

  putSettings(settings: Partial<Settings>): Promise<Settings> {
    return this.#ask('PUT', '/settings', settings);
  }

  patchSettings(patch: Patch<Settings>): Promise<Settings> {
    return this.#ask('PATCH', '/settings', patch);
  }

  removeSnapshot(name: string): Promise<void> {
    return ask(this.#options, { method: 'DELETE', path: `${this.#own}/snapshots/${encodeURIComponent(name)}` });
  }

  clearJournal(): Promise<void> {
    return this.#ask('DELETE', '/journal');
  }

  setClock(clock: ClockSetting): Promise<Advanced> {
    return this.#ask('PUT', '/clock', clock);
  }

  advance(ms: number): Promise<Advanced> {
    return this.#ask('POST', '/clock/advance', { ms });
  }

  scrips(msisdn?: string): Promise<readonly Scrip[]> {
    return this.#ask('GET', msisdn === undefined ? '/scrips' : `/scrips?msisdn=${encodeURIComponent(msisdn)}`);
  }

  async revokeScrips(msisdn?: string): Promise<number> {
    return (await this.#ask<{ revoked: number }>('POST', '/scrips/revoke', msisdn === undefined ? {} : { msisdn })).revoked;
  }

  async mintToken(request: MintRequest): Promise<string> {
    return (await this.#ask<{ token: string }>('POST', '/tokens', request)).token;
  }

  queueTokens(tokens: readonly string[]): Promise<void> {
    return this.#ask('POST', '/tokens/queue', tokens);
  }

  async journal(query: JournalQuery = {}): Promise<readonly JournalEntry[]> {
    return (await this.#ask<{ entries: readonly JournalEntry[] }>('GET', `/journal?${parameters(query)}`)).entries;
  }

  rawRequest(entry: number): Promise<RawRequest> {
    return this.#ask('GET', `${named('journal', String(entry))}/request`);
  }

  async countRequests(query: JournalQuery = {}): Promise<number> {
    return (await this.#ask<{ count: number }>('GET', `/journal/count?${parameters(query)}`)).count;
  }

  async waitForRequest(query: JournalQuery, timeoutMs: number): Promise<JournalEntry> {
    const { entries } = await this.#ask<{ entries: readonly JournalEntry[] }>(
      'GET',
      `/journal?${parameters({ ...query, waitMs: timeoutMs })}`,
    );
    return first(entries);
  }

  events(query: EventsQuery = {}): AsyncIterable<JournalEntry> {
    return remoteEvents(this.#options, this.id, query);
  }

  flows(query: FlowQuery = {}): Promise<readonly LoginFlow[]> {
    return this.#ask('GET', `/flows?${parameters(query)}`);
  }

  async countFlows(query: FlowQuery = {}): Promise<number> {
    return (await this.#ask<{ count: number }>('GET', `/flows/count?${parameters(query)}`)).count;
  }

  async waitForFlow(query: FlowQuery, timeoutMs: number): Promise<LoginFlow> {
    return first(await this.#ask<readonly LoginFlow[]>('GET', `/flows?${parameters({ ...query, waitMs: timeoutMs })}`));
  }

  async expectFlow(query: FlowQuery): Promise<LoginFlow> {
    return first(await this.#ask<readonly LoginFlow[]>('GET', `/flows?${parameters({ ...query, expect: 'one' })}`));
  }

  keys(): Promise<readonly GatewayKey[]> {
    return this.#ask('GET', '/keys');
  }

  openBearer(bearer: BearerSeed): Promise<OpenedBearer> {
    return this.#ask('POST', '/bearers', bearer);
  }

  bearers(): Promise<readonly OpenedBearer[]> {
    return this.#ask('GET', '/bearers');
  }

  openListeners(): Promise<ScopePorts> {
    return ask(this.#options, { method: 'POST', path: `${this.#own}/listeners` });
  }

  report(): Promise<ScopeReport> {
    return ask(this.#options, { method: 'GET', path: `${this.#own}` });
  }

  snapshot(name: string): Promise<void> {
    return ask(this.#options, { method: 'PUT', path: `${this.#own}/snapshots/${encodeURIComponent(name)}` });
  }

  restore(name: string): Promise<void> {
    return ask(this.#options, { method: 'POST', path: `${this.#own}/snapshots/${encodeURIComponent(name)}/restore` });
  }

  reset(): Promise<void> {
    return ask(this.#options, { method: 'POST', path: `${this.#own}/reset` });
  }

  end(): Promise<void> {
    return ask(this.#options, { method: 'DELETE', path: `${this.#own}` });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.id === 'default') {
      await this.reset();
      return;
    }
    try {
      await this.end();
    } catch (error) {
      // The scope has ended already.
      if (!(error instanceof ControlError) || error.code !== 'unknown') {
        throw error;
      }
    }
  }

  get #own(): string {
    return `/scopes/${encodeURIComponent(this.id)}`;
  }

  #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const join = path.includes('?') ? '&' : '?';
    return ask(this.#options, { method, path: `${path}${join}scope=${encodeURIComponent(this.id)}`, body });
  }
}

function named(collection: string, name: string): string {
  return `/${collection}/${encodeURIComponent(name)}`;
}

function first<T>(answered: readonly T[]): T {
  const [only] = answered;
  if (only === undefined) {
    throw new ControlError(200, 'empty', 'the control API answered with nothing');
  }
  return only;
}
