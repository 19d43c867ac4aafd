import { MeasuredServer } from './measured-server.ts';
import { type Spread, show, spread } from './spread.ts';
import { Workload } from './workload.ts';

/** Not counted: V8 compiles anew as it meets each operation, and its heap grows to what the operations need. */
const WARM_TURNS = 15;
/** A turn is short, so that both builds meet the same neighbours on the machine. */
const TURNS_A_ROUND = 5;

const FIGURES = [
  { name: 'bare', run: (workload: Workload) => workload.runBare(6000) },
  { name: 'exchange', run: (workload: Workload) => workload.runExchange(5000) },
  { name: 'refusal', run: (workload: Workload) => workload.runRefusal(5000) },
  { name: 'number request', run: (workload: Workload) => workload.runPrefetch(600) },
  { name: 'flow', run: (workload: Workload) => workload.runFlow(400) },
] as const;

type FigureName = (typeof FIGURES)[number]['name'];

/** Requests a second of processor time, of both builds in one turn. */
interface Pair {
  readonly before: number;
  readonly after: number;
}

/** Measures this build against another one in one run, in short turns: what disturbs the machine disturbs both. */
export async function compareBuilds(otherBuild: string, { core, rounds }: { core: number; rounds: number }): Promise<void> {
  const servers = [await MeasuredServer.start(core, { build: otherBuild }), await MeasuredServer.start(core)] as const;
  const workloads = servers.map((server) => new Workload(server)) as [Workload, Workload];
  const pairs: Record<FigureName, Pair[]> = { bare: [], exchange: [], refusal: [], 'number request': [], flow: [] };
  for (let turn = -WARM_TURNS; turn < rounds * TURNS_A_ROUND; turn++) {
    for (const { name, run } of FIGURES) {
      const pair = await measurePair(workloads, run, turn % 2 === 0);
      if (turn >= 0) {
        pairs[name].push(pair);
      }
    }
  }
  for (const { name } of FIGURES) {
    console.log(`${name.padEnd(15)} after/before ${show(spreadOf(pairs[name], ({ before, after }) => after / before))}`);
  }
  for (const version of ['before', 'after'] as const) {
    const ratio = spread(pairs.exchange.map((pair, turn) => pair[version] / (pairs.bare[turn]?.[version] ?? Number.NaN)));
    console.log(`exchange of bare node:http ${version.padEnd(6)} ${show(ratio)}`);
  }
  for (const [index, server] of servers.entries()) {
    workloads[index]?.close();
    await server.stop();
  }
}

function spreadOf(pairs: readonly Pair[], value: (pair: Pair) => number): Spread {
  return spread(pairs.map(value));
}

async function measurePair(
  [other, own]: readonly [Workload, Workload],
  run: (workload: Workload) => Promise<number>,
  isOtherFirst: boolean,
): Promise<Pair> {
  if (isOtherFirst) {
    const before = await run(other);
    return { before, after: await run(own) };
  }
  const after = await run(own);
  return { before: await run(other), after };
}
