import type { CommandRow } from '../command.ts';
import { readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `cat [-etuv] [-n] [FILE…]`; `-` and no file mean stdin. */
export const cat: CommandRow = {
  name: 'cat',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'uvten' });
    let number = 1;
    return await forEachInput(call, options.rest, async (source) => {
      if (!['v', 't', 'e', 'n'].some((letter) => options.has(letter))) {
        for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) {
          await call.io.stdout.write(chunk);
        }
        return;
      }
      for await (const line of readLines(source)) {
        const tabs = options.has('t') ? line.replaceAll('\t', '^I') : line;
        await call.print(
          `${options.has('n') ? `${String(number).padStart(6)}\t` : ''}${visible(tabs)}${options.has('e') ? '$' : ''}\n`,
        );
        number += 1;
      }
    });
  },
};

function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control letters are what -v shows
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (letter) =>
    letter === '\x7f' ? '^?' : `^${String.fromCharCode(letter.charCodeAt(0) + 64)}`,
  );
}
