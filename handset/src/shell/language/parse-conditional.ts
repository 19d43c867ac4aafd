import { type Conditional, ShellSyntaxError, type Word } from './syntax.ts';
import { BINARY_TESTS, UNARY_TESTS } from './test-operators.ts';
import type { WordReader } from './words.ts';

/** The rest of `[[ … ]]`. */
export function parseConditional(reader: WordReader): Conditional {
  const expression = parseOr(reader);
  reader.scanner.skipBlank('lines');
  if (!reader.scanner.takeWord(']]')) {
    throw reader.scanner.unexpected('[[');
  }
  return expression;
}

function parseOr(reader: WordReader): Conditional {
  let left = parseAnd(reader);
  for (reader.scanner.skipBlank('lines'); reader.scanner.take('||'); reader.scanner.skipBlank('lines')) {
    left = { kind: 'or', left, right: parseAnd(reader) };
  }
  return left;
}

function parseAnd(reader: WordReader): Conditional {
  let left = parseTerm(reader);
  for (reader.scanner.skipBlank('lines'); reader.scanner.take('&&'); reader.scanner.skipBlank('lines')) {
    left = { kind: 'and', left, right: parseTerm(reader) };
  }
  return left;
}

function parseTerm(reader: WordReader): Conditional {
  const { scanner } = reader;
  scanner.skipBlank('lines');
  if (scanner.takeWord('!')) {
    return { kind: 'not', inner: parseTerm(reader) };
  }
  if (scanner.take('(')) {
    const inner = parseOr(reader);
    scanner.skipBlank('lines');
    if (!scanner.take(')')) {
      throw scanner.unexpected('(');
    }
    return inner;
  }
  const operator = scanner.peekWord();
  if (operator !== ']]' && Object.hasOwn(UNARY_TESTS, operator)) {
    scanner.takeWord(operator);
    return { kind: 'unary', operator, word: requireWord(reader) };
  }
  const left = requireWord(reader);
  return parseBinary(reader, left);
}

function parseBinary(reader: WordReader, left: Word): Conditional {
  const { scanner } = reader;
  scanner.skipBlank('line');
  const angle = scanner.takeMatch(/^[<>](?=\s)/)?.[0];
  const word = scanner.peekWord();
  if (angle === undefined && !Object.hasOwn(BINARY_TESTS, word)) {
    if (word !== ']]' && /^[^&|)\n]/.test(scanner.peek())) {
      throw new ShellSyntaxError(`syntax error: unexpected operator/operand '${word}'`);
    }
    return { kind: 'text', word: left };
  }
  if (angle === undefined) {
    scanner.takeWord(word);
  }
  return { kind: 'binary', operator: angle ?? word, left, right: requireWord(reader) };
}

function requireWord(reader: WordReader): Word {
  const word = reader.scanner.peekWord() === ']]' ? null : reader.readWord();
  if (word === null) {
    throw reader.scanner.unexpected('[[');
  }
  return word;
}
