import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { readAll } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

const WIDTH = 16;
const NAMED: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

interface Format {
  readonly size: number;
  readonly width: number;
  readonly text: (bytes: Buffer) => string;
}

/** `xxd [-p] [-r] [-i] [-u] [-c WIDTH] [-g GROUP] [-l LENGTH] [-s START] [FILE]`. */
export const xxd: CommandRow = {
  name: 'xxd',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'pruib', values: 'cglos' });
    const width = Number(options.value('c') ?? (options.has('p') ? 30 : WIDTH));
    const group = Number(options.value('g') ?? 2) || width;
    const start = Number(options.value('s') ?? 0);
    const length = Number(options.value('l') ?? Number.POSITIVE_INFINITY);
    return await forEachInput(call, options.rest.slice(0, 1), async (source) => {
      const all = await readAll(source);
      if (options.has('r')) {
        await call.io.stdout.write(fromHex(all.toString('latin1'), options.has('p')));
        return;
      }
      const bytes = all.subarray(start, length === Number.POSITIVE_INFINITY ? undefined : start + length);
      const hex = (part: Buffer) => (options.has('u') ? part.toString('hex').toUpperCase() : part.toString('hex'));
      const lines = rowsOf(bytes, width).map(({ offset, row }) => {
        if (options.has('p')) {
          return `${hex(row)}\n`;
        }
        const groups = rowsOf(row, group).map((each) => hex(each.row));
        const size = width * 2 + Math.ceil(width / group);
        return `${(offset + start).toString(16).padStart(8, '0')}: ${groups.join(' ').padEnd(size)} ${printable(row)}\n`;
      });
      await call.print(lines.join(''));
    });
  },
};

function rowsOf(bytes: Buffer, width: number): readonly { readonly offset: number; readonly row: Buffer }[] {
  return Array.from({ length: Math.ceil(bytes.length / width) }, (_each, place) => ({
    offset: place * width,
    row: bytes.subarray(place * width, (place + 1) * width),
  }));
}

function printable(row: Buffer): string {
  return row.toString('latin1').replace(/[^ -~]/g, '.');
}

function fromHex(text: string, isPlain: boolean): Buffer {
  const lines = text
    .split('\n')
    .map((line) => (isPlain ? line : (/^[0-9a-fA-F]+: ?((?:[0-9a-fA-F]+ ?)*)/.exec(line)?.[1] ?? '')));
  return Buffer.from(lines.join('').replace(/\s/g, ''), 'hex');
}

/** `od [-bcdosxv] [-A d|o|x|n] [-j SKIP] [-N COUNT] [-t TYPE] [-w WIDTH] [FILE…]`. */
export const od: CommandRow = {
  name: 'od',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'bcdosxvh', values: 'AjNtw' });
    const formats = [
      ...options.all('t').flatMap(typesOf),
      ...['b', 'c', 'd', 'o', 's', 'x', 'h'].filter((letter) => options.has(letter)).map(formatOfLetter),
    ];
    const chosen = formats.length > 0 ? formats : [formatOfLetter('o')];
    const pieces: Buffer[] = [];
    const code = await forEachInput(call, options.rest, async (source) => void pieces.push(await readAll(source)));
    const skip = Number(options.value('j') ?? 0);
    const count = options.value('N');
    const bytes = Buffer.concat(pieces).subarray(skip, count === undefined ? undefined : skip + Number(count));
    const address = (offset: number) => addressOf(offset + skip, options.value('A') ?? 'o');
    let last: string | null = null;
    let isRepeated = false;
    for (const { offset, row } of rowsOf(bytes, Number(options.value('w') ?? WIDTH))) {
      const key = row.toString('latin1');
      if (key === last && !options.has('v')) {
        await call.print(isRepeated ? '' : '*\n');
        isRepeated = true;
        continue;
      }
      [last, isRepeated] = [key, false];
      for (const [place, format] of chosen.entries()) {
        const cells = rowsOf(row, format.size).map((each) =>
          format.text(each.row).padStart(format.width + (format.size > 1 ? 2 : 1)),
        );
        await call.print(`${place === 0 ? address(offset) : ' '.repeat(address(0).length)}${cells.join('')}\n`);
      }
    }
    await call.print(options.value('A') === 'n' ? '' : `${address(bytes.length)}\n`);
    return code;
  },
};

function addressOf(offset: number, base: string): string {
  const radix = { d: 10, o: 8, x: 16 }[base];
  if (base === 'n') {
    return '';
  }
  if (radix === undefined) {
    throw new UsageError(`bad -A '${base}'`);
  }
  return offset.toString(radix).padStart(base === 'x' ? 6 : 7, '0');
}

function formatOfLetter(letter: string): Format {
  const types: Readonly<Record<string, string>> = { b: 'o1', c: 'c', d: 'u2', o: 'o2', s: 'd2', x: 'x2', h: 'x2' };
  return typesOf(types[letter] ?? 'o2')[0] ?? typeOf('o', 2);
}

/** `x1`, `d4`, `c`, `x1z`. */
function typesOf(text: string): readonly Format[] {
  return [...text.matchAll(/([acdoux])([1248CSIL]?)z?/g)].map(([, kind = 'o', size = '']) => {
    const sizes: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8, '': /[ac]/.test(kind) ? 1 : 4 };
    return typeOf(kind, sizes[size] ?? Number(size));
  });
}

function typeOf(kind: string, size: number): Format {
  if (kind === 'a' || kind === 'c') {
    return { size: 1, width: 3, text: (bytes) => letterOf(bytes[0] ?? 0) };
  }
  const radix = { d: 10, o: 8, u: 10, x: 16 }[kind] ?? 8;
  const digits = (2n ** BigInt(size * 8) - 1n).toString(radix).length;
  const width = kind === 'd' ? digits + 1 : digits;
  return {
    size,
    width,
    text: (bytes) => {
      const value = Buffer.concat([bytes, Buffer.alloc(8)]).readBigUInt64LE(0) & (2n ** BigInt(size * 8) - 1n);
      const signed = kind === 'd' ? BigInt.asIntN(size * 8, value) : value;
      return kind === 'o' || kind === 'x' ? signed.toString(radix).padStart(digits, '0') : signed.toString(radix);
    },
  };
}

function letterOf(byte: number): string {
  return NAMED[byte] ?? (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'));
}

/** `base64 [-d] [-i] [-w COLUMNS] [FILE…]`. */
export const base64: CommandRow = {
  name: 'base64',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'di', values: 'w', long: { decode: 'd', wrap: 'w' } });
    const columns = Number(options.value('w') ?? 76);
    return await forEachInput(call, options.rest, async (source) => {
      const bytes = await readAll(source);
      if (options.has('d')) {
        const text = bytes.toString('latin1').replace(/\s/g, '');
        if (!options.has('i') && /[^A-Za-z0-9+/=]/.test(text)) {
          throw new UsageError('bad input', EXIT_CODES.failure);
        }
        await call.io.stdout.write(Buffer.from(text, 'base64'));
        return;
      }
      const text = bytes.toString('base64');
      await call.print(
        columns === 0 ? text : (text.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []).map((line) => `${line}\n`).join(''),
      );
    });
  },
};
