import type { CommandRow } from '../command.ts';
import { readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `uniq [-cduiz] [-w CHARS] [-s CHARS] [-f FIELDS] [INFILE [OUTFILE]]`. */
export const uniq: CommandRow = {
  name: 'uniq',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'cduiz', values: 'wsf' });
    const skipped = new RegExp(`^(?:\\s*\\S+){${Number(options.value('f') ?? 0)}}`);
    const start = Number(options.value('s') ?? 0);
    const width = Number(options.value('w') ?? Number.POSITIVE_INFINITY);
    const keyOf = (line: string) => {
      const key = line.replace(skipped, '').slice(start, start + width);
      return options.has('i') ? key.toLowerCase() : key;
    };
    let last: string | null = null;
    let count = 0;
    const flush = async () => {
      const isShown = last !== null && !(options.has('d') && count < 2) && !(options.has('u') && count > 1);
      await call.print(isShown ? `${options.has('c') ? `${String(count).padStart(7)} ` : ''}${last}\n` : '');
    };
    const code = await forEachInput(call, options.rest.slice(0, 1), async (source) => {
      for await (const line of readLines(source)) {
        if (last !== null && keyOf(line) === keyOf(last)) {
          count += 1;
          continue;
        }
        await flush();
        last = line;
        count = 1;
      }
    });
    await flush();
    return code;
  },
};
