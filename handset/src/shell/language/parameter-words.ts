import type { Quoting, WordEnd } from './quoting.ts';
import type { Scanner } from './scanner.ts';
import { type Operation, type ParameterPart, ShellFailureError, ShellSyntaxError, type Word } from './syntax.ts';

const NAME = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?$#@*!-])/;

/** The reader of words that these functions call for the parts inside the braces. */
interface PartReader {
  readonly scanner: Scanner;
  readParts(isEnd: WordEnd, quoting: Quoting): Word;
  readIndex(): Word;
}

function isClosing(letter: string): boolean {
  return letter === '}' || letter === '';
}

/** The rest of `${…}`. */
export function readBraced(reader: PartReader, quoting: Quoting): ParameterPart {
  const { scanner } = reader;
  const start = scanner.offset;
  const before = scanner.takeMatch(/^[#!](?=[A-Za-z_0-9@*?#$!-])(?!#?})(?![#!][-=?+:%/])/)?.[0] ?? '';
  const name = scanner.takeMatch(NAME)?.[0];
  if (name === undefined) {
    throw badSubstitution(scanner, start);
  }
  const index = /^[A-Za-z_]/.test(name) && scanner.take('[') ? reader.readIndex() : null;
  const operation = operationBefore(before) ?? readOperation(reader, quoting);
  if (scanner.atEnd()) {
    throw new ShellSyntaxError('no closing quote', 'at-end');
  }
  if (!scanner.take('}')) {
    throw badSubstitution(scanner, start);
  }
  return { kind: 'variable', name, index, operation, isQuoted: quoting !== 'bare' };
}

function operationBefore(sign: string): Operation | null {
  if (sign === '') {
    return null;
  }
  return { kind: sign === '#' ? 'length' : 'keys' };
}

function readOperation(reader: PartReader, quoting: Quoting): Operation | null {
  const { scanner } = reader;
  const fallback = scanner.takeMatch(/^(:?)([-=?+])/);
  if (fallback !== null) {
    const sign = fallback[2] as '-' | '=' | '?' | '+';
    return { kind: 'default', sign, countsEmpty: fallback[1] === ':', word: reader.readParts(isClosing, quoting) };
  }
  if (scanner.takeMatch(/^@Q/) !== null) {
    return { kind: 'quote' };
  }
  const trim = scanner.takeMatch(/^(?:##?|%%?)/)?.[0];
  if (trim !== undefined) {
    return { kind: 'trim', sign: trim as '#' | '##' | '%' | '%%', pattern: reader.readParts(isClosing, 'bare') };
  }
  if (scanner.take(':')) {
    const offset = reader.readParts((letter) => letter === ':' || isClosing(letter), 'bare');
    return { kind: 'slice', offset, length: scanner.take(':') ? reader.readParts(isClosing, 'bare') : null };
  }
  return scanner.take('/') ? readReplacement(reader) : null;
}

const REACHES: Readonly<Record<string, 'all' | 'start' | 'end'>> = { '/': 'all', '#': 'start', '%': 'end' };

/** The rest of `${NAME/PATTERN/REPLACEMENT}`. */
function readReplacement(reader: PartReader): Operation {
  const { scanner } = reader;
  const sign = scanner.takeMatch(/^[/#%]/)?.[0] ?? '';
  const pattern = reader.readParts((letter) => letter === '/' || isClosing(letter), 'bare');
  const replacement = scanner.take('/') ? reader.readParts(isClosing, 'bare') : [];
  return { kind: 'replace', reach: REACHES[sign] ?? 'first', pattern, replacement };
}

/** mksh reports a bad substitution when the line runs; reading it here ends the shell with the same text. */
function badSubstitution(scanner: Scanner, start: number): ShellFailureError {
  scanner.rewind(start);
  const text = /^[^}]*}?/.exec(scanner.ahead())?.[0] ?? '';
  return new ShellFailureError(`\${${text}: bad substitution`);
}
