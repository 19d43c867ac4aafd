import { availableParallelism } from 'node:os';
import { RedisServer } from '../test/support/redis-server.ts';
import { MeasuredServer } from './measured-server.ts';
import { type Spread, show, spread } from './spread.ts';
import { Workload } from './workload.ts';

/**
 * `scripts/bench --store redis [--rounds N]`: what a store on Redis costs against one in memory, and what three instances serve against one. Ratios of
 * interleaved rounds; the server writes nothing to disk.
 */

const EXCHANGES = 1500;
const FLOWS = 300;
const WARM_ROUNDS = 1;
const INSTANCES = 3;
const CORES = availableParallelism();
const ALL_CORES = `0-${CORES - 1}`;

interface Rates {
  /** Requests a second of the instance's processor time. */
  readonly exchange: number;
  readonly flow: number;
  /** Logins a second as clients see them, all instances together. */
  readonly logins: number;
}

export async function benchStore(rounds: number): Promise<void> {
  const redis = await RedisServer.start();
  const servers: MeasuredServer[] = [];
  const start = async (store?: string): Promise<Workload> => {
    const server = await MeasuredServer.start(ALL_CORES, { store });
    servers.push(server);
    return new Workload(server);
  };
  try {
    const memory = [await start()];
    const shared = [];
    for (let number = 0; number < INSTANCES; number++) {
      shared.push(await start(redis.storeUrl('bench:')));
    }
    const measured = await measureInTurn({ memory, one: shared.slice(0, 1), three: shared }, rounds);
    print(measured);
    for (const workload of [...memory, ...shared]) {
      workload.close();
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await redis.stop();
  }
}

type Measured<T> = Readonly<Record<'memory' | 'one' | 'three', T>>;

async function measureInTurn(all: Measured<readonly Workload[]>, rounds: number): Promise<readonly Measured<Rates>[]> {
  const measured: Measured<Rates>[] = [];
  for (let round = -WARM_ROUNDS; round < rounds; round++) {
    const [memory, one, three] = [await measure(all.memory), await measure(all.one), await measure(all.three)];
    if (round >= 0) {
      measured.push({ memory, one, three });
    }
  }
  return measured;
}

async function measure(workloads: readonly Workload[]): Promise<Rates> {
  const [first] = workloads;
  const exchange = (await first?.runExchange(EXCHANGES)) ?? Number.NaN;
  const began = performance.now();
  const [flow = Number.NaN] = await Promise.all(workloads.map((workload) => workload.runFlow(FLOWS)));
  const seconds = (performance.now() - began) / 1000;
  return { exchange, flow, logins: (FLOWS * workloads.length) / seconds };
}

function print(rounds: readonly Measured<Rates>[]): void {
  const ratio = (of: (round: Measured<Rates>) => number): Spread => spread(rounds.map(of));
  const logins = (which: keyof Measured<Rates>): Spread => spread(rounds.map((round) => round[which].logins));
  const threeToOne = ratio(({ one, three }) => three.logins / one.logins);
  console.log(
    `exchange, Redis       ${show(ratio(({ memory, one }) => one.exchange / memory.exchange))} of memory, by processor time`,
  );
  console.log(`full flow, Redis      ${show(ratio(({ memory, one }) => one.flow / memory.flow))} of memory, by processor time`);
  console.log(`logins in memory      ${show(logins('memory'), 0)} a second, 32 phones`);
  console.log(`logins on Redis       ${show(logins('one'), 0)} a second, 32 phones, one instance`);
  console.log(`logins on Redis       ${show(logins('three'), 0)} a second, 96 phones, three instances`);
  // The server and the generator need a core each.
  const forInstances = Math.max(1, Math.min(INSTANCES, CORES - 2));
  const aim = forInstances < INSTANCES ? `${CORES} cores: no room for three` : 'aim 2.40';
  console.log(
    `three to one          ${show(threeToOne)}          (${aim}; ${(threeToOne.median / forInstances).toFixed(2)} a core that instances can have)`,
  );
}
