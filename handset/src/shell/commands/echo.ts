import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', e: '\x1b' };

/** `echo [-n] [-e] TEXT…`. Escapes are replaced with `-e` only. */
export const echo: CommandRow = {
  name: 'echo',
  async run({ args, print }) {
    const firstText = args.findIndex((each) => !/^-[neE]+$/.test(each));
    const flags = firstText < 0 ? args : args.slice(0, firstText);
    const text = args.slice(flags.length).join(' ');
    const hasFlag = (letter: string) => flags.some((each) => each.includes(letter));
    const shown = hasFlag('e') ? text.replace(/\\([ntre\\])/g, (_all, letter: string) => ESCAPES[letter] ?? '') : text;
    await print(hasFlag('n') ? shown : `${shown}\n`);
    return EXIT_CODES.ok;
  },
};
