import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', e: '\x1b' };

/** `echo [-n] [-e] TEXT…`; escapes with -e only. */
export const echo: CommandRow = {
  name: 'echo',
  async run({ args, print }) {
    const flags = args.slice(
      0,
      args.findIndex((each) => !/^-[neE]+$/.test(each)) < 0 ? args.length : args.findIndex((each) => !/^-[neE]+$/.test(each)),
    );
    const text = args.slice(flags.length).join(' ');
    const hasFlag = (letter: string) => flags.some((each) => each.includes(letter));
    const shown = hasFlag('e') ? text.replace(/\\([ntre\\])/g, (_all, letter: string) => escapes[letter] ?? '') : text;
    await print(hasFlag('n') ? shown : `${shown}\n`);
    return EXIT_CODES.ok;
  },
};
