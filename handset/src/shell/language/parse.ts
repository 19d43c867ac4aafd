import { Scanner } from './scanner.ts';
import {
  type Assignment,
  type Branch,
  type Command,
  type ListItem,
  type Redirection,
  ShellSyntaxError,
  type SimpleCommand,
  type Word,
} from './syntax.ts';
import { WordReader } from './words.ts';

/** Words that end a list of commands. */
const CLOSING_WORDS: ReadonlySet<string> = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', '}']);

/** Compound commands by their first word. */
const COMPOUND_COMMANDS: Readonly<Record<string, (scanner: Scanner) => Command>> = {
  while: (scanner) => parseLoop(scanner, 'while'),
  until: (scanner) => parseLoop(scanner, 'until'),
  for: parseFor,
  if: parseIf,
  '{': parseGroup,
};

const REDIRECTION = /^(&|[0-9]?)(>>|>&|>|<&|<)/;

const REDIRECTION_KINDS: Readonly<Record<string, { readonly kind: Redirection['kind']; readonly descriptor: number }>> = {
  '>>': { kind: 'append', descriptor: 1 },
  '>&': { kind: 'duplicate', descriptor: 1 },
  '>': { kind: 'replace', descriptor: 1 },
  '<&': { kind: 'duplicate', descriptor: 0 },
  '<': { kind: 'read', descriptor: 0 },
};

/** Parses a whole command line. Throws ShellSyntaxError that names the unexpected text. */
export function parseCommandLine(text: string): Command {
  const scanner = new Scanner(text);
  const command = parseList(scanner);
  scanner.skipBlank('lines');
  if (!scanner.atEnd()) {
    throw new ShellSyntaxError(`syntax error: unexpected '${scanner.describeNext()}'`);
  }
  return command;
}

/** False when the text ends inside a quote or a compound command. */
export function isFinished(text: string): boolean {
  try {
    parseCommandLine(text);
    return true;
  } catch (error) {
    return !(error instanceof ShellSyntaxError && error.isUnfinished);
  }
}

/** Parses commands up to the end, a `)` or a closing word. */
function parseList(scanner: Scanner): Command {
  const items: ListItem[] = [];
  for (scanner.skipBlank('lines'); !endsList(scanner); scanner.skipBlank('lines')) {
    const command = parsePipeline(scanner);
    items.push({ command, end: takeListEnd(scanner) });
  }
  return { kind: 'list', items };
}

function endsList(scanner: Scanner): boolean {
  return scanner.atEnd() || scanner.peek() === ')' || CLOSING_WORDS.has(scanner.peekWord());
}

function takeListEnd(scanner: Scanner): ListItem['end'] {
  scanner.skipBlank('line');
  for (const end of ['&&', '||', ';', '&', '\n'] as const) {
    if (scanner.take(end)) {
      return end === '\n' ? ';' : end;
    }
  }
  if (!endsList(scanner)) {
    throw new ShellSyntaxError(`syntax error: unexpected '${scanner.describeNext()}'`);
  }
  return ';';
}

function parsePipeline(scanner: Scanner): Command {
  const isNegated = scanner.takeWord('!');
  const commands = [parseCommand(scanner)];
  for (scanner.skipBlank('line'); scanner.peek() === '|' && scanner.peek(1) !== '|'; scanner.skipBlank('line')) {
    scanner.take('|');
    scanner.skipBlank('lines');
    commands.push(parseCommand(scanner));
  }
  const [only] = commands;
  return commands.length === 1 && only !== undefined && !isNegated ? only : { kind: 'pipeline', commands, isNegated };
}

function parseCommand(scanner: Scanner): Command {
  scanner.skipBlank('line');
  if (scanner.take('(')) {
    const body = parseList(scanner);
    if (!scanner.take(')')) {
      throw new ShellSyntaxError("syntax error: unclosed '('", scanner.place());
    }
    return withRedirections(scanner, { kind: 'group', body, scope: 'own' });
  }
  const word = scanner.peekWord();
  const parse = Object.hasOwn(COMPOUND_COMMANDS, word) ? COMPOUND_COMMANDS[word] : undefined;
  if (parse === undefined) {
    return parseSimple(scanner);
  }
  scanner.takeWord(word);
  return withRedirections(scanner, parse(scanner));
}

function parseLoop(scanner: Scanner, runs: 'while' | 'until'): Command {
  const condition = parseList(scanner);
  return { kind: 'loop', runs, condition, body: parseBody(scanner) };
}

function parseFor(scanner: Scanner): Command {
  const variable = scanner.takeName();
  if (variable === null) {
    throw new ShellSyntaxError("syntax error: 'for' without a name");
  }
  const words: Word[] = [];
  if (scanner.takeWord('in')) {
    const reader = wordReader(scanner);
    for (let word = reader.readWord(); word !== null; word = reader.readWord()) {
      words.push(word);
    }
  }
  takeListEnd(scanner);
  scanner.skipBlank('lines');
  return { kind: 'for', variable, words, body: parseBody(scanner) };
}

function parseBody(scanner: Scanner): Command {
  requireWord(scanner, 'do');
  const body = parseList(scanner);
  requireWord(scanner, 'done');
  return body;
}

function parseIf(scanner: Scanner): Command {
  const branches: Branch[] = [];
  do {
    const condition = parseList(scanner);
    requireWord(scanner, 'then');
    branches.push({ condition, body: parseList(scanner) });
  } while (scanner.takeWord('elif'));
  const otherwise = scanner.takeWord('else') ? parseList(scanner) : null;
  requireWord(scanner, 'fi');
  return { kind: 'if', branches, otherwise };
}

function parseGroup(scanner: Scanner): Command {
  const body = parseList(scanner);
  requireWord(scanner, '}');
  return { kind: 'group', body, scope: 'shared' };
}

function requireWord(scanner: Scanner, word: string): void {
  if (!scanner.takeWord(word)) {
    throw new ShellSyntaxError(`syntax error: '${word}' expected, '${scanner.describeNext()}' found`, scanner.place());
  }
}

function withRedirections(scanner: Scanner, body: Command): Command {
  const redirections: Redirection[] = [];
  for (let next = readRedirection(scanner); next !== null; next = readRedirection(scanner)) {
    redirections.push(next);
  }
  return redirections.length === 0 ? body : { kind: 'redirected', body, redirections };
}

function parseSimple(scanner: Scanner): SimpleCommand {
  const reader = wordReader(scanner);
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  for (;;) {
    const redirection = readRedirection(scanner);
    if (redirection !== null) {
      redirections.push(...expandBoth(redirection));
      continue;
    }
    const assignment = words.length === 0 ? reader.readAssignment() : null;
    if (assignment !== null) {
      assignments.push(assignment);
      continue;
    }
    const word = reader.readWord();
    if (word === null) {
      break;
    }
    words.push(word);
  }
  if (words.length + assignments.length + redirections.length === 0) {
    throw new ShellSyntaxError(`syntax error: unexpected '${scanner.describeNext()}'`);
  }
  return { kind: 'simple', assignments, words, redirections };
}

/** `&>file` redirects both output streams. */
function expandBoth(redirection: Redirection): readonly Redirection[] {
  const toOutput: Redirection = { descriptor: 2, kind: 'duplicate', target: [{ kind: 'text', text: '1', isQuoted: true }] };
  return redirection.descriptor < 0 ? [{ ...redirection, descriptor: 1 }, toOutput] : [redirection];
}

function readRedirection(scanner: Scanner): Redirection | null {
  scanner.skipBlank('line');
  const match = REDIRECTION.exec(scanner.ahead());
  const row = REDIRECTION_KINDS[match?.[2] ?? ''];
  if (match === null || row === undefined) {
    return null;
  }
  scanner.take(match[0]);
  scanner.skipBlank('line');
  const target = wordReader(scanner).readWord();
  if (target === null) {
    throw new ShellSyntaxError(`syntax error: '${match[0]}' without a file`);
  }
  const prefix = match[1] ?? '';
  const descriptor = prefix === '' ? row.descriptor : Number(prefix);
  return { kind: row.kind, descriptor: prefix === '&' ? -1 : descriptor, target };
}

function wordReader(scanner: Scanner): WordReader {
  return new WordReader(scanner, parseList);
}
