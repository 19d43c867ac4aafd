import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { HangupError, type Sink } from '../shell-io.ts';
import { readAll } from '../text-io.ts';

/** `sh -c LINE [NAME ARGS…]`, `sh FILE [ARGS…]`, or lines from stdin. */
export const sh: CommandRow = {
  name: 'sh',
  async run({ args, io, session, system }) {
    const [first, second, ...others] = args;
    if (first === '-c') {
      return await session.runLine(second ?? '', io, others.length > 0 ? others : ['sh']);
    }
    if (first === undefined) {
      return await session.runLine((await readAll(io.stdin)).toString('utf8'), io);
    }
    return await session.runLine(await system.files.readText(session.resolve(first)), io, args);
  },
};

/** `nohup COMMAND…` and `setsid COMMAND…` run a command that outlives the host's connection. */
export const detachedCommands: readonly CommandRow[] = ['nohup', 'setsid'].map((name) => ({
  name,
  async run({ args, io, session, system }) {
    const detached = { ...io, stdout: detachedSink(io.stdout), stderr: detachedSink(io.stderr), signal: system.closing };
    return args.length === 0 ? EXIT_CODES.failure : await session.runWords(args, detached);
  },
}));

/** A sink that discards what is written after the reader has gone. */
function detachedSink(sink: Sink): Sink {
  return {
    async write(data) {
      try {
        await sink.write(data);
      } catch (error) {
        if (!(error instanceof HangupError)) {
          throw error;
        }
      }
    },
  };
}
