import type { FileStat } from '../../files/file-stat.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { requireInteger, UsageError } from '../options.ts';

const SHELL_UID = 2000;
const EXIT_ERROR = 2;

const FILE_TESTS: Readonly<Record<string, (stat: FileStat | null) => boolean>> = {
  '-e': (stat) => stat !== null,
  '-f': (stat) => stat?.kind === 'file',
  '-d': (stat) => stat?.kind === 'directory',
  '-r': (stat) => stat !== null,
  '-s': (stat) => (stat?.size ?? 0) > 0,
  '-w': (stat) => stat?.uid === SHELL_UID,
  '-x': (stat) => stat !== null && (stat.mode & 0o111) !== 0,
};

const TEXT_TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  '-n': (text) => text !== '',
  '-z': (text) => text === '',
};

const COMPARISONS: Readonly<Record<string, (left: string, right: string) => boolean>> = {
  '=': (left, right) => left === right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '-eq': (left, right) => toNumber(left) === toNumber(right),
  '-ne': (left, right) => toNumber(left) !== toNumber(right),
  '-lt': (left, right) => toNumber(left) < toNumber(right),
  '-le': (left, right) => toNumber(left) <= toNumber(right),
  '-gt': (left, right) => toNumber(left) > toNumber(right),
  '-ge': (left, right) => toNumber(left) >= toNumber(right),
};

/** `test EXPRESSION`. */
export const testCommand: CommandRow = { name: 'test', run: async (call) => await exitCodeOf(call, call.args) };

/** `[ EXPRESSION ]`. */
export const bracket: CommandRow = {
  name: '[',
  async run(call) {
    if (call.args.at(-1) !== ']') {
      throw new UsageError("missing ']'", EXIT_ERROR);
    }
    return await exitCodeOf(call, call.args.slice(0, -1));
  },
};

async function exitCodeOf(call: Call, words: readonly string[]): Promise<number> {
  return (await evaluate(call, words)) ? EXIT_CODES.ok : EXIT_CODES.failure;
}

async function evaluate(call: Call, words: readonly string[]): Promise<boolean> {
  const [first, second, third] = words;
  if (first === undefined) {
    return false;
  }
  if (words.length === 1) {
    return first !== '';
  }
  if (first === '!') {
    return !(await evaluate(call, words.slice(1)));
  }
  if (words.length === 2 && second !== undefined) {
    return await evaluateUnary(call, first, second);
  }
  const compare = Object.hasOwn(COMPARISONS, second ?? '') ? COMPARISONS[second ?? ''] : undefined;
  if (words.length !== 3 || compare === undefined || third === undefined) {
    throw new UsageError(`cannot understand '${words.join(' ')}'`, EXIT_ERROR);
  }
  return compare(first, third);
}

async function evaluateUnary({ system, session }: Call, operator: string, operand: string): Promise<boolean> {
  const textTest = TEXT_TESTS[operator];
  if (textTest !== undefined) {
    return textTest(operand);
  }
  const isLinkTest = operator === '-L' || operator === '-h';
  const fileTest = isLinkTest ? (stat: FileStat | null) => stat?.kind === 'link' : FILE_TESTS[operator];
  if (fileTest === undefined) {
    throw new UsageError(`unknown operator '${operator}'`, EXIT_ERROR);
  }
  return fileTest(await system.files.stat(session.resolve(operand), isLinkTest ? 'keep' : 'follow'));
}

function toNumber(word: string): number {
  return requireInteger(word, 'an operand');
}
