import type { CommandRow } from '../command.ts';
import { readAll } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

const COUNTS = {
  l: (bytes: Buffer) => bytes.filter((byte) => byte === 0x0a).length,
  w: (bytes: Buffer) => bytes.toString('utf8').match(/\S+/g)?.length ?? 0,
  c: (bytes: Buffer) => bytes.length,
  m: (bytes: Buffer) => [...bytes.toString('utf8')].length,
} as const;

/** `wc [-lwcm] [FILE…]`. */
export const wc: CommandRow = {
  name: 'wc',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'mcwl' });
    const asked = Object.entries(COUNTS).filter(([letter]) => options.has(letter));
    const counts = asked.length > 0 ? asked : Object.entries(COUNTS).filter(([letter]) => letter !== 'm');
    const totals = counts.map(() => 0);
    const line = (values: readonly number[]) =>
      values.map((value) => String(value).padStart(options.rest.length > 1 ? 7 : 0)).join(' ');
    const code = await forEachInput(call, options.rest, async (source, path) => {
      const bytes = await readAll(source);
      const values = counts.map(([, count]) => count(bytes));
      for (const [place, value] of values.entries()) {
        totals[place] = (totals[place] ?? 0) + value;
      }
      await call.print(`${line(values)}${path === '-' ? '' : ` ${path}`}\n`);
    });
    await call.print(options.rest.length > 1 ? `${line(totals)} total\n` : '');
    return code;
  },
};
