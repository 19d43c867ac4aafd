import { spawn } from 'node:child_process';
import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, closedLoop, openLoop, type Run } from './load.ts';
import { MeasuredServer } from './measured-server.ts';
import { loginRequest, prefetchRequest, scripOf, tokenRequest } from './requests.ts';

/** `scripts/bench [--json FILE] [--rounds N] [--seconds S]`: ratios against a bare node:http server, medians of interleaved rounds. */

const option = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const ROUNDS = Number(option('rounds', '5'));
const CLIENTS = 32;
const SERVER_CORE = 0;

interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
}

const show = ({ median, min, max }: Spread, digits = 2): string =>
  `${median.toFixed(digits)}  (${min.toFixed(digits)}–${max.toFixed(digits)})`;

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

const mustBe = (body: string, code: string): void => {
  if (!body.includes(`"resultCode":"${code}"`)) {
    throw new Error(`expected ${code}, the server answered ${body.slice(0, 300)}`);
  }
};

const sample = loginRequest(`STsid${'0'.repeat(20)}${'A'.repeat(32)}`, 0);
const runBare = (count: number): Promise<Run> => closedLoop(bare, count, async (client) => void (await client.send(sample)));

async function runExchange(count: number): Promise<Run> {
  const requests = (await server.mint(count)).map(loginRequest);
  return closedLoop(exchange, count, async (client, index) => mustBe(await client.send(requests[index] ?? ''), '103000'));
}

const runRefusal = (count: number): Promise<Run> =>
  closedLoop(exchange, count, async (client) => mustBe(await client.send(sample), '104201'));

const prefetches = Array.from({ length: 500 }, (_, index) =>
  prefetchRequest(facts.gatewayKey.spkiPem, facts.gatewayKey.keyid, index),
);
const prefetchAt = (index: number) => prefetches[index % prefetches.length] ?? { request: '', sessionKey: Buffer.alloc(0) };
const runPrefetch = (count: number): Promise<Run> =>
  closedLoop(bearer, count, async (client, index) => mustBe(await client.send(prefetchAt(index).request), '103000'));

/** One login over three connections. */
const runFlow = (count: number): Promise<Run> =>
  closedLoop(bearer, count, async (client, index) => {
    const lane = bearer.indexOf(client);
    const { request, sessionKey } = prefetchAt(index);
    const scrip = scripOf(await client.send(request), sessionKey);
    const minted = await (token[lane] ?? client).send(tokenRequest(scrip, index));
    mustBe(minted, '103000');
    mustBe(await (exchange[lane] ?? client).send(loginRequest(JSON.parse(minted).token, index)), '103000');
  });

/** RSA-2048 OAEP decryptions a second; both cores are alike. */
function measureRsa(): number {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const sealed = publicEncrypt({ key: publicKey, ...oaep }, Buffer.alloc(32));
  const started = process.hrtime.bigint();
  const count = 1000;
  for (let index = 0; index < count; index++) {
    privateDecrypt({ key: privateKey, ...oaep }, sealed);
  }
  return count / (Number(process.hrtime.bigint() - started) / 1e9);
}

const bareCount = 30_000;
await runBare(bareCount);
await runExchange(20_000);
await runPrefetch(1500);
await runFlow(500);

const ratios = {
  exchange: [] as number[],
  refusal: [] as number[],
  prefetch: [] as number[],
  flow: [] as number[],
  bare: [] as number[],
  perSecond: [] as number[],
};
for (let round = 0; round < ROUNDS; round++) {
  const base = (await runBare(bareCount)).perSecond;
  const exchanged = (await runExchange(25_000)).perSecond;
  const refused = (await runRefusal(25_000)).perSecond;
  const rsa = measureRsa();
  const prefetched = (await runPrefetch(3000)).perSecond;
  const flows = (await runFlow(2000)).perSecond;
  const again = (await runBare(bareCount)).perSecond;
  const bareRate = (base + again) / 2;
  ratios.bare.push(bareRate);
  ratios.perSecond.push(exchanged);
  ratios.exchange.push(exchanged / bareRate);
  ratios.refusal.push(refused / bareRate);
  ratios.prefetch.push(prefetched * (1 / rsa + 1 / bareRate));
  ratios.flow.push(flows * (1 / rsa + 3 / bareRate));
}
console.log(`bare node:http        ${show(spread(ratios.bare), 0)} a second`);
console.log(`exchange              ${show(spread(ratios.exchange))} of bare node:http     (aim 0.50)`);
console.log(`refusal               ${show(spread(ratios.refusal))} of bare node:http`);
console.log(`number request        ${show(spread(ratios.prefetch))} of its bound          (aim 0.70)`);
console.log(`full flow             ${show(spread(ratios.flow))} of its bound          (aim 0.60)`);

const half = spread(ratios.perSecond).median / 2;
const tokens = (await server.mint(Math.floor(half * 3))).map(loginRequest);
const latencies = [
  ...(await openLoop(exchange, { perSecond: half, count: tokens.length }, async (client, index) =>
    mustBe(await client.send(tokens[index] ?? ''), '103000'),
  )),
].sort((a, b) => a - b);
const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN;
console.log(`exchange, half load   p99 ${p99.toFixed(2)} ms                   (aim under 5)`);

const compare = async (change: () => Promise<unknown>): Promise<Spread> => {
  const before = [];
  for (let round = 0; round < 3; round++) {
    before.push((await runExchange(20_000)).perSecond / (await runBare(bareCount)).perSecond);
  }
  await change();
  const after = [];
  for (let round = 0; round < 3; round++) {
    after.push((await runExchange(20_000)).perSecond / (await runBare(bareCount)).perSecond);
  }
  const base = spread(before).median;
  return spread(after.map((value) => value / base));
};
const faultsFlat = await compare(() => server.order({ do: 'faults', count: 1000 }));
console.log(`0 to 1,000 rules      ${show(faultsFlat)} of before             (aim within 0.10)`);
await server.order({ do: 'faults', count: 0 });
const subscribersFlat = await compare(() => server.order({ do: 'subscribers', count: 1_000_000 }));
console.log(`to 1,000,000 numbers  ${show(subscribersFlat)} of before             (aim within 0.10)`);
await server.stop();

const rssGrowth = await measureMemory();
console.log(`memory                ${rssGrowth.toFixed(2)} of after 100,000 requests, after 1,000,000 (aim within 0.10)`);
const readyMs = await measureReady();
console.log(`ready                 ${show(readyMs, 0)} ms, data folder there (aim under 300)`);

const file = option('json', '');
if (file !== '') {
  const result = {
    exchangeOfBareHttp: spread(ratios.exchange).median,
    refusalOfBareHttp: spread(ratios.refusal).median,
    prefetchOfBound: spread(ratios.prefetch).median,
    flowOfBound: spread(ratios.flow).median,
    exchangeP99Ms: p99,
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

async function measureMemory(): Promise<number> {
  const own = await MeasuredServer.start(SERVER_CORE);
  const clients = await openMany({ port: own.facts.ports.exchange });
  const batch = 10_000;
  let early = 0;
  for (let done = batch; done <= 1_000_000; done += batch) {
    const requests = (await own.mint(batch)).map(loginRequest);
    await closedLoop(clients, batch, async (client, index) => mustBe(await client.send(requests[index] ?? ''), '103000'));
    if (done === 100_000) {
      early = Number(await own.order({ do: 'memory' }));
    }
  }
  const late = Number(await own.order({ do: 'memory' }));
  for (const client of clients) {
    client.close();
  }
  await own.stop();
  return late / early;
}

/** From the start of the process to the first listener's port, as `quhao serve` starts it. */
async function measureReady(): Promise<Spread> {
  const folder = await mkdtemp(join(tmpdir(), 'quhao-bench-'));
  const file = fileURLToPath(new URL('./start-once.js', import.meta.url));
  const times = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const started = performance.now();
      const child = spawn('taskset', ['-c', String(SERVER_CORE), process.execPath, file, folder], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      await once(child, 'message');
      times.push(performance.now() - started);
      child.disconnect();
      await once(child, 'exit');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  // The first start makes the keys.
  return spread(times.slice(1));
}
