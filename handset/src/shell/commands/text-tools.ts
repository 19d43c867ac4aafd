import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { readAll, readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `nl [-E] [-b a|t|n] [-n ln|rn|rz] [-s TEXT] [-v FIRST] [-w WIDTH] [FILE…]`. */
export const nl: CommandRow = {
  name: 'nl',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'E', values: 'lbnsvw' });
    const body = options.value('b') ?? 't';
    const width = Number(options.value('w') ?? 6);
    const style = options.value('n') ?? 'rn';
    let number = Number(options.value('v') ?? 1);
    return await forEachInput(call, options.rest, async (source) => {
      for await (const line of readLines(source)) {
        const isNumbered = body === 'a' || (body === 't' && line !== '');
        const right = style === 'rz' ? String(number).padStart(width, '0') : String(number).padStart(width);
        const text = style === 'ln' ? String(number).padEnd(width) : right;
        await call.print(isNumbered ? `${text}${options.value('s') ?? '\t'}${line}\n` : `${' '.repeat(width + 1)}${line}\n`);
        number += Number(isNumbered);
      }
    });
  },
};

export const tac: CommandRow = {
  name: 'tac',
  async run(call) {
    const options = toyboxOptions(call, {});
    return await forEachInput(call, options.rest, async (source) => {
      const text = (await readAll(source)).toString('utf8');
      await call.print((text.match(/[^\n]*\n|[^\n]+$/g) ?? []).reverse().join(''));
    });
  },
};

export const rev: CommandRow = {
  name: 'rev',
  async run(call) {
    const options = toyboxOptions(call, {});
    return await forEachInput(call, options.rest, async (source) => {
      for await (const line of readLines(source)) {
        await call.print(`${[...line].reverse().join('')}\n`);
      }
    });
  },
};

/** `yes [WORD…]` writes until its reader ends. */
export const yes: CommandRow = {
  name: 'yes',
  async run({ args, io, print }) {
    const line = `${args.length > 0 ? args.join(' ') : 'y'}\n`;
    while (!io.signal.aborted) {
      await print(line.repeat(64));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return EXIT_CODES.ok;
  },
};

/** `paste [-s] [-d LETTERS] [FILE…]`. */
export const paste: CommandRow = {
  name: 'paste',
  async run(call) {
    const options = toyboxOptions(call, { flags: 's', values: 'd' });
    const letters = [...(options.value('d') ?? '\t').replace(/\\t/g, '\t').replace(/\\n/g, '\n')];
    const columns: string[][] = [];
    const code = await forEachInput(call, options.rest, async (source) => {
      const lines: string[] = [];
      for await (const line of readLines(source)) {
        lines.push(line);
      }
      columns.push(lines);
    });
    const join = (cells: readonly string[]) =>
      cells.map((cell, place) => (place === 0 ? cell : `${letters[(place - 1) % letters.length] ?? ''}${cell}`)).join('');
    const height = Math.max(0, ...columns.map((column) => column.length));
    const rows = options.has('s')
      ? columns
      : Array.from({ length: height }, (_each, row) => columns.map((column) => column[row] ?? ''));
    await call.print(rows.map((row) => `${join(row)}\n`).join(''));
    return code;
  },
};
