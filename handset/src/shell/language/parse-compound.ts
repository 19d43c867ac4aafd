import { expandBraces } from './brace-expansion.ts';
import { parseConditional } from './parse-conditional.ts';
import type { Scanner } from './scanner.ts';
import type { Branch, CaseClause, Command, Word } from './syntax.ts';
import type { WordReader } from './words.ts';

/** The parts of the grammar that compound commands contain. */
export interface Grammar {
  readonly list: (scanner: Scanner) => Command;
  readonly command: (scanner: Scanner) => Command;
  readonly words: (scanner: Scanner) => WordReader;
}

/** Compound commands by their first word. */
const COMPOUND_COMMANDS: Readonly<Record<string, (scanner: Scanner, grammar: Grammar) => Command>> = {
  while: (scanner, grammar) => parseLoop(scanner, grammar, 'while'),
  until: (scanner, grammar) => parseLoop(scanner, grammar, 'until'),
  for: (scanner, grammar) => parseFor(scanner, grammar, 'for'),
  select: (scanner, grammar) => parseFor(scanner, grammar, 'select'),
  if: parseIf,
  case: parseCase,
  function: parseNamedFunction,
  '{': parseGroup,
  '[[': (scanner, grammar) => ({ kind: 'conditional', expression: parseConditional(grammar.words(scanner)) }),
};

const FUNCTION_HEAD = /^([A-Za-z_][\w.-]*)[ \t]*\([ \t]*\)/;

/** A compound command or a function; null when a simple command begins here. */
export function parseCompound(scanner: Scanner, grammar: Grammar): Command | null {
  if (scanner.peek() === '(') {
    return parseArithmetic(scanner, grammar) ?? parseSubshell(scanner, grammar);
  }
  const word = scanner.peekWord();
  const parse = Object.hasOwn(COMPOUND_COMMANDS, word) ? COMPOUND_COMMANDS[word] : undefined;
  if (parse !== undefined) {
    scanner.takeWord(word);
    return parse(scanner, grammar);
  }
  const name = scanner.takeMatch(FUNCTION_HEAD)?.[1];
  return name === undefined ? null : parseFunctionBody(scanner, grammar, name);
}

function parseNamedFunction(scanner: Scanner, grammar: Grammar): Command {
  scanner.skipBlank('line');
  const name = scanner.takeMatch(/^[\w.-]+/)?.[0];
  if (name === undefined) {
    throw scanner.unexpected();
  }
  scanner.takeMatch(/^[ \t]*\([ \t]*\)/);
  return parseFunctionBody(scanner, grammar, name);
}

function parseFunctionBody(scanner: Scanner, grammar: Grammar, name: string): Command {
  scanner.skipBlank('lines');
  return { kind: 'function', name, body: grammar.command(scanner) };
}

/** `((…))`; null when it is a subshell in a subshell. */
function parseArithmetic(scanner: Scanner, grammar: Grammar): Command | null {
  const start = scanner.offset;
  if (!scanner.take('((')) {
    return null;
  }
  const expression = grammar.words(scanner).readArithmeticText();
  if (expression === null) {
    scanner.rewind(start);
    return null;
  }
  return { kind: 'arithmetic', expression };
}

function parseSubshell(scanner: Scanner, grammar: Grammar): Command {
  scanner.take('(');
  const body = grammar.list(scanner);
  if (!scanner.take(')')) {
    throw scanner.unexpected('(');
  }
  return { kind: 'group', body, scope: 'own' };
}

function parseLoop(scanner: Scanner, grammar: Grammar, runs: 'while' | 'until'): Command {
  const condition = grammar.list(scanner);
  return { kind: 'loop', runs, condition, body: parseBody(scanner, grammar, runs) };
}

function parseFor(scanner: Scanner, grammar: Grammar, kind: 'for' | 'select'): Command {
  const variable = scanner.takeName();
  if (variable === null) {
    throw scanner.unexpected();
  }
  scanner.skipBlank('lines');
  let words: Word[] | null = null;
  if (scanner.takeWord('in')) {
    words = [];
    const reader = grammar.words(scanner);
    for (let word = reader.readWord(); word !== null; word = reader.readWord()) {
      words.push(...expandBraces(word));
    }
  }
  scanner.skipBlank('line');
  scanner.take(';');
  scanner.skipBlank('lines');
  return { kind, variable, words, body: parseBody(scanner, grammar, kind) };
}

function parseBody(scanner: Scanner, grammar: Grammar, opener: string): Command {
  if (scanner.takeWord('{')) {
    const braced = grammar.list(scanner);
    requireWord(scanner, '}', '{');
    return braced;
  }
  requireWord(scanner, 'do', opener);
  const body = grammar.list(scanner);
  requireWord(scanner, 'done', opener);
  return body;
}

function parseIf(scanner: Scanner, grammar: Grammar): Command {
  const branches: Branch[] = [];
  do {
    const condition = grammar.list(scanner);
    requireWord(scanner, 'then', 'if');
    branches.push({ condition, body: grammar.list(scanner) });
  } while (scanner.takeWord('elif'));
  const otherwise = scanner.takeWord('else') ? grammar.list(scanner) : null;
  requireWord(scanner, 'fi', 'if');
  return { kind: 'if', branches, otherwise };
}

function parseCase(scanner: Scanner, grammar: Grammar): Command {
  const subject = grammar.words(scanner).readWord();
  if (subject === null) {
    throw scanner.unexpected();
  }
  scanner.skipBlank('lines');
  requireWord(scanner, 'in', 'case');
  const clauses: CaseClause[] = [];
  for (scanner.skipBlank('lines'); !scanner.takeWord('esac'); scanner.skipBlank('lines')) {
    if (scanner.atEnd()) {
      throw scanner.unexpected('case');
    }
    clauses.push(parseClause(scanner, grammar));
  }
  return { kind: 'case', subject, clauses };
}

function parseClause(scanner: Scanner, grammar: Grammar): CaseClause {
  scanner.take('(');
  const patterns: Word[] = [];
  do {
    const pattern = grammar.words(scanner).readWord();
    if (pattern === null) {
      throw scanner.unexpected('case');
    }
    patterns.push(pattern);
    scanner.skipBlank('line');
  } while (scanner.take('|'));
  if (!scanner.take(')')) {
    throw scanner.unexpected('case');
  }
  const body = grammar.list(scanner);
  scanner.skipBlank('lines');
  const end = scanner.takeMatch(/^;[;&|]/)?.[0] as CaseClause['end'] | undefined;
  return { patterns, body, end: end ?? ';;' };
}

function parseGroup(scanner: Scanner, grammar: Grammar): Command {
  const body = grammar.list(scanner);
  requireWord(scanner, '}', '{');
  return { kind: 'group', body, scope: 'shared' };
}

/** Takes a word of the grammar. `opener` is the word that is open until then. */
function requireWord(scanner: Scanner, word: string, opener: string): void {
  if (!scanner.takeWord(word)) {
    throw scanner.unexpected(opener);
  }
}
