import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { EMPTY_SOURCE, readAll } from '../text-io.ts';
import { runExternal } from './run-external.ts';
import { toyboxOptions } from './toybox-options.ts';

/** What xargs ends with when a command has failed. */
const COMMAND_FAILED = 123;
const MAX_ARGUMENTS = 4096;

/** `xargs [-0rt] [-n MAX] [-P COUNT] [-I TEXT] [-d LETTER] [COMMAND…]`. */
export const xargs: CommandRow = {
  name: 'xargs',
  async run(call) {
    const options = toyboxOptions(call, { flags: '0rtpxo', values: 'nsPILEd', stopsAtWord: true });
    const command = options.rest.length > 0 ? options.rest : ['echo'];
    const text = (await readAll(call.io.stdin)).toString('utf8');
    const placeholder = options.value('I');
    const items = itemsOf(text, { isNul: options.has('0'), delimiter: options.value('d'), byLine: placeholder !== undefined });
    const size = placeholder === undefined ? Number(options.value('n') ?? options.value('L') ?? MAX_ARGUMENTS) : 1;
    const io = { ...call.io, stdin: EMPTY_SOURCE };
    let code: number = EXIT_CODES.ok;
    const batches = items.length === 0 && !options.has('r') && placeholder === undefined ? [[]] : batchesOf(items, size);
    for (const batch of batches) {
      const words =
        placeholder === undefined ? [...command, ...batch] : command.map((word) => word.replaceAll(placeholder, batch[0] ?? ''));
      await call.printError(options.has('t') ? `${words.join(' ')}\n` : '');
      const status = await runExternal({ ...call, io }, words);
      if (status === EXIT_CODES.notFound || status === EXIT_CODES.notExecutable) {
        return status;
      }
      code = status === EXIT_CODES.ok ? code : COMMAND_FAILED;
    }
    return code;
  },
};

interface Splitting {
  readonly isNul: boolean;
  readonly delimiter: string | undefined;
  readonly byLine: boolean;
}

function itemsOf(text: string, { isNul, delimiter, byLine }: Splitting): readonly string[] {
  if (isNul || delimiter !== undefined) {
    const end = isNul ? '\0' : (delimiter ?? '').replace('\\n', '\n');
    return text.split(end).filter((item, place, all) => item !== '' || place < all.length - 1);
  }
  if (byLine) {
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }
  return text.split(/\s+/).filter((word) => word !== '');
}

function batchesOf(items: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_each, place) => items.slice(place * size, (place + 1) * size));
}
