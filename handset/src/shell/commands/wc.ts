import type { CommandRow } from '../command.ts';
import { parseOptions } from '../options.ts';
import { readAll } from '../text-io.ts';
import { forEachInput } from './inputs.ts';

const COUNTS = {
  '-l': (bytes: Buffer) => bytes.filter((byte) => byte === 0x0a).length,
  '-w': (bytes: Buffer) =>
    bytes
      .toString('utf8')
      .split(/\s+/)
      .filter((word) => word !== '').length,
  '-c': (bytes: Buffer) => bytes.length,
} as const;

/** `wc [-lwc] [FILE…]`. */
export const wc: CommandRow = {
  name: 'wc',
  async run(call) {
    const { flags, rest } = parseOptions(call.args, { flags: Object.keys(COUNTS) });
    return await forEachInput(call, rest, async (source, path) => {
      const bytes = await readAll(source);
      const shown = Object.entries(COUNTS)
        .filter(([flag]) => flags.size === 0 || flags.has(flag))
        .map(([, count]) => count(bytes));
      await call.print(`${shown.join(' ')}${path === '-' ? '' : ` ${path}`}\n`);
    });
  },
};
