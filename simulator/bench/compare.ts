import { MeasuredServer } from './measured-server.ts';
import { show, spread } from './spread.ts';
import { type Round, Workload } from './workload.ts';

/** The first rounds are not counted: V8 compiles anew as it meets each operation, and its heap grows to what the operations need. */
const WARM_ROUNDS = 5;

const FIGURES = [
  { name: 'exchange', of: ({ exchange }: Round) => exchange },
  { name: 'refusal', of: ({ refusal }: Round) => refusal },
  { name: 'number request', of: ({ prefetch }: Round) => prefetch },
  { name: 'flow', of: ({ flow }: Round) => flow },
] as const;

/** Measures this build against another one in alternating rounds of one run: what disturbs the machine disturbs both. */
export async function compareBuilds(otherBuild: string, { core, rounds }: { core: number; rounds: number }): Promise<void> {
  const before = await MeasuredServer.start(core, otherBuild);
  const after = await MeasuredServer.start(core);
  const pairs: Pair[] = [];
  for (let round = -WARM_ROUNDS; round < rounds; round++) {
    const pair = await measurePair(before, after, round % 2 === 0);
    if (round >= 0) {
      pairs.push(pair);
    }
  }
  for (const { name, of } of FIGURES) {
    const [first, second] = [spread(pairs.map((pair) => of(pair.before))), spread(pairs.map((pair) => of(pair.after)))];
    const ratio = spread(pairs.map((pair) => of(pair.after) / of(pair.before)));
    console.log(`${name.padEnd(16)} before ${show(first)}   after ${show(second)}   after/before ${show(ratio)}`);
  }
  await before.stop();
  await after.stop();
}

interface Pair {
  readonly before: Round;
  readonly after: Round;
}

async function measurePair(before: MeasuredServer, after: MeasuredServer, isBeforeFirst: boolean): Promise<Pair> {
  if (isBeforeFirst) {
    const first = await measure(before);
    return { before: first, after: await measure(after) };
  }
  const first = await measure(after);
  return { before: await measure(before), after: first };
}

/** Over new connections: those of an earlier round would have been closed while the other server was measured. */
async function measure(server: MeasuredServer): Promise<Round> {
  const workload = new Workload(server);
  const round = await workload.measureRound();
  workload.close();
  return round;
}
