import type { LogEntry } from '../../../device.ts';
import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { encodeEntry } from './binary.ts';
import { formatEntry } from './format.ts';
import { type LogOutput, openOutput } from './output.ts';
import { type LogcatRequest, parseRequest } from './request.ts';

/** Entries that wait for a slow reader. Beyond this, the oldest are dropped and the reader gets a message. */
const MAX_WAITING = 10_000;

/** `logcat [OPTIONS] [TAG:P…]`. What apps and the handset write is in `main`; the other buffers are empty. */
export const logcat: CommandRow = {
  name: 'logcat',
  async run(call) {
    const pidOf = (uid: number) =>
      new Set(call.system.device.apps.running().flatMap((app) => (app.uid === uid ? [app.pid] : [])));
    const request = parseRequest(call.args, call.session.environment.get('ANDROID_LOG_TAGS') ?? '', pidOf);
    const output = await openOutput(call, request);
    try {
      return await runRequest(call, request, output);
    } finally {
      await output.close();
    }
  },
};

async function runRequest(call: Call, request: LogcatRequest, output: LogOutput): Promise<number> {
  const { log } = call.system.device;
  switch (request.action) {
    case 'clear':
      if (request.buffers.includes('main')) {
        log.clear();
      }
      return EXIT_CODES.ok;
    case 'size':
      await call.print(
        request.buffers
          .map(
            (name) =>
              `${name}: ring buffer is 5 MiB (${name === 'main' ? usedKib(log.entries()) : 0} KiB consumed, 0 B readable), max entry is 5120 B, max payload is 4068 B\n`,
          )
          .join(''),
      );
      return EXIT_CODES.ok;
    case 'set-size':
      // The buffer holds a fixed number of lines. Android lets the shell change the size of its own log only; here the size stays.
      return EXIT_CODES.ok;
    case 'prune':
      await call.print(' ~! ~1000/!\n');
      return EXIT_CODES.ok;
    case 'statistics':
      await call.print(statistics(log.entries()));
      return EXIT_CODES.ok;
    case 'dump':
      await writeBacklog(request, output, backlogOf(call, request));
      return EXIT_CODES.ok;
    case 'follow':
      return await follow(call, request, output);
  }
}

function usedKib(entries: readonly LogEntry[]): number {
  return Math.ceil(entries.reduce((sum, entry) => sum + entry.tag.length + entry.message.length, 0) / 1024);
}

function statistics(entries: readonly LogEntry[]): string {
  const bytes = entries.reduce((sum, entry) => sum + entry.tag.length + entry.message.length, 0);
  return `size/num main               Total\nTotal    ${`${bytes}/${entries.length}`.padEnd(18)} ${bytes}/${entries.length}\nNow      ${`${bytes}/${entries.length}`.padEnd(18)} ${bytes}/${entries.length}\n`;
}

function backlogOf({ system }: Call, { accepts, since, buffers }: LogcatRequest): readonly LogEntry[] {
  const accepted = buffers.includes('main') ? system.device.log.entries().filter(accepts) : [];
  if (since === null) {
    return accepted;
  }
  return 'last' in since
    ? accepted.slice(accepted.length - Math.min(since.last, accepted.length))
    : accepted.filter((entry) => entry.seconds + entry.nanos / 1e9 >= since.seconds);
}

/** Resolves with the number of entries that were written. */
async function writeBacklog(request: LogcatRequest, output: LogOutput, entries: readonly LogEntry[]): Promise<number> {
  const hasDivider =
    request.output !== 'binary' && (request.output.name !== 'raw' || request.hasDividers) && request.buffers.includes('main');
  const shown = entries.slice(0, request.max);
  await output.write(Buffer.concat([Buffer.from(hasDivider ? '--------- beginning of main\n' : ''), render(request, shown)]));
  return shown.length;
}

function render({ output }: LogcatRequest, entries: readonly LogEntry[]): Buffer {
  return output === 'binary'
    ? Buffer.concat(entries.map(encodeEntry))
    : Buffer.from(entries.map((entry) => formatEntry(entry, output)).join(''));
}

/** Prints new entries until the host closes the stream, or until there were as many as `-m` allows. */
async function follow(call: Call, request: LogcatRequest, output: LogOutput): Promise<number> {
  const { io, system } = call;
  const waiting: LogEntry[] = [];
  let lost = 0;
  let wake: () => void = () => undefined;
  const stopListening = system.device.log.subscribe((entry) => {
    if (request.buffers.includes('main') && request.accepts(entry)) {
      lost += waiting.length >= MAX_WAITING ? 1 : 0;
      waiting.splice(0, waiting.length - MAX_WAITING + 1);
      waiting.push(entry);
      wake();
    }
  });
  const onAbort = () => wake();
  io.signal.addEventListener('abort', onAbort);
  try {
    let left = request.max - (await writeBacklog(request, output, backlogOf(call, request)));
    while (!io.signal.aborted && left > 0) {
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (lost > 0) {
        await call.printError(`logcat: ${lost} entries dropped, the reader is too slow\n`);
        lost = 0;
      }
      const shown = waiting.splice(0).slice(0, left);
      left -= shown.length;
      await output.write(render(request, shown));
    }
    return left > 0 ? EXIT_CODES.hangup : EXIT_CODES.ok;
  } finally {
    io.signal.removeEventListener('abort', onAbort);
    stopListening();
  }
}
