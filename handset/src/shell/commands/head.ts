import { setTimeout as delay } from 'node:timers/promises';
import type { Call, CommandRow } from '../command.ts';
import { requireInteger } from '../options.ts';
import type { Source } from '../shell-io.ts';
import { readAll, readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { type ToyboxOptions, toyboxOptions } from './toybox-options.ts';

const POLL_MS = 100;
const UNITS: Readonly<Record<string, number>> = { '': 1, b: 512, k: 1024, K: 1024, m: 1024 ** 2, M: 1024 ** 2, G: 1024 ** 3 };

/** `head [-n N | -N] [-c BYTES] [-qv] [FILE…]`. A negative number leaves so many out at the end. */
export const head: CommandRow = {
  name: 'head',
  async run(call) {
    const options = toyboxOptions(withPlainNumber(call), { flags: 'qv', values: 'nc', long: { lines: 'n', bytes: 'c' } });
    return await forEachTitled(call, options, async (source) => {
      const bytes = options.value('c');
      if (bytes !== undefined) {
        const size = sizeOf(bytes, '-c');
        await call.io.stdout.write((await readAll(source)).subarray(0, size));
        return;
      }
      await headLines(call, source, sizeOf(options.value('n') ?? '10', '-n'));
    });
  },
};

async function headLines(call: Call, source: Source, count: number): Promise<void> {
  if (count < 0) {
    const lines = (await readAll(source)).toString('utf8').match(/[^\n]*\n|[^\n]+$/g) ?? [];
    await call.print(lines.slice(0, count).join(''));
    return;
  }
  let left = count;
  if (left === 0) {
    return;
  }
  for await (const line of readLines(source)) {
    left -= 1;
    await call.print(`${line}\n`);
    if (left <= 0) {
      return;
    }
  }
}

/** `tail [-n N | -N | -n +N] [-c BYTES] [-fFq] [FILE…]`. */
export const tail: CommandRow = {
  name: 'tail',
  async run(call) {
    const options = toyboxOptions(withPlainNumber(call), { flags: 'fFqv', values: 'ncs', long: { lines: 'n', bytes: 'c' } });
    const code = await forEachTitled(call, options, async (source) => {
      const text = await readAll(source);
      const bytes = options.value('c');
      if (bytes !== undefined) {
        await call.io.stdout.write(Uint8Array.from(lastOf([...text], bytes, '-c')));
        return;
      }
      const lines = text.toString('utf8').match(/[^\n]*\n|[^\n]+$/g) ?? [];
      await call.print(lastOf(lines, options.value('n') ?? '10', '-n').join(''));
    });
    const [path] = options.rest;
    if ((options.has('f') || options.has('F')) && path !== undefined && code === 0) {
      await follow(call, path);
    }
    return code;
  },
};

function lastOf<Item>(items: readonly Item[], text: string, option: string): readonly Item[] {
  if (text.startsWith('+')) {
    return items.slice(Math.max(0, sizeOf(text.slice(1), option) - 1));
  }
  const count = Math.abs(sizeOf(text, option));
  return count === 0 ? [] : items.slice(-count);
}

/** Prints what is added to a file until the host ends the stream. */
async function follow(call: Call, path: string): Promise<void> {
  const full = call.session.resolve(path);
  let size = (await call.system.files.stat(full))?.size ?? 0;
  while (!call.io.signal.aborted) {
    await delay(POLL_MS, undefined, { signal: call.io.signal }).catch(() => undefined);
    const now = (await call.system.files.stat(full))?.size ?? 0;
    if (now > size) {
      const pieces: Buffer[] = [];
      for await (const piece of call.system.files.read(full)) {
        pieces.push(piece);
      }
      await call.io.stdout.write(Buffer.concat(pieces).subarray(size));
    }
    size = now;
  }
}

/** Prints a heading for each of several files. */
async function forEachTitled(call: Call, options: ToyboxOptions, work: (source: Source) => Promise<void>): Promise<number> {
  let place = 0;
  return await forEachInput(call, options.rest, async (source, path) => {
    const isTitled = (options.rest.length > 1 && !options.has('q')) || options.has('v');
    await call.print(isTitled ? `${place > 0 ? '\n' : ''}==> ${path === '-' ? '-' : path} <==\n` : '');
    place += 1;
    await work(source);
  });
}

function sizeOf(text: string, option: string): number {
  const [, number = text, unit = ''] = /^(-?\d+)([bkKmMG]?)$/.exec(text) ?? [];
  return requireInteger(number, option) * (UNITS[unit] ?? 1);
}

/** `-5` means `-n 5`. */
function withPlainNumber({ name, args }: Call): Pick<Call, 'name' | 'args'> {
  return {
    name,
    args: args.flatMap((word, place) =>
      /^-\d+$/.test(word) && !/^-[nc]$/.test(args[place - 1] ?? '') ? ['-n', word.slice(1)] : [word],
    ),
  };
}
