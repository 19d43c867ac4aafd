import type { FileStat } from '../../files/file-stat.ts';
import { type ArithmeticVariables, evaluate } from './arithmetic.ts';
import { optionOfName, type ShellOption } from './shell-options.ts';
import { ShellFailureError } from './syntax.ts';
import { BINARY_TESTS, COMPARISONS, FILE_TESTS, NUMBER_TESTS, PAIR_TESTS, TEXT_TESTS, UNARY_TESTS } from './test-operators.ts';

/** What a test asks of the shell. */
export interface TestSubject {
  stat(path: string, lastLink: 'follow' | 'keep'): Promise<FileStat | null>;
  readonly numbers: ArithmeticVariables;
  readonly options: ReadonlySet<ShellOption>;
}

const ERROR_STATUS = 2;

/** The words of `test` or `[`, without `]`. Throws ShellFailureError with status 2 for what is no expression. */
export async function evaluateTest(words: readonly string[], subject: TestSubject): Promise<boolean> {
  const pending = [...words];
  if (pending.length === 0) {
    return false;
  }
  const result = await new TestReader(pending, subject).readOr();
  if (pending.length > 0) {
    throw new ShellFailureError(`${pending[0]}: unexpected operator/operand`, ERROR_STATUS);
  }
  return result;
}

export async function testUnary(operator: string, operand: string, subject: TestSubject): Promise<boolean> {
  if (operator === '-o') {
    const option = optionOfName(operand.replace(/^no/, '')) ?? optionOfName(operand);
    return option !== null && subject.options.has(option);
  }
  if (operator === '-v') {
    return subject.numbers.get(operand, 0) !== null;
  }
  const textTest = Object.hasOwn(TEXT_TESTS, operator) ? TEXT_TESTS[operator] : undefined;
  if (textTest !== undefined) {
    return textTest(operand);
  }
  const lastLink = operator === '-h' || operator === '-L' ? 'keep' : 'follow';
  return FILE_TESTS[operator]?.(await subject.stat(operand, lastLink)) ?? false;
}

export async function testBinary(
  operator: string,
  [left, right]: readonly [string, string],
  subject: TestSubject,
): Promise<boolean> {
  if (Object.hasOwn(NUMBER_TESTS, operator)) {
    return NUMBER_TESTS[operator]?.(evaluate(left, subject.numbers), evaluate(right, subject.numbers)) ?? false;
  }
  if (Object.hasOwn(PAIR_TESTS, operator)) {
    return PAIR_TESTS[operator]?.(await subject.stat(left, 'follow'), await subject.stat(right, 'follow')) ?? false;
  }
  return COMPARISONS[operator]?.(left, right) ?? false;
}

/** Reads `-o`, `-a`, `!`, parentheses and the tests themselves. All parts are evaluated, as the words hold no commands. */
class TestReader {
  readonly #pending: string[];
  readonly #subject: TestSubject;

  constructor(pending: string[], subject: TestSubject) {
    this.#pending = pending;
    this.#subject = subject;
  }

  async readOr(): Promise<boolean> {
    let result = await this.#readAnd();
    while (this.#pending[0] === '-o') {
      this.#pending.shift();
      const right = await this.#readAnd();
      result ||= right;
    }
    return result;
  }

  async #readAnd(): Promise<boolean> {
    let result = await this.#readTerm();
    while (this.#pending[0] === '-a') {
      this.#pending.shift();
      const right = await this.#readTerm();
      result &&= right;
    }
    return result;
  }

  async #readTerm(): Promise<boolean> {
    const [first = '', second = '', third] = this.#pending;
    const isBinary = third !== undefined && Object.hasOwn(BINARY_TESTS, second);
    if (isBinary) {
      this.#pending.splice(0, 3);
      return await testBinary(second, [first, third], this.#subject);
    }
    if (first === '!' && this.#pending.length > 1) {
      this.#pending.shift();
      return !(await this.#readTerm());
    }
    if (first === '(' && this.#pending.length > 2) {
      return await this.#readGroup();
    }
    if (Object.hasOwn(UNARY_TESTS, first) && this.#pending.length > 1) {
      this.#pending.splice(0, 2);
      return await testUnary(first, second, this.#subject);
    }
    if (this.#pending.length === 2 && Object.hasOwn(BINARY_TESTS, second)) {
      throw new ShellFailureError(`${second}: missing second argument`, ERROR_STATUS);
    }
    this.#pending.shift();
    return first !== '';
  }

  async #readGroup(): Promise<boolean> {
    this.#pending.shift();
    const result = await this.readOr();
    if (this.#pending.shift() !== ')') {
      throw new ShellFailureError('missing )', ERROR_STATUS);
    }
    return result;
  }
}
