import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { readAll } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

const SHORTEST = 4;
const RADIX: Readonly<Record<string, number>> = { d: 10, o: 8, x: 16 };
const DECIMAL = 10;

/** `strings [-fo] [-t d|o|x] [-n LENGTH] [FILE…]` */
export const strings: CommandRow = {
  name: 'strings',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'afo', values: 'nt' });
    const length = Number(options.value('n') ?? SHORTEST);
    const radix = options.has('o') ? DECIMAL : RADIX[options.value('t') ?? ''];
    if (!Number.isInteger(length) || length < 1 || (options.has('t') && radix === undefined)) {
      throw new UsageError(
        `bad ${options.has('t') && radix === undefined ? `-t '${options.value('t')}'` : `-n '${options.value('n')}'`}`,
      );
    }
    return await forEachInput(call, options.rest, async (source, path) => {
      const text = (await readAll(source)).toString('latin1');
      const lines = [...text.matchAll(new RegExp(`[\\t\\x20-\\x7e]{${length},}`, 'g'))].map((match) => {
        const offset = radix === undefined ? '' : `${match.index.toString(radix).padStart(7)} `;
        return `${options.has('f') ? `${path}: ` : ''}${offset}${match[0]}\n`;
      });
      await call.print(lines.join(''));
    });
  },
};
