import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { toyboxOptions } from './toybox-options.ts';

const PARTS = {
  s: 'Linux',
  n: 'localhost',
  r: '6.1.0-quhao',
  v: '#1 SMP PREEMPT',
  m: 'x86_64',
  o: 'Toybox',
} as const;

/** `uname [-amnorsv]`. */
export const uname: CommandRow = {
  name: 'uname',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'aomvrns' });
    const chosen = Object.entries(PARTS).filter(([letter]) => options.has(letter) || options.has('a'));
    await call.print(`${chosen.length > 0 ? chosen.map(([, part]) => part).join(' ') : PARTS.s}\n`);
    return EXIT_CODES.ok;
  },
};
