import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { readAll } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const UNITS = 'KMGTPE';

interface Key {
  /** First and last field, 1 the first; letters within a field likewise. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly flags: string;
}

/** `sort [-bcdfghiMnrsuVz] [-k KEY] [-t LETTER] [-o FILE] [FILE…]`. */
export const sort: CommandRow = {
  name: 'sort',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'bcCdfghiMnrsuVxz', values: 'kto' });
    const flags = [...'bdfghiMnrVx'].filter((letter) => options.has(letter)).join('');
    const keys = options.all('k').map((text) => parseKey(text, flags));
    const separator = options.value('t') ?? null;
    const end = options.has('z') ? '\0' : '\n';
    const lines: string[] = [];
    const code = await forEachInput(call, options.rest, async (source) => {
      const text = (await readAll(source)).toString('utf8');
      lines.push(...(text === '' ? [] : (text.endsWith(end) ? text.slice(0, -1) : text).split(end)));
    });
    const compareKeys = (left: string, right: string) => compareAll(left, right, { keys, flags, separator });
    const compare = (left: string, right: string) => {
      const byKeys = compareKeys(left, right);
      const isStable = options.has('s') || options.has('u') || byKeys !== 0;
      return isStable ? byKeys : compareBytes(left, right) * (options.has('r') ? -1 : 1);
    };
    if (options.has('c') || options.has('C')) {
      const place = lines.findIndex((line, index) => index > 0 && compare(lines[index - 1] ?? '', line) > 0);
      await call.printError(place > 0 && !options.has('C') ? `sort: -: Check line ${place + 1}\n` : '');
      return place > 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
    }
    const sorted = [...lines].sort(compare);
    const kept = options.has('u')
      ? sorted.filter((line, index) => index === 0 || compareKeys(sorted[index - 1] ?? '', line) !== 0)
      : sorted;
    const text = kept.map((line) => `${line}${end}`).join('');
    const output = options.value('o');
    if (output === undefined) {
      await call.print(text);
    } else {
      const writer = await call.system.files.write(call.session.resolve(output), 'replace');
      await writer.write(Buffer.from(text));
      await writer.close();
    }
    return code;
  },
};

function parseKey(text: string, flags: string): Key {
  const [, first, firstLetter, firstFlags = '', last, lastLetter, lastFlags = ''] =
    /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text) ?? [];
  const own = firstFlags + lastFlags;
  return {
    from: [Number(first ?? 1), Number(firstLetter ?? 1)],
    to: [Number(last ?? Number.POSITIVE_INFINITY), Number(lastLetter ?? 0)],
    flags: own === '' ? flags : own,
  };
}

interface Order {
  readonly keys: readonly Key[];
  readonly flags: string;
  readonly separator: string | null;
}

function compareAll(left: string, right: string, { keys, flags, separator }: Order): number {
  if (keys.length === 0) {
    return compareBy(left, right, flags);
  }
  for (const key of keys) {
    const result = compareBy(keyOf(left, key, separator), keyOf(right, key, separator), key.flags);
    if (result !== 0) {
      return result;
    }
  }
  return 0;
}

function keyOf(line: string, { from, to, flags }: Key, separator: string | null): string {
  const fields = separator === null ? (line.match(/\s*\S+|\s+$/g) ?? []) : line.split(separator);
  const chosen = fields.slice(from[0] - 1, to[0]).map((field) => (flags.includes('b') ? field.trimStart() : field));
  if (to[1] > 0 && chosen.length > 0) {
    chosen[chosen.length - 1] = chosen.at(-1)?.slice(0, to[1]) ?? '';
  }
  return chosen.join(separator ?? '').slice(from[1] - 1);
}

function compareBy(left: string, right: string, flags: string): number {
  const sign = flags.includes('r') ? -1 : 1;
  const value = valueFunction(flags);
  if (value !== null) {
    return sign * (value(left) - value(right));
  }
  if (flags.includes('V')) {
    return sign * left.localeCompare(right, 'en', { numeric: true });
  }
  return sign * compareBytes(prepare(left, flags), prepare(right, flags));
}

function valueFunction(flags: string): ((text: string) => number) | null {
  if (flags.includes('n')) {
    return (text) => Number(/^\s*-?\d*\.?\d*/.exec(text)?.[0] || 0) || 0;
  }
  if (flags.includes('g')) {
    return (text) => Number.parseFloat(text) || 0;
  }
  if (flags.includes('x')) {
    return (text) => Number.parseInt(text.trim(), 16) || 0;
  }
  if (flags.includes('h')) {
    return (text) => {
      const [, number = '0', unit = ''] = /^\s*(-?\d*\.?\d*)([KMGTPE]?)/i.exec(text) ?? [];
      return Number(number || 0) * 1024 ** (UNITS.indexOf(unit.toUpperCase() || '-') + 1);
    };
  }
  return flags.includes('M') ? (text) => MONTHS.indexOf(text.trim().slice(0, 3).toUpperCase()) : null;
}

function prepare(text: string, flags: string): string {
  const trimmed = flags.includes('b') ? text.trimStart() : text;
  const kept = flags.includes('d') ? trimmed.replace(/[^\w\s]|_/g, '') : trimmed;
  return flags.includes('f') ? kept.toUpperCase() : kept;
}

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
