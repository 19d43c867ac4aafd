import type { LogEntry } from '../../../device.ts';
import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { encodeEntry } from './binary.ts';
import { formatEntry } from './format.ts';
import { type LogcatRequest, parseRequest } from './request.ts';

/** Entries that wait for a slow reader. Beyond this, the oldest are dropped and the reader gets a message. */
const MAX_WAITING = 10_000;

/** `logcat [-d|-c|-g] [-v FORMAT] [-B] [-s] [-t N] [-T N] [--pid=PID] [-e REGEX] [TAG:P…]`. There is one buffer, whatever `-b` names. */
export const logcat: CommandRow = {
  name: 'logcat',
  async run(call) {
    const request = parseRequest(call.args, call.session.environment.get('ANDROID_LOG_TAGS') ?? '');
    switch (request.action) {
      case 'clear':
        call.system.device.log.clear();
        return EXIT_CODES.ok;
      case 'size':
        await call.print(`main: ring buffer with ${call.system.device.log.entries().length} entries\n`);
        return EXIT_CODES.ok;
      case 'dump':
        await writeBacklog(call, request, backlogOf(call, request));
        return EXIT_CODES.ok;
      case 'follow':
        return await follow(call, request);
    }
  },
};

function backlogOf({ system }: Call, { accepts, since }: LogcatRequest): readonly LogEntry[] {
  const accepted = system.device.log.entries().filter(accepts);
  if (since === null) {
    return accepted;
  }
  return 'last' in since
    ? accepted.slice(accepted.length - Math.min(since.last, accepted.length))
    : accepted.filter((entry) => entry.seconds + entry.nanos / 1e9 >= since.seconds);
}

async function writeBacklog({ io }: Call, request: LogcatRequest, entries: readonly LogEntry[]): Promise<void> {
  const hasDivider = request.output !== 'binary' && request.output.name !== 'raw';
  await io.stdout.write(
    Buffer.concat([Buffer.from(hasDivider ? '--------- beginning of main\n' : ''), render(request, entries)]),
  );
}

function render({ output }: LogcatRequest, entries: readonly LogEntry[]): Buffer {
  return output === 'binary'
    ? Buffer.concat(entries.map(encodeEntry))
    : Buffer.from(entries.map((entry) => formatEntry(entry, output)).join(''));
}

/** Prints new entries until the host closes the stream. */
async function follow(call: Call, request: LogcatRequest): Promise<number> {
  const { io, system } = call;
  const waiting: LogEntry[] = [];
  let lost = 0;
  let wake: () => void = () => undefined;
  const stopListening = system.device.log.subscribe((entry) => {
    if (request.accepts(entry)) {
      lost += waiting.length >= MAX_WAITING ? 1 : 0;
      waiting.splice(0, waiting.length - MAX_WAITING + 1);
      waiting.push(entry);
      wake();
    }
  });
  const onAbort = () => wake();
  io.signal.addEventListener('abort', onAbort);
  try {
    await writeBacklog(call, request, backlogOf(call, request));
    while (!io.signal.aborted) {
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
      await io.stdout.write(render(request, waiting.splice(0)));
    }
    return EXIT_CODES.hangup;
  } finally {
    io.signal.removeEventListener('abort', onAbort);
    stopListening();
  }
}
