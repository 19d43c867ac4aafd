import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

interface Range {
  readonly first: number;
  readonly last: number;
}

/** `cut -b|-c|-f LIST [-Dsd] [-d DELIMITER] [-O OUTPUT] [FILE…]`. */
export const cut: CommandRow = {
  name: 'cut',
  async run(call) {
    const long = { 'output-delimiter': 'O', complement: 'C', 'only-delimited': 's' };
    const options = toyboxOptions(call, { flags: 'DnsC', values: 'bcfFdO', long });
    const letter = ['b', 'c', 'f', 'F'].find((each) => options.has(each));
    if (letter === undefined) {
      throw new UsageError('Needs -bcfF');
    }
    const ranges = (options.value(letter) ?? '').split(',').map(parseRange);
    const delimiter = options.value('d') ?? (letter === 'F' ? ' ' : '\t');
    const output = options.value('O') ?? (letter === 'b' || letter === 'c' ? '' : delimiter);
    return await forEachInput(call, options.rest, async (source) => {
      for await (const line of readLines(source)) {
        const pieces = piecesOf(line, letter, delimiter);
        if (pieces.length === 1 && (letter === 'f' || letter === 'F') && !line.includes(delimiter)) {
          await call.print(options.has('s') ? '' : `${line}\n`);
          continue;
        }
        await call.print(`${pick(pieces, { ranges, isNegated: options.has('C'), keepsOrder: options.has('D') }).join(output)}\n`);
      }
    });
  },
};

function piecesOf(line: string, letter: string, delimiter: string): readonly string[] {
  if (letter === 'b' || letter === 'c') {
    return [...line];
  }
  return letter === 'F' ? line.trim().split(/\s+/) : line.split(delimiter);
}

interface Picking {
  readonly ranges: readonly Range[];
  readonly isNegated: boolean;
  readonly keepsOrder: boolean;
}

/** The chosen pieces, each once and in the order of the line; with -D as the list says. */
function pick(pieces: readonly string[], { ranges, isNegated, keepsOrder }: Picking): readonly string[] {
  if (keepsOrder) {
    return ranges.flatMap(({ first, last }) => pieces.slice(first - 1, last));
  }
  return pieces.filter(
    (_piece, place) => ranges.some(({ first, last }) => place + 1 >= first && place + 1 <= last) !== isNegated,
  );
}

function parseRange(text: string): Range {
  const [all, first = '', dash, last = ''] = /^(\d*)(?:(-)(\d*))?$/.exec(text) ?? [];
  const start = first === '' ? 1 : Number(first);
  const open = last === '' ? Number.POSITIVE_INFINITY : Number(last);
  const end = dash === undefined ? start : open;
  if (all === undefined || text === '' || text === '-' || start < 1 || end < start) {
    throw new UsageError(`bad range '${text}'`);
  }
  return { first: start, last: end };
}
