import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import { Client, closedLoop } from './load.ts';
import type { MeasuredServer } from './measured-server.ts';
import { loginRequest, mustBe, type Prefetch, prefetchRequest, scripOf, tokenRequest } from './requests.ts';

const CLIENTS = 32;
const PREFETCHES = 500;
const BARE_COUNT = 30_000;
const EXCHANGE_COUNT = 25_000;
const PREFETCH_COUNT = 3000;
const FLOW_COUNT = 2000;

/** What one round measured, each as a ratio but for the two rates. */
export interface Round {
  /** Requests a second of processor time that the bare server served. */
  readonly bareRate: number;
  readonly exchangeRate: number;
  /** Of the bare server's rate. */
  readonly exchange: number;
  /** Of the bare server's rate. */
  readonly refusal: number;
  /** Of its bound: one RSA decryption and one bare request. */
  readonly prefetch: number;
  /** Of its bound: one RSA decryption and three bare requests. */
  readonly flow: number;
}

/** Connections to one listener. */
class Connections {
  readonly #target: (lane: number) => Parameters<typeof Client.open>[0];
  #clients: Client[] = [];

  constructor(target: (lane: number) => Parameters<typeof Client.open>[0]) {
    this.#target = target;
  }

  /** Opens them, and again those that the server closed because they were idle. */
  async open(): Promise<readonly Client[]> {
    const open = (lane: number): Promise<Client> => Client.open(this.#target(lane));
    this.#clients = await Promise.all(
      Array.from({ length: CLIENTS }, (_, lane) => {
        const client = this.#clients[lane];
        return client === undefined || client.isClosed ? open(lane) : client;
      }),
    );
    return this.#clients;
  }

  close(): void {
    for (const client of this.#clients) {
      client.close();
    }
  }
}

/** The requests that a measured server is loaded with, over connections that stay open. */
export class Workload {
  readonly #server: MeasuredServer;
  readonly #prefetches: readonly Prefetch[];
  readonly #sample = loginRequest(`STsid${'0'.repeat(20)}${'A'.repeat(32)}`, 0);
  readonly bare: Connections;
  readonly exchange: Connections;
  readonly #bearer: Connections;
  readonly #token: Connections;

  constructor(server: MeasuredServer) {
    const { gatewayKey, ports, rootPem, bare } = server.facts;
    this.#server = server;
    this.#prefetches = Array.from({ length: PREFETCHES }, (_, index) =>
      prefetchRequest(gatewayKey.spkiPem, gatewayKey.keyid, index),
    );
    this.bare = new Connections(() => ({ port: bare }));
    this.exchange = new Connections(() => ({ port: ports.exchange }));
    // A phone each: one number may have 30 unused tokens only.
    this.#bearer = new Connections((lane) => ({ port: ports.bearer, localAddress: `127.0.1.${lane + 1}` }));
    this.#token = new Connections(() => ({ port: ports.token, ca: rootPem }));
  }

  /** A login request with a token that was never issued. */
  get sample(): string {
    return this.#sample;
  }

  async runBare(count: number): Promise<number> {
    const clients = await this.bare.open();
    return this.#rateOf(clients, count, async (client) => void (await client.send(this.#sample)));
  }

  async runExchange(count: number): Promise<number> {
    const requests = (await this.#server.mint(count)).map(loginRequest);
    const clients = await this.exchange.open();
    return this.#rateOf(clients, count, async (client, index) => mustBe(await client.send(requests[index] ?? ''), '103000'));
  }

  async runRefusal(count: number): Promise<number> {
    const clients = await this.exchange.open();
    return this.#rateOf(clients, count, async (client) => mustBe(await client.send(this.#sample), '104201'));
  }

  async runPrefetch(count: number): Promise<number> {
    const clients = await this.#bearer.open();
    return this.#rateOf(clients, count, async (client, index) =>
      mustBe(await client.send(this.#prefetchAt(index).request), '103000'),
    );
  }

  /** Logins, each over three connections. */
  async runFlow(count: number): Promise<number> {
    const bearer = await this.#bearer.open();
    const token = await this.#token.open();
    const exchange = await this.exchange.open();
    return this.#rateOf(bearer, count, async (client, index) => {
      const lane = bearer.indexOf(client);
      const { request, sessionKey } = this.#prefetchAt(index);
      const scrip = scripOf(await client.send(request), sessionKey);
      const minted = await (token[lane] ?? client).send(tokenRequest(scrip, index));
      mustBe(minted, '103000');
      mustBe(await (exchange[lane] ?? client).send(loginRequest(JSON.parse(minted).token, index)), '103000');
    });
  }

  /** Measures everything once, with the bare server before and after. */
  async measureRound(): Promise<Round> {
    const base = await this.runBare(BARE_COUNT);
    const exchangeRate = await this.runExchange(EXCHANGE_COUNT);
    const refusals = await this.runRefusal(EXCHANGE_COUNT);
    const rsa = measureRsa();
    const prefetches = await this.runPrefetch(PREFETCH_COUNT);
    const flows = await this.runFlow(FLOW_COUNT);
    const again = await this.runBare(BARE_COUNT);
    const bareRate = (base + again) / 2;
    return {
      bareRate,
      exchangeRate,
      exchange: exchangeRate / bareRate,
      refusal: refusals / bareRate,
      prefetch: prefetches * (1 / rsa + 1 / bareRate),
      flow: flows * (1 / rsa + 3 / bareRate),
    };
  }

  close(): void {
    for (const connections of [this.bare, this.exchange, this.#bearer, this.#token]) {
      connections.close();
    }
  }

  #prefetchAt(index: number): Prefetch {
    return this.#prefetches[index % PREFETCHES] ?? { request: '', sessionKey: Buffer.alloc(0) };
  }

  /** Requests a second of the server's processor time. */
  async #rateOf(
    clients: readonly Client[],
    count: number,
    once: (client: Client, index: number) => Promise<void>,
  ): Promise<number> {
    const before = Number(await this.#server.order({ do: 'cpu' }));
    await closedLoop(clients, count, once);
    return count / ((Number(await this.#server.order({ do: 'cpu' })) - before) / 1e6);
  }
}

/** RSA-2048 OAEP decryptions a second of processor time; both cores are alike. */
function measureRsa(): number {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const sealed = publicEncrypt({ key: publicKey, ...oaep }, Buffer.alloc(32));
  const started = process.cpuUsage();
  const count = 1000;
  for (let index = 0; index < count; index++) {
    privateDecrypt({ key: privateKey, ...oaep }, sealed);
  }
  const { user, system } = process.cpuUsage(started);
  return count / ((user + system) / 1e6);
}
