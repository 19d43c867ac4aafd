import type { FileStat } from '../../files/file-stat.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { requireInteger, UsageError } from '../options.ts';

const fileTests: Readonly<Record<string, (stat: FileStat | null) => boolean>> = {
  '-e': (stat) => stat !== null,
  '-f': (stat) => stat?.kind === 'file',
  '-d': (stat) => stat?.kind === 'directory',
  '-r': (stat) => stat !== null,
  '-s': (stat) => (stat?.size ?? 0) > 0,
  '-w': (stat) => stat?.uid === shellUid,
  '-x': (stat) => stat !== null && (stat.mode & 0o111) !== 0,
};

const textTests: Readonly<Record<string, (text: string) => boolean>> = {
  '-n': (text) => text !== '',
  '-z': (text) => text === '',
};

const comparisons: Readonly<Record<string, (left: string, right: string) => boolean>> = {
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

const shellUid = 2000;

/** `test EXPRESSION`. */
export const testCommand: CommandRow = { name: 'test', run: async (call) => await answer(call, call.args) };

/** `[ EXPRESSION ]`. */
export const bracket: CommandRow = {
  name: '[',
  async run(call) {
    if (call.args.at(-1) !== ']') {
      throw new UsageError("missing ']'", 2);
    }
    return await answer(call, call.args.slice(0, -1));
  },
};

async function answer(call: Call, words: readonly string[]): Promise<number> {
  return (await holds(call, words)) ? EXIT_CODES.ok : EXIT_CODES.failure;
}

async function holds(call: Call, words: readonly string[]): Promise<boolean> {
  const [first, second, third] = words;
  if (first === undefined) {
    return false;
  }
  if (words.length === 1) {
    return first !== '';
  }
  if (first === '!') {
    return !(await holds(call, words.slice(1)));
  }
  if (words.length === 2 && second !== undefined) {
    return await holdsFor(call, first, second);
  }
  const compare = comparisons[second ?? ''];
  if (words.length !== 3 || compare === undefined || third === undefined) {
    throw new UsageError(`cannot understand '${words.join(' ')}'`, 2);
  }
  return compare(first, third);
}

async function holdsFor({ system, session }: Call, operator: string, operand: string): Promise<boolean> {
  const textTest = textTests[operator];
  if (textTest !== undefined) {
    return textTest(operand);
  }
  const isLinkTest = operator === '-L' || operator === '-h';
  const fileTest = isLinkTest ? (stat: FileStat | null) => stat?.kind === 'link' : fileTests[operator];
  if (fileTest === undefined) {
    throw new UsageError(`unknown operator '${operator}'`, 2);
  }
  return fileTest(await system.files.stat(session.resolve(operand), isLinkTest ? 'keep' : 'follow'));
}

function toNumber(word: string): number {
  return requireInteger(word, 'an operand');
}
