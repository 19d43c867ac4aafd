import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Client, closedLoop, openLoop, packed } from './load.ts';
import { MeasuredServer } from './measured-server.ts';
import { measureMemory } from './memory.ts';
import { measureReady } from './ready.ts';
import { loginRequest, mustBe, prefetchRequest, scripOf, tokenRequest } from './requests.ts';
import { type Spread, show, spread } from './spread.ts';

/**
 * `scripts/bench [--json FILE] [--rounds N]`: ratios against a bare node:http server, medians of interleaved rounds. Throughput is requests by second of
 * the server's own processor time: what its core would serve if nobody else had it, and what a neighbour cannot spoil.
 */

const option = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const ROUNDS = Number(option('rounds', '5'));
const CLIENTS = 32;
const SERVER_CORE = 0;
const WARM_ROUNDS = 5;
/** Ten numbers may have 300 unused tokens between them. */
const BATCH = 300;
const BATCHES = 60;
const COMPARED = 3;

const server = await MeasuredServer.start(SERVER_CORE);
const { facts } = server;
const openMany = (target: Parameters<typeof Client.open>[0]): Promise<Client[]> =>
  Promise.all(Array.from({ length: CLIENTS }, () => Client.open(target)));
const bare = await openMany({ port: facts.bare });
const exchange = await openMany({ port: facts.ports.exchange });
// A phone each: one number may have 30 unused tokens only.
const bearer = await Promise.all(
  Array.from({ length: CLIENTS }, (_, lane) => Client.open({ port: facts.ports.bearer, localAddress: `127.0.1.${lane + 1}` })),
);
const token = await openMany({ port: facts.ports.token, ca: facts.rootPem });

const sample = loginRequest(`STsid${'0'.repeat(20)}${'A'.repeat(32)}`, 0);

/** Requests by second of the server's processor time. */
async function rateOf(
  clients: readonly Client[],
  count: number,
  once: (client: Client, index: number) => Promise<void>,
): Promise<number> {
  const before = Number(await server.order({ do: 'cpu' }));
  await closedLoop(clients, count, once);
  return count / ((Number(await server.order({ do: 'cpu' })) - before) / 1e6);
}

const runBare = (count: number): Promise<number> => rateOf(bare, count, async (client) => void (await client.send(sample)));

async function runExchange(count: number): Promise<number> {
  const requests = (await server.mint(count)).map(loginRequest);
  return rateOf(exchange, count, async (client, index) => mustBe(await client.send(requests[index] ?? ''), '103000'));
}

const runRefusal = (count: number): Promise<number> =>
  rateOf(exchange, count, async (client) => mustBe(await client.send(sample), '104201'));

const prefetches = Array.from({ length: 500 }, (_, index) =>
  prefetchRequest(facts.gatewayKey.spkiPem, facts.gatewayKey.keyid, index),
);
const prefetchAt = (index: number) => prefetches[index % prefetches.length] ?? { request: '', sessionKey: Buffer.alloc(0) };
const runPrefetch = (count: number): Promise<number> =>
  rateOf(bearer, count, async (client, index) => mustBe(await client.send(prefetchAt(index).request), '103000'));

/** One login over three connections. */
const runOperation = (count: number): Promise<number> =>
  rateOf(bearer, count, async (client, index) => {
    const lane = bearer.indexOf(client);
    const { request, sessionKey } = prefetchAt(index);
    const scrip = scripOf(await client.send(request), sessionKey);
    const minted = await (token[lane] ?? client).send(tokenRequest(scrip, index));
    mustBe(minted, '103000');
    mustBe(await (exchange[lane] ?? client).send(loginRequest(JSON.parse(minted).token, index)), '103000');
  });

/** RSA-2048 OAEP decryptions by second of processor time; both cores are alike. */
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

const bareCount = 30_000;
const ratios = {
  exchange: [] as number[],
  refusal: [] as number[],
  prefetch: [] as number[],
  flow: [] as number[],
  bare: [] as number[],
  perSecond: [] as number[],
};

/** Everything once, in the neighbourhood of the bare server's own rate. */
async function measureRound(into: typeof ratios): Promise<void> {
  const base = await runBare(bareCount);
  const exchanged = await runExchange(25_000);
  const refused = await runRefusal(25_000);
  const rsa = measureRsa();
  const prefetched = await runPrefetch(3000);
  const flows = await runOperation(2000);
  const again = await runBare(bareCount);
  const bareRate = (base + again) / 2;
  into.bare.push(bareRate);
  into.perSecond.push(exchanged);
  into.exchange.push(exchanged / bareRate);
  into.refusal.push(refused / bareRate);
  into.prefetch.push(prefetched * (1 / rsa + 1 / bareRate));
  into.flow.push(flows * (1 / rsa + 3 / bareRate));
}

// The first rounds count for nothing: V8 compiles anew as it meets each operation, and lets its heap grow to what they need.
for (let round = 0; round < WARM_ROUNDS; round++) {
  await measureRound({ exchange: [], refusal: [], prefetch: [], flow: [], bare: [], perSecond: [] });
}
for (let round = 0; round < ROUNDS; round++) {
  await measureRound(ratios);
}
console.log(`bare node:http        ${show(spread(ratios.bare), 0)} a second`);
console.log(`exchange              ${show(spread(ratios.exchange))} of bare node:http     (aim 0.50)`);
console.log(`refusal               ${show(spread(ratios.refusal))} of bare node:http`);
console.log(`number request        ${show(spread(ratios.prefetch))} of its bound          (aim 0.70)`);
console.log(`full flow             ${show(spread(ratios.flow))} of its bound          (aim 0.60)`);

const half = spread(ratios.perSecond).median / 2;
const WINDOW_S = 2;
/** Counts for nothing: the generator, its own garbage just collected, is slow to begin, and the first requests wait for it and not for the server. */
const LEAD_IN_S = 0.25;
/** Two seconds at half load: the 99th percentile of its latencies, from when each request was due. */
async function measureP99(clients: readonly Client[], requests: readonly Buffer[]): Promise<number> {
  globalThis.gc?.();
  const once = async (client: Client, index: number): Promise<void> => void (await client.send(requests[index] ?? ''));
  const all = await openLoop(clients, { perSecond: half, count: requests.length }, once);
  const latencies = all.slice(half * LEAD_IN_S).sort((x, y) => x - y);
  return latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN;
}

const p99s = { exchange: [] as number[], bare: [] as number[] };
const due = Math.floor(half * (LEAD_IN_S + WINDOW_S));
for (let round = 0; round < ROUNDS + 2; round++) {
  p99s.exchange.push(await measureP99(exchange, packed((await server.mint(due)).map(loginRequest))));
  p99s.bare.push(await measureP99(bare, packed(Array.from({ length: due }, () => sample))));
}
const p99 = spread(p99s.exchange);
console.log(`exchange, half load   p99 ${show(p99)} ms          (aim under 5)`);
console.log(`bare, the same rate   p99 ${show(spread(p99s.bare))} ms          (what the machine allows at the moment)`);

/** In batches small enough that ten numbers have tokens for all: of a batch's bare requests just before it. */
async function ratioInBatches(): Promise<number> {
  let exchanged = 0;
  let base = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    base += 1 / (await runBare(BATCH));
    exchanged += 1 / (await runExchange(BATCH));
  }
  return base / exchanged;
}

const compare = async (change: () => Promise<unknown>): Promise<Spread> => {
  const before = [];
  for (let round = 0; round < COMPARED; round++) {
    before.push(await ratioInBatches());
  }
  await change();
  const after = [];
  for (let round = 0; round < COMPARED; round++) {
    after.push(await ratioInBatches());
  }
  const base = spread(before).median;
  return spread(after.map((value) => value / base));
};
const faultsFlat = await compare(() => server.order({ do: 'faults', count: 1000 }));
console.log(`0 to 1,000 rules      ${show(faultsFlat)} of before             (aim within 0.10)`);
await server.order({ do: 'faults', count: 0 });
await server.order({ do: 'subscribers', count: 10 });
const subscribersFlat = await compare(() => server.order({ do: 'subscribers', count: 1_000_000 }));
console.log(`10 to 1,000,000 SIMs  ${show(subscribersFlat)} of before             (aim within 0.10)`);
await server.stop();

const second = await MeasuredServer.start(SERVER_CORE);
const rssGrowth = await measureMemory(second);
await second.stop();
console.log(`memory                ${rssGrowth.toFixed(2)} of after 100,000 requests, after 1,000,000 (aim within 0.10)`);
const readyMs = await measureReady({ core: SERVER_CORE, rounds: ROUNDS });
console.log(`ready                 ${show(readyMs, 0)} ms, data folder there (aim under 300)`);

const file = option('json', '');
if (file !== '') {
  const result = {
    exchangeOfBareHttp: spread(ratios.exchange).median,
    refusalOfBareHttp: spread(ratios.refusal).median,
    prefetchOfBound: spread(ratios.prefetch).median,
    flowOfBound: spread(ratios.flow).median,
    exchangeP99Ms: p99.median,
    subscribersFlat: subscribersFlat.median,
    faultsFlat: faultsFlat.median,
    readyMs: readyMs.median,
    rssGrowth,
  };
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
}
for (const client of [...bare, ...exchange, ...bearer, ...token]) {
  client.close();
}
