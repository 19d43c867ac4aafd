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

/** `nohup COMMAND…` and `setsid COMMAND…`: a command that is meant to outlive the host's connection. */
export const detachers: readonly CommandRow[] = ['nohup', 'setsid'].map((name) => ({
  name,
  async run({ args, io, session, system }) {
    const detached = { ...io, stdout: lastingSink(io.stdout), stderr: lastingSink(io.stderr), signal: system.closing };
    return args.length === 0 ? EXIT_CODES.failure : await session.runWords(args, detached);
  },
}));

/** Once nobody reads any more, what is written goes nowhere. */
function lastingSink(sink: Sink): Sink {
  return {
    async write(data) {
      try {
        await sink.write(data);
      } catch (fault) {
        if (!(fault instanceof HangupError)) {
          throw fault;
        }
      }
    },
  };
}
