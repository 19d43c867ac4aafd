import { parseList } from './parse.ts';
import type { Scanner } from './scanner.ts';
import { type Assignment, SyntaxFault, type Word, type WordPart } from './syntax.ts';

const wordEnds = new Set(['', ' ', '\t', '\n', ';', '&', '|', '(', ')', '<', '>']);

/** The next word on this line; null where none begins. */
export function readWord(scanner: Scanner): Word | null {
  scanner.skipBlank('line');
  return wordEnds.has(scanner.peek()) ? null : readParts(scanner, (letter) => wordEnds.has(letter));
}

export function readAssignment(scanner: Scanner): Assignment | null {
  scanner.skipBlank('line');
  const name = scanner.takeMatch(/^[A-Za-z_][A-Za-z0-9_]*=/)?.[0].slice(0, -1);
  return name === undefined ? null : { name, value: readParts(scanner, (letter) => wordEnds.has(letter)) };
}

function readParts(scanner: Scanner, ends: (letter: string) => boolean): Word {
  const parts: WordPart[] = [];
  while (!ends(scanner.peek())) {
    parts.push(...readPart(scanner));
  }
  return parts;
}

function readPart(scanner: Scanner): readonly WordPart[] {
  switch (scanner.peek()) {
    case "'":
      return [readSingleQuoted(scanner)];
    case '"':
      return readDoubleQuoted(scanner);
    case '\\':
      scanner.next();
      return scanner.take('\n') ? [] : [quotedText(scanner.next())];
    case '$':
    case '`':
      return [readDollar(scanner, 'bare')];
    default:
      return [{ kind: 'text', text: scanner.next(), isQuoted: false }];
  }
}

function readSingleQuoted(scanner: Scanner): WordPart {
  const match = scanner.takeMatch(/^'([^']*)'/);
  if (match === null) {
    throw new SyntaxFault('syntax error: unclosed quote', 'at-end');
  }
  return quotedText(match[1] ?? '');
}

function readDoubleQuoted(scanner: Scanner): readonly WordPart[] {
  scanner.take('"');
  // An empty text keeps "" a word.
  const parts: WordPart[] = [quotedText('')];
  while (!scanner.take('"')) {
    if (scanner.atEnd()) {
      throw new SyntaxFault('syntax error: unclosed quote', 'at-end');
    }
    if (scanner.peek() === '$' || scanner.peek() === '`') {
      parts.push(readDollar(scanner, 'quoted'));
    } else if (/^\\["\\$`\n]/.test(scanner.ahead())) {
      scanner.next();
      parts.push(quotedText(scanner.next().replace('\n', '')));
    } else {
      parts.push(quotedText(scanner.next()));
    }
  }
  return parts;
}

function quotedText(text: string): WordPart {
  return { kind: 'text', text, isQuoted: true };
}

/** `$NAME`, `${NAME}`, `${NAME:-WORD}`, `$((…))`, `$(…)`, or a backquoted command. */
function readDollar(scanner: Scanner, state: 'bare' | 'quoted'): WordPart {
  const isQuoted = state === 'quoted';
  if (scanner.peek() === '`') {
    return readBackquoted(scanner, isQuoted);
  }
  scanner.take('$');
  if (scanner.take('((')) {
    return readArithmetic(scanner, isQuoted);
  }
  if (scanner.take('(')) {
    const body = parseList(scanner);
    if (!scanner.take(')')) {
      throw new SyntaxFault("syntax error: unclosed '$('", scanner.place());
    }
    return { kind: 'substitution', body, isQuoted };
  }
  if (scanner.take('{')) {
    return readBraced(scanner, isQuoted);
  }
  const name = scanner.takeMatch(/^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9?$#@*!])/)?.[0];
  return name === undefined ? { kind: 'text', text: '$', isQuoted } : { kind: 'variable', name, fallback: null, isQuoted };
}

/** `$((…))`; parentheses inside are counted. */
function readArithmetic(scanner: Scanner, isQuoted: boolean): WordPart {
  let depth = 0;
  const expression = readParts(scanner, (letter) => {
    depth += Number(letter === '(') - Number(letter === ')');
    return letter === '' || depth < 0;
  });
  if (!scanner.take('))')) {
    throw new SyntaxFault("syntax error: unclosed '$(('");
  }
  return { kind: 'arithmetic', expression, isQuoted };
}

function readBackquoted(scanner: Scanner, isQuoted: boolean): WordPart {
  const text = scanner.takeMatch(/^`((?:[^`\\]|\\[\s\S])*)`/)?.[1];
  if (text === undefined) {
    throw new SyntaxFault('syntax error: unclosed backquote', 'at-end');
  }
  return { kind: 'substitution', body: parseList(scanner.inside(text.replace(/\\([`\\$])/g, '$1'))), isQuoted };
}

function readBraced(scanner: Scanner, isQuoted: boolean): WordPart {
  const name = scanner.takeMatch(/^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9?$#@*!])/)?.[0];
  const fallback = scanner.takeMatch(/^:?-/) === null ? null : readParts(scanner, (letter) => letter === '}' || letter === '');
  if (name === undefined || !scanner.take('}')) {
    throw new SyntaxFault(`bad substitution near '${scanner.describeNext()}'`);
  }
  return { kind: 'variable', name, fallback, isQuoted };
}
