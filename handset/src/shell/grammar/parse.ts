import { Scanner } from './scanner.ts';
import type { Branch, Command, ListItem, Redirection, SimpleCommand, Word } from './syntax.ts';
import { SyntaxFault } from './syntax.ts';
import { readAssignment, readWord } from './words.ts';

const closers = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', '}']);

/** Throws SyntaxFault with what was met. */
export function parseCommandLine(text: string): Command {
  const scanner = new Scanner(text);
  const command = parseList(scanner);
  scanner.skipBlank('lines');
  if (!scanner.atEnd()) {
    throw new SyntaxFault(`syntax error: unexpected '${scanner.describeNext()}'`);
  }
  return command;
}

/** False where the text ends inside a quote or a compound command. */
export function isFinished(text: string): boolean {
  try {
    parseCommandLine(text);
    return true;
  } catch (fault) {
    return !(fault instanceof SyntaxFault && fault.isUnfinished);
  }
}

/** Commands up to the end, a `)` or a closing word. */
export function parseList(scanner: Scanner): Command {
  const items: ListItem[] = [];
  for (scanner.skipBlank('lines'); !endsList(scanner); scanner.skipBlank('lines')) {
    const command = parsePipeline(scanner);
    items.push({ command, end: takeListEnd(scanner) });
  }
  return { kind: 'list', items };
}

function endsList(scanner: Scanner): boolean {
  return scanner.atEnd() || scanner.peek() === ')' || closers.has(scanner.peekWord());
}

function takeListEnd(scanner: Scanner): ListItem['end'] {
  scanner.skipBlank('line');
  for (const end of ['&&', '||', ';', '&', '\n'] as const) {
    if (scanner.take(end)) {
      return end === '\n' ? ';' : end;
    }
  }
  if (!endsList(scanner)) {
    throw new SyntaxFault(`syntax error: unexpected '${scanner.describeNext()}'`);
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

const compounds: Readonly<Record<string, (scanner: Scanner) => Command>> = {
  while: (scanner) => parseLoop(scanner, 'while'),
  until: (scanner) => parseLoop(scanner, 'until'),
  for: parseFor,
  if: parseIf,
  '{': parseGroup,
};

function parseCommand(scanner: Scanner): Command {
  scanner.skipBlank('line');
  if (scanner.take('(')) {
    const body = parseList(scanner);
    if (!scanner.take(')')) {
      throw new SyntaxFault("syntax error: unclosed '('", scanner.place());
    }
    return withRedirections(scanner, { kind: 'group', body, scope: 'own' });
  }
  const word = scanner.peekWord();
  const parse = compounds[word];
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
    throw new SyntaxFault("syntax error: 'for' without a name");
  }
  const words: Word[] = [];
  if (scanner.takeWord('in')) {
    for (let word = readWord(scanner); word !== null; word = readWord(scanner)) {
      words.push(word);
    }
  }
  takeListEnd(scanner);
  scanner.skipBlank('lines');
  return { kind: 'for', variable, words, body: parseBody(scanner) };
}

function parseBody(scanner: Scanner): Command {
  demandWord(scanner, 'do');
  const body = parseList(scanner);
  demandWord(scanner, 'done');
  return body;
}

function parseIf(scanner: Scanner): Command {
  const branches: Branch[] = [];
  do {
    const condition = parseList(scanner);
    demandWord(scanner, 'then');
    branches.push({ condition, body: parseList(scanner) });
  } while (scanner.takeWord('elif'));
  const otherwise = scanner.takeWord('else') ? parseList(scanner) : null;
  demandWord(scanner, 'fi');
  return { kind: 'if', branches, otherwise };
}

function parseGroup(scanner: Scanner): Command {
  const body = parseList(scanner);
  demandWord(scanner, '}');
  return { kind: 'group', body, scope: 'shared' };
}

function demandWord(scanner: Scanner, word: string): void {
  if (!scanner.takeWord(word)) {
    throw new SyntaxFault(`syntax error: '${word}' expected, '${scanner.describeNext()}' found`, scanner.place());
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
  const assignments: SimpleCommand['assignments'][number][] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  for (;;) {
    const redirection = readRedirection(scanner);
    if (redirection !== null) {
      redirections.push(...expandBoth(redirection));
      continue;
    }
    const assignment = words.length === 0 ? readAssignment(scanner) : null;
    if (assignment !== null) {
      assignments.push(assignment);
      continue;
    }
    const word = readWord(scanner);
    if (word === null) {
      break;
    }
    words.push(word);
  }
  if (words.length + assignments.length + redirections.length === 0) {
    throw new SyntaxFault(`syntax error: unexpected '${scanner.describeNext()}'`);
  }
  return { kind: 'simple', assignments, words, redirections };
}

/** `&>file` is both streams. */
function expandBoth(redirection: Redirection): readonly Redirection[] {
  const toOutput: Redirection = { descriptor: 2, kind: 'duplicate', target: [{ kind: 'text', text: '1', isQuoted: true }] };
  return redirection.descriptor < 0 ? [{ ...redirection, descriptor: 1 }, toOutput] : [redirection];
}

const redirectionPattern = /^(&|[0-9]?)(>>|>&|>|<&|<)/;

const redirectionKinds: Readonly<Record<string, { readonly kind: Redirection['kind']; readonly descriptor: number }>> = {
  '>>': { kind: 'append', descriptor: 1 },
  '>&': { kind: 'duplicate', descriptor: 1 },
  '>': { kind: 'replace', descriptor: 1 },
  '<&': { kind: 'duplicate', descriptor: 0 },
  '<': { kind: 'read', descriptor: 0 },
};

function readRedirection(scanner: Scanner): Redirection | null {
  scanner.skipBlank('line');
  const match = redirectionPattern.exec(scanner.ahead());
  const row = redirectionKinds[match?.[2] ?? ''];
  if (match === null || row === undefined) {
    return null;
  }
  scanner.take(match[0]);
  scanner.skipBlank('line');
  const target = readWord(scanner);
  if (target === null) {
    throw new SyntaxFault(`syntax error: '${match[0]}' without a file`);
  }
  const prefix = match[1] ?? '';
  const descriptor = prefix === '' ? row.descriptor : Number(prefix);
  return { kind: row.kind, descriptor: prefix === '&' ? -1 : descriptor, target };
}
