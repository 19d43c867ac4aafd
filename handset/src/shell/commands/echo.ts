import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { decodeEscapes } from '../language/escapes.ts';

/** toybox's `echo [-neE] WORDS…`, as `xargs echo` and `/system/bin/echo` run it: without `-e`, escapes stay. mksh has one of its own. */
export const echo: CommandRow = {
  name: 'echo',
  async run({ args, print }) {
    const words = [...args];
    const options: string[] = [];
    while (/^-[neE]+$/.test(words[0] ?? '')) {
      options.push(words.shift() ?? '');
    }
    const text = words.join(' ');
    const letters = options.join('');
    const decodes = letters.lastIndexOf('e') > letters.lastIndexOf('E');
    const decoded = decodes ? decodeEscapes(text) : { text, ends: false };
    await print(`${decoded.text}${letters.includes('n') || decoded.ends ? '' : '\n'}`);
    return EXIT_CODES.ok;
  },
};
