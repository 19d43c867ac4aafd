import { createHash, randomBytes } from 'node:crypto';
import type { Arrange, Fault, Operation, Plane } from './arrange.ts';
import { TestbedError } from './errors.ts';
import type { Exchanged, GatewayRequest } from './observations.ts';
import { operatorStamp } from './wait.ts';

/** The app that every check calls with, as registered at the gateway. */
export interface ReadyApp {
  readonly appid: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly packageName: string;
  readonly certificateMd5: string;
}

/** Which request is awaited: the first of this operation after a journal entry. */
export interface RequestQuery {
  readonly plane: Plane;
  readonly operation: Operation;
  readonly after: number;
  /** Any request on either plane. */
  readonly isAny?: true;
}

/** What the suite needs of a gateway's scope; `startSimulator().defaultScope` has it. */
export interface GatewayScope {
  putApp(app: Readonly<Record<string, unknown>> & { readonly appid: string }): Promise<unknown>;
  putSubscriber(subscriber: Readonly<Record<string, unknown>> & { readonly msisdn: string }): Promise<unknown>;
  putSession(session: { readonly msisdn: string; readonly address: string }): Promise<unknown>;
  mintToken(request: {
    readonly appid: string;
    readonly msisdn: string;
    readonly capability: 'login' | 'check';
  }): Promise<string>;
  putFault(fault: Fault): Promise<unknown>;
  clearFaults(): Promise<void>;
  putSettings(settings: { readonly scripLifeMs?: number }): Promise<unknown>;
  release(): Promise<number>;
  scrips(): Promise<readonly { readonly scrip: string }[]>;
  advance(ms: number): Promise<unknown>;
  reset(): Promise<void>;
  journal(query?: { readonly after?: number }): Promise<readonly ScopeEntry[]>;
  waitForRequest(query: { plane?: Plane; operation?: Operation; after: number }, timeoutMs: number): Promise<ScopeEntry>;
}

interface ScopeEntry {
  readonly id: number;
  readonly monotonicNanos: string;
  readonly plane: string;
  readonly operation: string | null;
  readonly connection: { readonly session: string };
  readonly subscriber: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly trace: GatewayRequest['trace'];
  readonly fault: { readonly effect: string } | null;
  readonly answer: { readonly status: number; readonly resultCode: string | null } | null;
}

const EXCHANGE_PATH = '/unisdk/rsapi/loginTokenValidate';
const EXCHANGE_MS = 10_000;

export interface GatewayParts {
  readonly scope: GatewayScope;
  readonly app: ReadyApp;
  /** Number of the SIM's subscriber. */
  readonly subscriber: string;
  /** Addresses of the SIM's bearers. */
  readonly sessions: readonly string[];
  /** Base URL of the server calls. */
  readonly exchangeUrl: string;
  /** The address that the suite's own server calls come from; absent: loopback. */
  readonly exchangeFrom?: string;
  /** The gateway is the user's own, with a state of his: it is arranged by nobody. */
  readonly isTheUsers?: boolean;
  /** The fields of a request of a dialect of its own, with our word for its msgid besides; absent: the fields have our words. */
  readonly readFields?: (fields: ScopeEntry['fields']) => ScopeEntry['fields'];
}

/** The gateway as a check arranges and reads it, and the app's back end that exchanges tokens there. */
export class Gateway {
  readonly #scope: GatewayScope;
  readonly #app: ReadyApp;
  readonly #subscriber: string;
  readonly #sessions: readonly string[];
  #seenSessions: readonly string[] = [];
  readonly #exchangeUrl: string;
  /** Faults and resets are the user's to make. */
  readonly isTheUsers: boolean;
  readonly #whitelist: string;
  readonly #toRequest: (entry: ScopeEntry) => GatewayRequest;

  constructor({
    scope,
    app,
    subscriber,
    sessions,
    exchangeUrl,
    exchangeFrom,
    isTheUsers = false,
    readFields = (fields) => fields,
  }: GatewayParts) {
    this.isTheUsers = isTheUsers;
    this.#scope = scope;
    this.#app = app;
    this.#subscriber = subscriber;
    this.#sessions = sessions;
    this.#exchangeUrl = exchangeUrl;
    this.#whitelist = ['127.0.0.1', '::1', ...(exchangeFrom === undefined ? [] : [exchangeFrom])].join(',');
    this.#toRequest = (entry) => toRequest({ ...entry, fields: readFields(entry.fields) });
  }

  /** Resets the scope, registers the ready app, and applies what the row changes; leaves a gateway of the user's as it is. */
  async arrange(arrange: Arrange): Promise<void> {
    if (this.isTheUsers) {
      return;
    }
    await this.#scope.release();
    await this.#scope.reset();
    await this.#scope.putApp({
      ...this.#app,
      keyMethod: 'MD5_APP_SECRET',
      capabilities: ['login', 'check'],
      operators: ['mobile', 'unicom', 'telecom'],
      enforceWhitelist: true,
      whitelist: this.#whitelist,
      ...arrange.registration,
    });
    await this.#putSessions(this.#subscriber, this.#seenSessions);
    const { appid } = this.#app;
    const { unusedTokens = 0, subscriber, scripLifeMs } = arrange;
    if (scripLifeMs !== undefined) {
      await this.#scope.putSettings({ scripLifeMs });
    }
    if (subscriber !== undefined) {
      await this.#scope.putSubscriber({ msisdn: this.#subscriber, ...subscriber });
    }
    for (let minted = 0; minted < unusedTokens; minted++) {
      await this.#scope.mintToken({ appid, msisdn: this.#subscriber, capability: 'login' });
    }
    if (arrange.fault !== undefined) {
      await this.putFault(arrange.fault);
    }
  }

  async putFault({ isAnywhere, ...fault }: Fault): Promise<void> {
    const planes = isAnywhere === true ? (['bearer', 'token'] as const) : [fault.plane];
    for (const plane of planes) {
      await this.#scope.putFault({ ...fault, plane });
    }
  }

  /** The SIM has another number from now on, until the next row; of another operator where one is named. */
  async renumber(msisdn: string, operator?: 'unicom' | 'telecom'): Promise<void> {
    await this.#scope.putSubscriber({ msisdn, ...(operator === undefined ? {} : { operator }) });
    await this.#putSessions(msisdn, [...this.#sessions, ...this.#seenSessions]);
  }

  /** The SIM's requests come from these addresses, as a trial has shown, besides those that the scope begins with. */
  async leaseSeen(addresses: readonly string[]): Promise<void> {
    this.#seenSessions = addresses.filter((address) => !this.#sessions.includes(address));
    await this.#putSessions(this.#subscriber, this.#seenSessions);
  }

  async #putSessions(msisdn: string, addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
      await this.#scope.putSession({ msisdn, address });
    }
  }

  async clearFaults(): Promise<void> {
    await this.#scope.clearFaults();
  }

  async release(): Promise<void> {
    await this.#scope.release();
  }

  async advance(ms: number): Promise<void> {
    await this.#scope.advance(ms);
  }

  /** The scrips that the gateway has issued since the row began and that are still valid. */
  async scrips(): Promise<readonly string[]> {
    return (await this.#scope.scrips()).map(({ scrip }) => scrip);
  }

  async requests(after: number): Promise<readonly GatewayRequest[]> {
    return (await this.#scope.journal({ after })).map(this.#toRequest);
  }

  /** The id of the newest request; 0 before the first. */
  async lastRequest(): Promise<number> {
    return (await this.requests(0)).at(-1)?.id ?? 0;
  }

  /** Null when none came in time. */
  async waitForRequest({ isAny, ...query }: RequestQuery, timeoutMs: number): Promise<GatewayRequest | null> {
    const { after } = query;
    return this.#scope.waitForRequest(isAny === true ? { after } : query, timeoutMs).then(this.#toRequest, () => null);
  }

  /** Calls loginTokenValidate, signed by the formula of wire.md §4; nothing of the simulator's signing is used. */
  async exchange(token: string): Promise<Exchanged> {
    const response = await fetch(this.#exchangeUrl + EXCHANGE_PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.#exchangeRequest(token)),
      signal: AbortSignal.timeout(EXCHANGE_MS),
    });
    const text = await response.text();
    const { resultCode, msisdn } = parseObject(text) ?? {};
    if (typeof resultCode !== 'string') {
      const answer = `${response.status} ${text.slice(0, 200)}`;
      throw new TestbedError('EXCHANGE', `loginTokenValidate at ${this.#exchangeUrl} was answered ${answer}`);
    }
    return { status: response.status, resultCode, msisdn: typeof msisdn === 'string' ? msisdn : null };
  }

  #exchangeRequest(token: string): Readonly<Record<string, string>> {
    const { appid, appSecret } = this.#app;
    const version = '2.0';
    const msgid = randomBytes(16).toString('hex');
    const systemtime = operatorStamp();
    const strictcheck = '0';
    const signed = appid + version + msgid + systemtime + strictcheck + token + appSecret;
    const sign = createHash('md5').update(signed).digest('hex').toUpperCase();
    return { version, msgid, systemtime, strictcheck, appid, token, sign };
  }
}

function toRequest(entry: ScopeEntry): GatewayRequest {
  return {
    id: entry.id,
    monotonicNanos: entry.monotonicNanos,
    plane: entry.plane,
    operation: entry.operation,
    session: entry.connection.session,
    subscriber: entry.subscriber,
    fields: entry.fields,
    trace: entry.trace,
    fault: entry.fault?.effect ?? null,
    resultCode: entry.answer?.resultCode ?? null,
    status: entry.answer?.status ?? null,
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
