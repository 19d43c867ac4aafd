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
  const [other, own] = [await MeasuredServer.start(core, otherBuild), await MeasuredServer.start(core)];
  const [before, after] = [await Workload.open(other), await Workload.open(own)];
  const pairs: { readonly before: Round; readonly after: Round }[] = [];
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
  before.close();
  after.close();
  await other.stop();
  await own.stop();
}

async function measurePair(before: Workload, after: Workload, isBeforeFirst: boolean): Promise<{ before: Round; after: Round }> {
  if (isBeforeFirst) {
    const first = await before.measureRound();
    return { before: first, after: await after.measureRound() };
  }
  const first = await after.measureRound();
  return { before: await before.measureRound(), after: first };
}
