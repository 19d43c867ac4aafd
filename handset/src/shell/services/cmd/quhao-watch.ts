import type { AppChange, Device } from '../../../device.ts';
import { HandsetError } from '../../../errors.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';
import { takeScreenshot } from '../../screen/screenshot.ts';
import type { System } from '../../system.ts';
import { ChangedValues, LatestRecords } from './changed-values.ts';

/** The shortest time between two pictures: at most ten a second, and none while nothing is drawn. */
const PICTURE_GAP_MS = 100;
/** How often radio, packages, connections, lookups and network requests are compared with what was printed last. */
const LOOK_MS = 250;
/** A reader that comes late gets so many of the last connections and lookups. */
const HISTORY = 200;

/** `watch [--screen]` prints a JSON line for each change until the host closes the stream. Its answer is nothing. */
export async function watch(call: Call, rest: readonly string[]): Promise<undefined> {
  const options = parseOptions(rest, { flags: ['--screen'] });
  if (options.rest.length > 0) {
    throw new UsageError(`unexpected '${options.rest.join(' ')}'`, EXIT_CODES.usage);
  }
  const hasEnded = new AbortController();
  const signal = AbortSignal.any([call.io.signal, call.system.closing, hasEnded.signal]);
  const print = async (line: object) => await call.print(`${JSON.stringify(line)}\n`);
  try {
    await Promise.all([
      followApps(call.system, { signal, print }),
      followLists(call.system, { signal, print }),
      ...(options.flags.has('--screen') ? [followScreen(call.system, { signal, print })] : []),
    ]);
  } finally {
    hasEnded.abort();
  }
  return undefined;
}

interface Follower {
  readonly signal: AbortSignal;
  readonly print: (line: object) => Promise<void>;
}

/** Starts, ends, crashes and activities that come to the front. */
async function followApps({ device }: System, { signal, print }: Follower): Promise<void> {
  const waiting: object[] = [];
  const bell = new Bell(signal);
  const stopListening = device.apps.onChange(({ package: app, event, data }) => {
    if (isActivity(event)) {
      waiting.push({ activity: { atNanos: String(process.hrtime.bigint() - device.bootNanos), package: app, event, ...data } });
      bell.ring();
    }
  });
  try {
    while (!signal.aborted) {
      for (const line of waiting.splice(0)) {
        await print(line);
      }
      await bell.untilRung();
    }
  } finally {
    stopListening();
  }
}

function isActivity(event: AppChange['event']): boolean {
  return ['started', 'resumed', 'crash', 'ended'].includes(event);
}

async function followLists({ device }: System, { signal, print }: Follower): Promise<void> {
  const changed = new ChangedValues();
  const connections = new LatestRecords((after) => device.radio.connections(after), HISTORY);
  const lookups = new LatestRecords((after) => device.radio.lookups(after), HISTORY);
  const bell = new Bell(signal);
  while (!signal.aborted) {
    const lines = [
      { radio: device.radio.state() },
      { packages: device.packages.list().map(({ name, label, launcherActivity }) => ({ name, label, launcherActivity })) },
      {
        running: [...new Set(device.apps.running().map((app) => app.package))],
        front: device.apps.foreground()?.package ?? null,
      },
      { requests: await requestsOf(device) },
      ...connections.take().map((connection) => ({ connection })),
      ...lookups.take().map((lookup) => ({ lookup })),
    ];
    for (const line of changed.of(lines)) {
      await print(line);
    }
    await bell.untilRung(LOOK_MS);
  }
}

/** How many network requests each running app holds and has ever held. An app that is about to end is left out. */
async function requestsOf({ apps }: Device): Promise<readonly object[]> {
  const answers = apps.running().map(async (app) => {
    const answer = await app.call('requests').catch(nullForHandsetError);
    return answer === null ? [] : [{ package: app.package, ...answer }];
  });
  return (await Promise.all(answers)).flat();
}

async function followScreen(system: System, { signal, print }: Follower): Promise<void> {
  const bell = new Bell(signal);
  const stopListening = system.device.apps.onChange(({ event }) => {
    if (event === 'drawn' || isActivity(event)) {
      bell.ring();
    }
  });
  let last = '';
  try {
    while (!signal.aborted) {
      const png = await takeScreenshot(system).catch(nullForHandsetError);
      const text = png?.toString('base64') ?? last;
      if (text !== last) {
        last = text;
        await print({ screen: { png: text } });
      }
      await new Bell(signal).untilRung(PICTURE_GAP_MS);
      await bell.untilRung();
    }
  } finally {
    stopListening();
  }
}

function nullForHandsetError(error: unknown): null {
  if (error instanceof HandsetError) {
    return null;
  }
  throw error;
}

/** Wakes its one sleeper. A ring while nobody sleeps counts for the next sleep. */
class Bell {
  readonly #signal: AbortSignal;
  #hasRung = false;
  #wake: () => void = () => undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  ring(): void {
    this.#hasRung = true;
    this.#wake();
  }

  /** Resolves at the ring, after the limit, and when the signal aborts. */
  async untilRung(limitMs?: number): Promise<void> {
    if (!this.#hasRung && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const limit = limitMs === undefined ? undefined : setTimeout(() => this.#wake(), limitMs);
        this.#wake = () => {
          clearTimeout(limit);
          this.#signal.removeEventListener('abort', this.#wake);
          resolve();
        };
        this.#signal.addEventListener('abort', this.#wake, { once: true });
      });
    }
    this.#hasRung = false;
  }
}
