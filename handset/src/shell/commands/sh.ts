import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { HangupError, type Sink } from '../shell-io.ts';
import { readAll } from '../text-io.ts';

/** `sh -c LINE [NAME ARGS…]`, `sh FILE [ARGS…]`, or lines from stdin. */
export const sh: CommandRow = {
  name: 'sh',
  async run({ args, io, session, system }) {
    const count = args.findIndex((word) => !/^-[a-zA-Z]+$/.test(word));
    const options = count < 0 ? args : args.slice(0, count);
    const [first, ...others] = count < 0 ? [] : args.slice(count);
    // The options of `set` go before the script, on a line of their own.
    const settings = options.map((word) => word.replace(/[cils]/g, '')).filter((word) => word !== '-');
    const prelude = settings.map((word) => `set ${word}\n`).join('');
    if (options.some((word) => word.includes('c'))) {
      if (first === undefined) {
        throw new UsageError('-c requires an argument');
      }
      return await session.runLine(`${prelude}${first}`, io, others.length > 0 ? others : ['sh']);
    }
    if (first === undefined) {
      return await session.runLine(`${prelude}${(await readAll(io.stdin)).toString('utf8')}`, io);
    }
    const path = session.resolve(first);
    if ((await system.files.stat(path)) === null) {
      throw new UsageError(`${first}: No such file or directory`, EXIT_CODES.notFound);
    }
    return await session.runLine(`${prelude}${await system.files.readText(path)}`, io, [first, ...others]);
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
