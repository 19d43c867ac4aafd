import { writeFile } from 'node:fs/promises';
import { compareBuilds } from './compare.ts';
import { type Client, openLoop, packed } from './load.ts';
import { MeasuredServer } from './measured-server.ts';
import { measureMemory } from './memory.ts';
import { measureReady } from './ready.ts';
import { loginRequest } from './requests.ts';
import { type Spread, show, spread } from './spread.ts';
import { benchStore } from './store-bench.ts';
import { type Round, Workload } from './workload.ts';

/**
 * `scripts/bench [--json FILE] [--rounds N] [--against BUILD] [--store redis]`: ratios against a bare node:http server, medians of interleaved rounds. Throughput is
 * requests a second of the server's own processor time, so that a neighbour on the machine does not spoil it. With `--against`, the folder of another
 * version's compiled bench, only the ratios are measured, of both versions in turn.
 */

function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}

const ROUNDS = Number(option('rounds', '5'));
const SERVER_CORE = 0;
const WARM_ROUNDS = 5;
/** Ten numbers may have 300 unused tokens between them. */
const BATCH = 300;
const BATCHES = 60;
const COMPARED = 3;

const otherBuild = option('against', '');
if (otherBuild !== '') {
  await compareBuilds(otherBuild, { core: SERVER_CORE, rounds: ROUNDS });
  process.exit(0);
}

if (option('store', 'memory') === 'redis') {
  await benchStore(ROUNDS);
  process.exit(0);
}

const server = await MeasuredServer.start(SERVER_CORE);
const workload = new Workload(server);
const rounds: Round[] = [];
// The first rounds are not counted: V8 compiles anew as it meets each operation, and its heap grows to what the operations need.
for (let round = -WARM_ROUNDS; round < ROUNDS; round++) {
  const measured = await workload.measureRound();
  if (round >= 0) {
    rounds.push(measured);
  }
}

function spreadOf(name: keyof Round): Spread {
  return spread(rounds.map((round) => round[name]));
}

console.log(`bare node:http        ${show(spreadOf('bareRate'), 0)} a second`);
console.log(`exchange              ${show(spreadOf('exchange'))} of bare node:http     (aim 0.50)`);
console.log(`refusal               ${show(spreadOf('refusal'))} of bare node:http`);
console.log(`number request        ${show(spreadOf('prefetch'))} of its bound          (aim 0.70)`);
console.log(`full flow             ${show(spreadOf('flow'))} of its bound          (aim 0.60)`);

const half = spreadOf('exchangeRate').median / 2;
const WINDOW_S = 2;
/** Not counted: the generator has just collected its own garbage and is slow at first, so the first requests wait for it and not for the server. */
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
  p99s.exchange.push(await measureP99(await workload.exchange.open(), packed((await server.mint(due)).map(loginRequest))));
  p99s.bare.push(await measureP99(await workload.bare.open(), packed(Array.from({ length: due }, () => workload.sample))));
}
const p99 = spread(p99s.exchange);
console.log(`exchange, half load   p99 ${show(p99)} ms          (aim under 5)`);
console.log(`bare, the same rate   p99 ${show(spread(p99s.bare))} ms          (what the machine allows at the moment)`);

/** The exchange's ratio in batches small enough that ten numbers have tokens for all; each batch is compared with bare requests just before it. */
async function ratioInBatches(): Promise<number> {
  let exchanged = 0;
  let base = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    base += 1 / (await workload.runBare(BATCH));
    exchanged += 1 / (await workload.runExchange(BATCH));
  }
  return base / exchanged;
}

async function compare(change: () => Promise<unknown>): Promise<Spread> {
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
}

const faultsFlat = await compare(() => server.order({ do: 'faults', count: 1000 }));
console.log(`0 to 1,000 rules      ${show(faultsFlat)} of before             (aim within 0.10)`);
await server.order({ do: 'faults', count: 0 });
await server.order({ do: 'subscribers', count: 10 });
const subscribersFlat = await compare(() => server.order({ do: 'subscribers', count: 1_000_000 }));
console.log(`10 to 1,000,000 SIMs  ${show(subscribersFlat)} of before             (aim within 0.10)`);
workload.close();
await server.stop();

const second = await MeasuredServer.start(SERVER_CORE);
const rssGrowth = await measureMemory(second);
await second.stop();
console.log(`memory                ${rssGrowth.toFixed(2)} of after 100,000 requests, after 1,000,000 (aim within 0.10)`);
const ready = await measureReady({ core: SERVER_CORE, rounds: ROUNDS });
console.log(
  `ready                 ${show(ready.ms, 0)} ms, data folder there (aim under 300); ${show(ready.ratio, 1)} of node -e 0, which takes ${show(ready.bareMs, 0)} ms (aim at most 6)`,
);

const file = option('json', '');
if (file !== '') {
  const result = {
    exchangeOfBareHttp: spreadOf('exchange').median,
    refusalOfBareHttp: spreadOf('refusal').median,
    prefetchOfBound: spreadOf('prefetch').median,
    flowOfBound: spreadOf('flow').median,
    exchangeP99Ms: p99.median,
    subscribersFlat: subscribersFlat.median,
    faultsFlat: faultsFlat.median,
    readyMs: ready.ms.median,
    readyOfBareNode: ready.ratio.median,
    rssGrowth,
  };
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
}
