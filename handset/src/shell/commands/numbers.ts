import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { formatPrintf } from './printf-format.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `seq [-w] [-f FORMAT] [-s TEXT] [FIRST] [STEP] LAST`. */
export const seq: CommandRow = {
  name: 'seq',
  async run(call) {
    const minus = call.args.map((word) => (/^-\.?\d/.test(word) ? `\0${word}` : word));
    const options = toyboxOptions({ name: 'seq', args: minus }, { flags: 'w', values: 'fs' });
    const words = options.rest.map((word) => word.replace('\0', ''));
    const numbers = words.map(Number);
    const bad = words.find((word) => word.trim() === '' || !Number.isFinite(Number(word)));
    if (bad !== undefined || words.length < 1 || words.length > 3) {
      throw new UsageError(bad === undefined ? 'Needs 1 argument (see "seq --help")' : `bad number '${bad}'`);
    }
    const [first, step, last] = numbers.length === 3 ? numbers : [numbers.length === 2 ? numbers[0] : 1, 1, numbers.at(-1)];
    const digits = Math.max(...words.map((word) => /\.(\d+)$/.exec(word)?.[1]?.length ?? 0));
    const lines: string[] = [];
    const [start = 1, stride = 1, end = 1] = [first, step, last];
    for (
      let place = 0;
      stride > 0 ? start + place * stride <= end + 1e-9 : stride < 0 && start + place * stride >= end - 1e-9;
      place += 1
    ) {
      lines.push((start + place * stride).toFixed(digits));
    }
    const width = options.has('w') ? Math.max(...lines.map((line) => line.length)) : 0;
    const format = options.value('f');
    const shown = lines.map((line) => (format === undefined ? line.padStart(width, '0') : formatPrintf(format, [line]).text));
    await call.print(shown.length === 0 ? '' : `${shown.join(options.value('s')?.replace('\\n', '\n') ?? '\n')}\n`);
    return EXIT_CODES.ok;
  },
};

/** `expr`: arithmetic, comparison, `:` and the logical operators. */
export const expr: CommandRow = {
  name: 'expr',
  async run({ args, print }) {
    if (args.length === 0) {
      throw new UsageError('Needs 1 argument (see "expr --help")', 2);
    }
    const value = new ExprReader(args).readWhole();
    await print(`${value}\n`);
    return value === '' || /^-?0+$/.test(value) ? EXIT_CODES.failure : EXIT_CODES.ok;
  },
};

const EXPR_LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['=', '==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];
const ERROR = 2;

class ExprReader {
  readonly #words: string[];

  constructor(words: readonly string[]) {
    this.#words = [...words];
  }

  readWhole(): string {
    const value = this.#readLevel(0);
    if (this.#words.length > 0) {
      throw new UsageError(`syntax error @${this.#words[0]}`, ERROR);
    }
    return value;
  }

  #readLevel(level: number): string {
    const operators = EXPR_LEVELS[level];
    if (operators === undefined) {
      return this.#readOperand();
    }
    let left = this.#readLevel(level + 1);
    while (operators.includes(this.#words[0] ?? '')) {
      const operator = this.#words.shift() ?? '';
      left = combine(left, operator, this.#readLevel(level + 1));
    }
    return left;
  }

  #readOperand(): string {
    const word = this.#words.shift();
    if (word === undefined) {
      throw new UsageError('syntax error', ERROR);
    }
    if (word !== '(') {
      return word;
    }
    const value = this.#readLevel(0);
    if (this.#words.shift() !== ')') {
      throw new UsageError('syntax error', ERROR);
    }
    return value;
  }
}

function combine(left: string, operator: string, right: string): string {
  const isEmpty = (text: string) => text === '' || /^-?0+$/.test(text);
  switch (operator) {
    case '|':
      return isEmpty(left) ? right : left;
    case '&':
      return isEmpty(left) || isEmpty(right) ? '0' : left;
    case ':':
      return matchPrefix(left, right);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return calculate(left, operator, right);
    default:
      return compare(left, operator, right);
  }
}

function calculate(left: string, operator: string, right: string): string {
  if (!/^-?\d+$/.test(left) || !/^-?\d+$/.test(right)) {
    throw new UsageError('syntax error', ERROR);
  }
  const [first, second] = [BigInt(left), BigInt(right)];
  if ((operator === '/' || operator === '%') && second === 0n) {
    throw new UsageError('division by zero', ERROR);
  }
  const results = { '+': () => first + second, '-': () => first - second, '*': () => first * second, '/': () => first / second };
  return String(operator === '%' ? first % second : results[operator as keyof typeof results]());
}

function compare(left: string, operator: string, right: string): string {
  const areNumbers = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const texts = Number(left > right) - Number(left < right);
  const order = areNumbers ? Math.sign(Number(left) - Number(right)) : texts;
  const holds = {
    '=': order === 0,
    '==': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  };
  return holds[operator as keyof typeof holds] ? '1' : '0';
}

/** `TEXT : REGEX` is the first group, or the length of the match. */
function matchPrefix(text: string, pattern: string): string {
  const source = pattern.replace(/\\?[()+?|{}]/g, (each) => (each.startsWith('\\') ? each.slice(1) : `\\${each}`));
  const match = new RegExp(`^(?:${source})`).exec(text);
  return source.includes('(') && /(?:^|[^\\])\(/.test(source) ? (match?.[1] ?? '') : String(match?.[0].length ?? 0);
}
