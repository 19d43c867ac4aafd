import type { Call, CommandRow } from '../command.ts';
import { parseOptions, requireInteger } from '../options.ts';
import { readAll, readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';

/** `head [-n N | -N] [-c BYTES] [FILE…]`. */
export const head: CommandRow = {
  name: 'head',
  async run(call) {
    const { values, rest } = parseOptions(withPlainNumber(call.args), { values: ['-n', '-c'] });
    const bytes = values.get('-c');
    const count = requireInteger(values.get('-n') ?? '10', '-n');
    return await forEachInput(call, rest, async (source) => {
      if (bytes !== undefined) {
        await call.io.stdout.write((await readAll(source)).subarray(0, requireInteger(bytes, '-c')));
        return;
      }
      let left = count;
      for await (const line of readLines(source)) {
        if (left <= 0) {
          return;
        }
        left -= 1;
        await call.print(`${line}\n`);
        if (left <= 0) {
          return;
        }
      }
    });
  },
};

/** `tail [-n N | -N] [FILE…]`. Following a file is not supported. */
export const tail: CommandRow = {
  name: 'tail',
  async run(call: Call) {
    const { values, rest } = parseOptions(withPlainNumber(call.args), { values: ['-n'] });
    const given = values.get('-n') ?? '10';
    return await forEachInput(call, rest, async (source) => {
      const lines = (await readAll(source)).toString('utf8').replace(/\n$/, '').split('\n');
      const chosen = given.startsWith('+')
        ? lines.slice(requireInteger(given.slice(1), '-n') - 1)
        : lines.slice(-requireInteger(given, '-n'));
      await call.print(chosen.length === 0 ? '' : `${chosen.join('\n')}\n`);
    });
  },
};

/** `-5` means `-n 5`. */
function withPlainNumber(args: readonly string[]): readonly string[] {
  return args.flatMap((word) => (/^-\d+$/.test(word) ? ['-n', word.slice(1)] : [word]));
}
