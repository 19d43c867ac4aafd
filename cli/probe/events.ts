import { Command } from 'commander';
import type { HandBench } from '../../conformance/src/by-hand.ts';
import { addBenchFlags, type BenchFlags, withBench } from './bench-flags.ts';
import { readApi } from './call.ts';
import { readMillis } from './read-millis.ts';

interface EventsFlags extends BenchFlags {
  readonly for?: number;
}

const POLL_MS = 1000;

const EXAMPLES = `
Examples:
  quhao probe events getPhoneInfo --for 10000
  quhao probe events getPhoneInfo loginAuth --sdk my.aar --adapter adapter.yaml`;

export function probeEventsCommand(): Command {
  const command = new Command('events')
    .description('call methods of the SDK one after the other, and print every event as a line of JSON, a method that throws too')
    .argument('[apis...]', 'what to call first, without waiting: getPhoneInfo, loginAuth, …', readApis)
    .option('--for <ms>', 'end after this time; else on Ctrl-C', readMillis);
  return addBenchFlags(command)
    .option('--json', 'lines of JSON, as it prints without this too')
    .addHelpText('after', EXAMPLES)
    .action(events);
}

async function events(apis: readonly string[], flags: EventsFlags): Promise<void> {
  await withBench(flags, (bench, signal) => printEvents(bench, { apis, forMs: flags.for ?? null, signal }), {
    isEndedBySignal: true,
  });
}

type Bench = Pick<HandBench, 'call' | 'events'>;

interface EventsWork {
  readonly apis: readonly string[];
  readonly forMs: number | null;
  readonly signal: AbortSignal;
}

/** Exported for its test. */
export async function printEvents(bench: Bench, { apis, forMs, signal }: EventsWork): Promise<void> {
  for (const [index, api] of apis.entries()) {
    await callOrTellThrow(bench, api, index + 1);
  }
  const ending = forMs === null ? signal : AbortSignal.any([signal, AbortSignal.timeout(forMs)]);
  for (let last = 0; !ending.aborted; ) {
    const news = await bench.events(last, POLL_MS);
    for (const event of news) {
      console.log(JSON.stringify(event));
    }
    last = news.at(-1)?.seq ?? last;
  }
}

/** A method that throws, or that the SDK has not, is an event too: the calls after it are made all the same. */
async function callOrTellThrow(bench: Bench, api: string, requestCode: number): Promise<void> {
  const { ProbeError } = await import('../../conformance/src/by-hand.ts');
  const none = { appId: null, appKey: null, value: null, limitMs: null, waitMs: 0 };
  try {
    await bench.call({ ...none, api, requestCode });
  } catch (error) {
    if (!(error instanceof ProbeError) || !['SDK_THREW', 'UNSUPPORTED'].includes(error.code)) {
      throw error;
    }
    const type = error.code === 'SDK_THREW' ? 'threw' : 'unsupported';
    console.log(JSON.stringify({ type, api, requestCode, message: error.message }));
  }
}

/** Commander gives the names so far with each next one. */
function readApis(api: string, before: readonly string[] = []): readonly string[] {
  return [...before, readApi(api)];
}
