import type {
  Advanced,
  App,
  ArmedFault,
  BearerSeed,
  ClockSetting,
  FaultRule,
  FlowQuery,
  GatewayKey,
  JournalEntry,
  JournalQuery,
  LoginFlow,
  MintRequest,
  OpenedBearer,
  Scope,
  ScopePorts,
  ScopeReport,
  ScopeSeed,
  Session,
  Settings,
  Subscriber,
} from './api.ts';

/** A simulator in another process, by its control API. */
export interface RemoteSimulator extends AsyncDisposable {
  readonly defaultScope: RemoteScope;
  createScope(seed?: ScopeSeed): Promise<RemoteScope>;
  rootPem(): Promise<string>;
  /** Ends the scopes that were made through this object. */
  close(): Promise<void>;
}

export interface RemoteOptions {
  /** `http://127.0.0.1:7900` */
  readonly url: string;
  readonly token: string;
}

/** What the control API refused: its problem, as a person reads it. */
export class ControlError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
    this.code = code;
  }
}

export function connectSimulator(options: RemoteOptions): RemoteSimulator {
  const made: RemoteScope[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(made.splice(0).map((scope) => scope.end()));
  };
  return {
    defaultScope: new RemoteScope(options, 'default'),
    createScope: async (seed = {}) => {
      const { id } = await ask<ScopeReport>(options, 'POST', '/scopes', seed);
      const scope = new RemoteScope(options, id);
      made.push(scope);
      return scope;
    },
    rootPem: async () => (await fetch(`${options.url}/v1/ca`)).text(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** As Scope, but that everything is asked for: `now` and `settings` too. */
type Asked = Omit<Scope, 'now' | 'settings'> & { now(): Promise<number>; settings(): Promise<Settings> };

export class RemoteScope implements Asked {
  readonly #options: RemoteOptions;
  readonly id: string;

  constructor(options: RemoteOptions, id: string) {
    this.#options = options;
    this.id = id;
  }

  putApp({ appid, ...app }: Partial<App> & Pick<App, 'appid'>): Promise<App> {
    return this.#ask('PUT', named('apps', appid), app);
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

  setClock(clock: ClockSetting): Promise<Advanced> {
    return this.#ask('PUT', '/clock', clock);
  }

  advance(ms: number): Promise<Advanced> {
    return this.#ask('POST', '/clock/advance', { ms });
  }

  keys(): Promise<readonly GatewayKey[]> {
    return this.#ask('GET', '/keys');
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

  openListeners(): Promise<ScopePorts> {
    return ask(this.#options, 'POST', `/scopes/${this.id}/listeners`);
  }

  openBearer(bearer: BearerSeed): Promise<OpenedBearer> {
    return this.#ask('POST', '/bearers', bearer);
  }

  bearers(): Promise<readonly OpenedBearer[]> {
    return this.#ask('GET', '/bearers');
  }

  report(): Promise<ScopeReport> {
    return ask(this.#options, 'GET', `/scopes/${this.id}`);
  }

  snapshot(name: string): Promise<void> {
    return ask(this.#options, 'PUT', `/scopes/${this.id}/snapshots/${encodeURIComponent(name)}`);
  }

  restore(name: string): Promise<void> {
    return ask(this.#options, 'POST', `/scopes/${this.id}/snapshots/${encodeURIComponent(name)}/restore`);
  }

  reset(): Promise<void> {
    return ask(this.#options, 'POST', `/scopes/${this.id}/reset`);
  }

  end(): Promise<void> {
    return ask(this.#options, 'DELETE', `/scopes/${this.id}`);
  }

  #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const join = path.includes('?') ? '&' : '?';
    return ask(this.#options, method, `${path}${join}scope=${encodeURIComponent(this.id)}`, body);
  }
}

function named(collection: string, name: string): string {
  return `/${collection}/${encodeURIComponent(name)}`;
}

async function ask<T>({ url, token }: RemoteOptions, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) {
    const { code = 'unknown', detail = text } = answer as { code?: string; detail?: string };
    throw new ControlError(response.status, code, `${method} ${path}: ${response.status} ${code}, ${detail}`);
  }
  return answer as T;
}

function parameters(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}

function first<T>(found: readonly T[]): T {
  const [only] = found;
  if (only === undefined) {
    throw new ControlError(200, 'empty', 'the control API answered with nothing');
  }
  return only;
}
